import { journalIdSchema } from '../../../contract/usage/journal-line.ts';
import { catalogueSchema } from '../../../contract/programs/manifest.ts';
import { openPrograms } from '../../../electron/programs/programs.ts';
import type { Programs, ProgramsOptions } from '../../../electron/programs/programs.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { createCountyClient } from '../../../electron/site/county-client.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { readSigned } from '../../../electron/site/signed.ts';
import { testCatalogue } from './issue.ts';
import type { TestIssue } from './issue.ts';
import type { CountyKey } from './signing.ts';
import { problemList, testRecorder } from './surroundings.ts';
import type { TestRecorder } from './surroundings.ts';

/** The programs feature against a county at `url`, with short waits. */
export async function programsAt(
  url: string,
  key: CountyKey,
  folder: string,
  options: Partial<ProgramsOptions> & { readonly recorder?: TestRecorder } = {},
): Promise<{ readonly programs: Programs; readonly recorder: TestRecorder; readonly faults: unknown[] }> {
  const http = createHttp({ fetch, headersMs: 2000, idleMs: 2000 });
  const journal = journalIdSchema.parse('0a51b1f0-6f3c-4a3e-9d53-0f5b7d0f7a01');
  const client = createCountyClient({ http, url, token: 't'.repeat(40), publicKey: key.publicKey, journal });
  const recorder = options.recorder ?? testRecorder();
  const faults: unknown[] = [];
  const programs = await openPrograms({
    folder, http, recorder,
    countyKey: key.publicKey,
    county: () => ({ client, url }),
    clock: systemClock(),
    journal: recorder.tail,
    onProblem: problemList().add,
    onFault: (error) => faults.push(error),
    reserveBytes: 0,
    progressEveryMs: 0,
    retryFirstMs: 20,
    ...options,
  });
  return { programs, recorder, faults };
}

/** Hands the programs a catalogue of these issues, as the sync does. */
export async function publish(programs: Programs, key: CountyKey, version: number, issues: readonly TestIssue[]): Promise<void> {
  await programs.catalogue.accept(await readSigned(testCatalogue(key, version, issues).text, key.publicKey, catalogueSchema, 'catalogue'));
}

/** True when there are programs and all of them are here. */
export function allHere(programs: Programs): boolean {
  const views = programs.programs();
  return views.length > 0 && views.every((view) => view.state.state === 'here');
}
