import { join } from 'node:path';
import { publicKeySchema } from '../../../contract/site/enrolment.ts';
import { journalIdSchema, readEvent } from '../../../contract/usage/journal-line.ts';
import { openPrograms } from '../../../electron/programs/programs.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { createCountyClient } from '../../../electron/site/county-client.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { openJournal } from '../../../electron/usage/journal.ts';

/**
 * A terminal's downloads and its journal in a process that may be killed at any moment. Arguments: data folder, address
 * of the county, its public key. Writes one line each time that there are more verified bytes of the first program.
 */
const [folder = '', url = '', x = ''] = process.argv.slice(2);
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
  recorder: {
    record: (event) => journal.append(event),
    onRecorded: (listener) => journal.onAppended(({ event }) => listener(event)),
    trouble: () => journal.trouble(),
    onTroubleChanged: (listener) => journal.onTroubleChanged(listener),
  },
  journal: {
    lastSeq: () => journal.last.seq,
    eventsAfter: async function* (seq) {
      for await (const line of journal.read({ from: seq + 1 })) {
        const read = readEvent(line.parsed);
        if (read.known) yield read.event;
      }
    },
  },
  onProblem: (problem) => console.error(problem),
  onFault,
  reserveBytes: 0,
  retryFirstMs: 20,
  progressEveryMs: 0,
});

const fetched = await client.catalogue(null);
if (fetched.changed) await programs.catalogue.accept(fetched.signed);
let told = -1;
programs.onChanged(() => {
  const state = programs.programs()[0]?.state;
  if (state === undefined || state.state === 'here' || state.doneBytes === told) return;
  told = state.doneBytes;
  process.stdout.write(`${told}\n`);
});
programs.start();
