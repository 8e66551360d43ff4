import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../../contract/problem.ts';
import { openChoices } from '../../../../electron/programs/choices.ts';
import { openContentStore } from '../../../../electron/programs/content-store.ts';
import { createLister } from '../../../../electron/programs/listing.ts';
import type { ListedIssue } from '../../../../electron/programs/listing.ts';
import { cachedOutline } from '../../../../electron/programs/outline-cache.ts';
import { programState } from '../../../../electron/programs/program-states.ts';
import { situationOf } from '../../../../electron/programs/situation.ts';
import type { Situation } from '../../../../electron/programs/situation.ts';
import { createSourceHealth } from '../../../../electron/programs/source-health.ts';
import { createStates } from '../../../../electron/programs/states.ts';
import { sha256, testIssue } from '../../../support/terminal/issue.ts';
import { countyKey } from '../../../support/terminal/signing.ts';
import { emptyFolder, onFault, problemList, testClock } from '../../../support/terminal/surroundings.ts';

const source = { name: 'http://county', isMirror: false, open: () => Promise.reject(new Error('not asked')) };

async function village() {
  const folder = await emptyFolder();
  const clock = testClock();
  const issues = ['2026-10', '2026-11'].map((issue) => testIssue(countyKey(), [9000, 9000], { issue }));
  const content = await openContentStore(folder, onFault);
  const choices = await openChoices({ folder, clock, onProblem: problemList().add });
  const health = createSourceHealth(clock, 1000);
  const list = createLister();
  const outlines = issues.map(({ manifest, manifestText }) => cachedOutline(manifest, sha256(manifestText), { size: 1, mtimeMs: 1 }).outline);
  const now = { listing: list(outlines, []), isHeld: false, active: new Set<string>(), problems: new Map<string, Problem>(), looks: 0 };
  const situation = (): Situation =>
    situationOf({
      content, choices, health,
      sourcesOf: () => [source],
      allSources: () => [source],
      transfers: {
        isActive: (hash) => {
          now.looks += 1;
          return now.active.has(hash);
        },
        problemOf: (hash) => now.problems.get(hash) ?? null,
        coming: () => [...now.active, ...now.problems.keys()],
      },
      isHeld: now.isHeld,
    });
  const states = createStates({ listing: () => now.listing, content, situation });
  const stateOf = (issue: ListedIssue) => issue.programs.map((program) => [program.description.id, programState(issue, program, situation())] as const);
  /** What the states are when each is found out by itself, and that is not absent. */
  const anew = () => Object.fromEntries(now.listing.issues.flatMap(stateOf).filter(([, { state }]) => state !== 'absent'));
  const film = issues[0]?.manifest.files.find(({ mime }) => mime === 'video/mp4');
  if (film === undefined) throw new Error('there is no film');
  return { now, content, choices, health, states, anew, issues, list, outlines, film };
}

describe('the states of all programs', () => {
  it('are as if each were found out anew, whatever changes', async () => {
    const { now, content, choices, health, states, anew, issues, list, outlines, film } = await village();
    const bytes = issues[0]?.contents.get(film.sha256) ?? Buffer.alloc(0);
    const changes: readonly (() => unknown)[] = [
      () => now.active.add(film.sha256),
      () => now.active.clear(),
      () => now.problems.set(film.sha256, { code: 'disk-full', data: { freeBytes: 1 } }),
      () => now.problems.clear(),
      async () => {
        const part = await content.openPart(film);
        await part.write({ index: 0, bytes: bytes.subarray(0, 4096) });
        await part.close();
      },
      () => health.failed(source, film.sha256, new Error('not there'), false),
      () => health.forgive([film.sha256]),
      () => choices.change('2026-11', { paused: true }),
      () => choices.setRules({ night: { from: '22:00', to: '06:00' }, bytesPerSecond: null, categories: ['wealth-skill'] }),
      () => (now.isHeld = true),
      () => (now.isHeld = false),
      () => choices.setRules({ night: null, bytesPerSecond: null, categories: [] }),
      () => choices.change('2026-10', { wish: 'fetch' }),
      async () => {
        const part = await content.openPart(film);
        for (const index of [1, 2]) await part.write({ index, bytes: bytes.subarray(index * 4096, (index + 1) * 4096) });
        await content.finish(part);
      },
      () => content.remove(film),
      () => (now.listing = list(outlines.slice(0, 1), outlines.slice(1))),
    ];
    const seen = new Set([JSON.stringify(states().holdings())]);
    for (const change of changes) {
      await change();
      expect(states().holdings()).toEqual(anew());
      seen.add(JSON.stringify(states().holdings()));
    }
    expect(seen.size).toBeGreaterThan(8); // The changes did change something.
  });

  it('are looked at again only where something changed', async () => {
    const { now, content, states, film } = await village();
    const before = states().holdings();
    now.looks = 0;
    expect(states().holdings()).toBe(before);
    expect(now.looks).toBe(0);
    await (await content.openPart(film)).close();
    expect(states().holdings()).not.toBe(before);
    expect(now.looks).toBeGreaterThan(0);
    expect(now.looks).toBeLessThanOrEqual(4); // Of two issues with two programs of two files each, one issue.
  });
});
