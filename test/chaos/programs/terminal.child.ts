import { join } from 'node:path';
import { publicKeySchema } from '../../../contract/site/enrolment.ts';
import { journalIdSchema } from '../../../contract/usage/journal-line.ts';
import { openPrograms } from '../../../electron/programs/programs.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { createCountyClient } from '../../../electron/site/county-client.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { openJournal } from '../../../electron/usage/journal.ts';
import { createRecorder } from '../../../electron/usage/recorder.ts';

/**
 * A terminal's downloads and its journal in a process that may be killed at any moment. Arguments: data folder, address
 * of the county, its public key, and bytes a second at which what is here is verified again. Writes `here` when all is.
 */
const [folder = '', url = '', x = '', scrubRate = ''] = process.argv.slice(2);
const publicKey = publicKeySchema.parse({ kty: 'OKP', crv: 'Ed25519', x });
const clock = systemClock();
const onFault = (error: unknown): void => console.error(error);
const journal = await openJournal({ folder: join(folder, 'journal'), clock, onFault });
const http = createHttp({ fetch, headersMs: 2000, idleMs: 2000 });
const client = createCountyClient({ http, url, token: 't'.repeat(40), publicKey, journal: journalIdSchema.parse('0a51b1f0-6f3c-4a3e-9d53-0f5b7d0f7a01') });
const programs = await openPrograms({
  folder: join(folder, 'programs'),
  countyKey: publicKey,
  county: () => ({ client, url }),
  http,
  clock,
  recorder: createRecorder(journal),
  journal: { lastSeq: () => journal.last.seq, eventsAfter: (seq) => journal.events({ from: seq + 1 }) },
  onProblem: (problem) => console.error(problem),
  onFault,
  reserveBytes: 0,
  retryFirstMs: 20,
  progressEveryMs: 0,
  scrub: { bytesPerSecond: Number(scrubRate), everyDays: 0, lookEveryMs: 100 },
});

let said = '';
programs.onHoldingsChanged(() => {
  const { issues } = programs.downloads();
  const say = issues.length > 0 && issues.every((issue) => issue.state === 'here') ? 'here\n' : 'missing\n';
  if (say !== said) process.stdout.write(say);
  said = say;
});
programs.start();

/** As the sync does, until the county answers. */
for (;;) {
  try {
    const fetched = await client.catalogue(null);
    if (fetched.changed) await programs.catalogue.accept(fetched.signed);
    break;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20)); // The county is hostile.
  }
}
