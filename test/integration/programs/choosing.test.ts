import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { programIdSchema } from '../../../contract/programs/program.ts';
import { viewingIdSchema } from '../../../contract/usage/event.ts';
import type { Programs, ProgramsOptions } from '../../../electron/programs/programs.ts';
import { freeBytes } from '../../../electron/site/disk.ts';
import { serveIssues, testIssue } from '../../support/terminal/issue.ts';
import type { TestIssue } from '../../support/terminal/issue.ts';
import { programsAt, publish } from '../../support/terminal/programs.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import { canMakeDisks, smallDisk } from '../../support/terminal/small-disk.ts';
import { emptyFolder, expectProblem } from '../../support/terminal/surroundings.ts';
import type { TestRecorder } from '../../support/terminal/surroundings.ts';
import { villageLine } from '../../support/terminal/village-line.ts';

const key = countyKey();
const MEGABYTE = 1024 * 1024;
const FAST = 100 * MEGABYTE;

async function site(issues: readonly TestIssue[], { rate = FAST, folder: given, ...options }: Partial<ProgramsOptions> & { rate?: number; recorder?: TestRecorder } = {}) {
  const line = await villageLine(() => issues, serveIssues(() => issues), rate);
  const folder = given ?? (await emptyFolder());
  const started = await programsAt(line.server.url, key, folder, options);
  onTestFinished(() => started.programs.stop());
  started.programs.start();
  const sentOf = (sha: string): number => line.asked.filter((one) => one.sha256 === sha).reduce((sum, one) => sum + one.sentBytes, 0);
  const stateOf = (issue: string): string | undefined => started.programs.downloads().issues.find((one) => one.issue === issue)?.state;
  const viewOf = (issue: string) => started.programs.downloads().issues.find((one) => one.issue === issue);
  return { line, folder, sentOf, stateOf, viewOf, ...started };
}

/** The state of a program that is not absent. */
const held = (programs: Programs, id: string): unknown => programs.holdings()[programIdSchema.parse(id)];
const film = (issue: TestIssue, index = 0): string => issue.manifest.programs[index]?.film ?? '';
const issueOf = (issue: string, films: readonly (number | Buffer)[], options: Parameters<typeof testIssue>[2] = {}): TestIssue => testIssue(key, films, { issue, chunkBytes: 16_384, ...options });

describe('the operator', () => {
  it('stops an issue for now, and lets it go on where it was', async () => {
    const issue = issueOf('2026-11', [600_000]);
    const { programs, sentOf, stateOf, viewOf, line } = await site([issue], { rate: 400_000 });
    await publish(programs, key, 1, [issue]);
    await expect.poll(() => sentOf(film(issue))).toBeGreaterThan(100_000);
    await programs.control.pause('2026-11');
    await expect.poll(() => line.asked.filter((one) => one.isOpen)).toEqual([]);
    expect(stateOf('2026-11')).toBe('paused');
    expect(held(programs, '2026-11/program-1')).toMatchObject({ state: 'paused' });
    expect(viewOf('2026-11')).toMatchObject({ bytesPerSecond: null, secondsLeft: null });
    await programs.control.fetch('2026-11');
    await expect.poll(() => stateOf('2026-11'), { timeout: 8000 }).toBe('here');
    expect(sentOf(film(issue))).toBeLessThan(600_000 + 5 * 16_384);
  });

  it('gives an issue up, but for what another one shows too, and can have it again', async () => {
    const shared = randomBytes(50_000);
    const poster = randomBytes(3000);
    const [given, stays] = [issueOf('2026-10', [shared, 60_000], { poster }), issueOf('2026-11', [shared], { poster })];
    const { programs, stateOf, folder } = await site([given, stays]);
    await publish(programs, key, 1, [given, stays]);
    await expect.poll(() => [stateOf('2026-10'), stateOf('2026-11')]).toEqual(['here', 'here']);
    await programs.control.cancel('2026-10');
    const own = film(given, 1);
    expect(await readdir(join(folder, 'content', own.slice(0, 2)))).not.toContain(own);
    expect(held(programs, '2026-10/program-2')).toBeUndefined();
    expect(held(programs, '2026-11/program-1')).toEqual({ state: 'here' });
    expect(stateOf('2026-10')).toBe('partial');
    await programs.control.fetch('2026-10');
    await expect.poll(() => stateOf('2026-10')).toBe('here');
    await expectProblem('issue-unknown', () => programs.control.cancel('1999-01'));
  });

  it('puts an issue before all others, chooses categories, and is remembered', async () => {
    const [one, two] = [issueOf('2026-11', [400_000]), issueOf('2026-10', [100_000])];
    const { programs, folder, line, recorder } = await site([one, two], { rate: 1000 });
    await publish(programs, key, 1, [one, two]);
    await expect.poll(() => programs.downloads().issues.map((issue) => issue.issue)).toEqual(['2026-11', '2026-10']);
    await programs.control.first('2026-10');
    expect(programs.downloads().issues.map((issue) => issue.issue)).toEqual(['2026-10', '2026-11']);
    await programs.control.setRules({ night: null, bytesPerSecond: null, categories: ['political-theory'] });
    await expect.poll(() => line.asked.filter((each) => each.isOpen)).toEqual([]);
    expect(programs.holdings()).toEqual({});
    await programs.control.keep('2026-10', true);
    await programs.stop();
    line.setRate(FAST);
    const again = await site([one, two], { folder, recorder });
    expect(again.programs.downloads().rules.categories).toEqual(['political-theory']);
    await again.programs.control.fetch('2026-10');
    await expect.poll(() => again.stateOf('2026-10')).toBe('here');
    expect(again.stateOf('2026-11')).toBe('absent');
    expect(again.viewOf('2026-10')).toMatchObject({ kept: true });
    expect(again.viewOf('2026-11')).toMatchObject({ kept: false });
  });

  it('is told how fast it comes and how long it takes, and holds it to a rate', async () => {
    const issue = issueOf('2026-11', [500_000]);
    const { programs, viewOf, sentOf } = await site([issue]);
    await programs.control.setRules({ night: null, bytesPerSecond: 100_000, categories: ['wealth-skill'] });
    await publish(programs, key, 1, [issue]);
    await expect.poll(() => sentOf(film(issue)), { timeout: 5000 }).toBeGreaterThan(50_000);
    const [startedMs, startedBytes] = [performance.now(), viewOf('2026-11')?.doneBytes ?? 0];
    await expect.poll(() => viewOf('2026-11')?.doneBytes, { timeout: 10_000 }).toBeGreaterThan(startedBytes + 200_000);
    const rate = (200_000 * 1000) / (performance.now() - startedMs);
    expect(rate).toBeLessThan(150_000);
    const shown = viewOf('2026-11');
    expect(shown?.bytesPerSecond).toBeGreaterThan(50_000);
    expect(shown?.bytesPerSecond).toBeLessThan(200_000);
    expect(shown?.secondsLeft).toBeGreaterThan(0);
    expect(shown?.secondsLeft).toBeLessThan(10);
  });

  it('hears that downloads wait for the night, and until when', async () => {
    const issue = issueOf('2026-11', [20_000]);
    const { programs, line } = await site([issue]);
    const hour = (plus: number): string => `${String((new Date().getHours() + plus) % 24).padStart(2, '0')}:30`;
    await programs.control.setRules({ night: { from: hour(3), to: hour(5) }, bytesPerSecond: null, categories: ['wealth-skill'] });
    await publish(programs, key, 1, [issue]);
    await expect.poll(() => held(programs, '2026-11/program-1')).toMatchObject({ state: 'waiting', reason: { code: 'downloads-at-night', data: { from: hour(3) } } });
    expect(line.asked).toEqual([]);
  });
});

describe('several sources', () => {
  it('bring one film together, and none brings what another has', async () => {
    const issues: TestIssue[] = [];
    const mirror = await villageLine(() => issues, serveIssues(() => issues), MEGABYTE);
    const issue = issueOf('2026-11', [3 * MEGABYTE], { mirrors: [`${mirror.server.url}/files`] });
    issues.push(issue);
    const { programs, stateOf, sentOf, line } = await site([issue], { rate: MEGABYTE });
    await publish(programs, key, 1, [issue]);
    await expect.poll(() => stateOf('2026-11'), { timeout: 10_000 }).toBe('here');
    const fromMirror = mirror.asked.reduce((sum, one) => sum + one.sentBytes, 0);
    expect(fromMirror).toBeGreaterThan(MEGABYTE / 2);
    expect(sentOf(film(issue))).toBeGreaterThan(MEGABYTE / 2);
    expect(fromMirror + line.asked.reduce((sum, one) => sum + one.sentBytes, 0)).toBeLessThan(3 * MEGABYTE + 200_000);
    expect(programs.downloads().sources.map((source) => source.setAside)).toEqual([false, false]);
  });

  it('take over from one that stands still', async () => {
    const issues: TestIssue[] = [];
    const mirror = await villageLine(() => issues, serveIssues(() => issues), MEGABYTE);
    const issue = issueOf('2026-11', [MEGABYTE], { mirrors: [mirror.server.url] });
    issues.push(issue);
    const { programs, stateOf, line, sentOf } = await site([issue], { rate: MEGABYTE, stalledMs: 500 });
    await publish(programs, key, 1, [issue]);
    await expect.poll(() => sentOf(film(issue))).toBeGreaterThan(100_000);
    line.setRate(0);
    await expect.poll(() => stateOf('2026-11'), { timeout: 8000 }).toBe('here');
  });
});

describe.runIf(canMakeDisks)('a small disk', () => {
  const FILM = 3 * MEGABYTE;
  const disk = () => smallDisk(10 * MEGABYTE);

  /** As the recorder tells it when somebody watches. */
  const watched = (recorder: TestRecorder, issue: TestIssue): Promise<unknown> => {
    const program = issue.manifest.programs[0];
    if (program === undefined) throw new Error('the issue is empty');
    const { id, title, category, courseKind, lengthSeconds } = program;
    const viewing = viewingIdSchema.parse('0190a0a0-0000-7000-8000-000000000000');
    return recorder.record({ type: 'self-viewing.started', data: { viewing, member: null, program: { program: programIdSchema.parse(id), issue: issue.manifest.issue, title, category, courseKind, topics: [], lengthSeconds } } });
  };
  const months = ['2026-11', '2026-10', '2026-09', '2026-08', '2026-07'].map((name, index) => ({ name, at: `2026-${String(11 - index).padStart(2, '0')}-20T09:00:00.000+08:00` }));
  const dated = (index: number): TestIssue => {
    const { name, at } = months[index] ?? { name: '', at: '' };
    const made = issueOf(name, [FILM], { poster: randomBytes(2000) });
    const manifest = { ...made.manifest, publishedAt: at };
    return { ...made, manifest, manifestText: key.sign(manifest) };
  };

  it('gives up the oldest of what nobody watched for a new issue, and does not fetch it again and again', async () => {
    const [newest, second, third, fourth] = [dated(0), dated(1), dated(2), dated(3)];
    const all = [newest, second, third, fourth];
    const { programs, stateOf, recorder, line, sentOf, folder } = await site(all, { folder: join(disk(), 'programs'), reserveBytes: MEGABYTE / 2 });
    await publish(programs, key, 1, [second, third, fourth]);
    await expect.poll(() => [second, third, fourth].map((issue) => stateOf(issue.manifest.issue)), { timeout: 10_000 }).toEqual(['here', 'here', 'here']);
    await watched(recorder, fourth); // Today: it stays, though it is the oldest.
    await publish(programs, key, 2, all);
    await expect.poll(() => stateOf('2026-11'), { timeout: 10_000 }).toBe('here');
    expect(stateOf('2026-08')).toBe('here');
    expect(held(programs, '2026-09/program-1')).toBeUndefined();
    expect((await programs.openMedia(film(second), 'bytes=0-1')).status).toBe(206);
    const asked = line.asked.length;
    for (let turn = 0; turn < 30; turn += 1) programs.wake();
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(line.asked.length).toBe(asked);
    for (const issue of all) expect(sentOf(film(issue))).toBe(FILM);
    expect((await freeBytes(folder)) ?? 0).toBeGreaterThan(MEGABYTE / 2);
  });

  it('keeps what the operator keeps, and says that room is lacking', async () => {
    const all = [dated(0), dated(1), dated(2), dated(3)];
    const { programs, stateOf, viewOf } = await site(all, { folder: join(disk(), 'programs'), reserveBytes: MEGABYTE / 2 });
    const old = all.slice(1);
    await publish(programs, key, 1, old);
    await expect.poll(() => old.map((issue) => stateOf(issue.manifest.issue)), { timeout: 10_000 }).toEqual(['here', 'here', 'here']);
    for (const issue of old) await programs.control.keep(issue.manifest.issue, true);
    await publish(programs, key, 2, all);
    await expect.poll(() => viewOf('2026-11')).toMatchObject({ state: 'waiting', reason: { code: 'programs-lack-room' } });
    expect(old.map((issue) => stateOf(issue.manifest.issue))).toEqual(['here', 'here', 'here']);
    await programs.control.keep('2026-08', false);
    programs.wake();
    await expect.poll(() => stateOf('2026-11'), { timeout: 10_000 }).toBe('here');
    expect(stateOf('2026-08')).toBe('absent');
  });

  it('makes room for the records, and lets what had to go come back only when there is plenty', async () => {
    const all = [dated(0), dated(1)];
    const folder = disk();
    const { programs, stateOf, sentOf } = await site(all, { folder: join(folder, 'programs'), reserveBytes: MEGABYTE / 2 });
    await publish(programs, key, 1, all);
    await expect.poll(() => all.map((issue) => stateOf(issue.manifest.issue)), { timeout: 10_000 }).toEqual(['here', 'here']);
    await writeFile(join(folder, 'records'), Buffer.alloc(3.5 * MEGABYTE));
    const before = (await freeBytes(folder)) ?? 0;
    await programs.makeRoom(MEGABYTE);
    expect(((await freeBytes(folder)) ?? 0) - before).toBeGreaterThanOrEqual(MEGABYTE);
    expect(stateOf('2026-10')).toBe('absent');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(sentOf(film(all[1] ?? dated(1)))).toBe(FILM);
    await writeFile(join(folder, 'records'), '');
    programs.wake();
    await expect.poll(() => stateOf('2026-10'), { timeout: 10_000 }).toBe('here');
    await programs.makeRoom(1000 * MEGABYTE); // There is not so much: it frees what it may, and is content.
    expect(all.map((issue) => stateOf(issue.manifest.issue))).toEqual(['absent', 'absent']);
  });
});
