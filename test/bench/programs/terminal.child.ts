import { publicKeySchema } from '../../../contract/site/enrolment.ts';
import { catalogueSchema } from '../../../contract/programs/manifest.ts';
import { categories } from '../../../contract/programs/program.ts';
import { journalIdSchema } from '../../../contract/usage/journal-line.ts';
import { openPrograms } from '../../../electron/programs/programs.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { createCountyClient } from '../../../electron/site/county-client.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { readSigned } from '../../../electron/site/signed.ts';
import { testRecorder } from '../../support/terminal/recorder.ts';

/**
 * A terminal's programs, measured from inside. Arguments: data folder, address of the county, its public key, and `fetch`
 * (until an issue is recorded as complete) or `open` (until the catalogue can be shown). Writes one line of JSON.
 */
const [folder = '', url = '', x = '', task = ''] = process.argv.slice(2);
const publicKey = publicKeySchema.parse({ kty: 'OKP', crv: 'Ed25519', x });
const http = createHttp({ fetch });
const client = createCountyClient({ http, url, token: 't'.repeat(40), publicKey, journal: journalIdSchema.parse('0a51b1f0-6f3c-4a3e-9d53-0f5b7d0f7a01') });
const recorder = testRecorder();
const fault = (error: unknown): never => {
  throw error instanceof Error ? error : new Error(String(error));
};

const open = () =>
  openPrograms({
    folder, http, recorder,
    countyKey: publicKey,
    county: () => (task === 'fetch' ? { client, url } : null),
    clock: systemClock(),
    journal: recorder.tail,
    onProblem: fault,
    onFault: fault,
    reserveBytes: 0,
  });

if (task === 'open') {
  const started = performance.now();
  const programs = await open();
  const count = programs.descriptions().length;
  const ms = performance.now() - started;
  const states = Object.keys(programs.holdings()).length;
  let longestMs = 0;
  let holdingsMs = 0;
  for (let time = 1; time <= 10; time += 1) {
    await programs.control.setRules({ night: null, bytesPerSecond: 100_000 + time, categories: [...categories] }); // Concerns every program: all states are found out anew.
    const again = performance.now();
    programs.holdings();
    const allAnewMs = performance.now() - again;
    holdingsMs += allAnewMs / 10;
    longestMs = Math.max(longestMs, allAnewMs);
  }
  process.stdout.write(`${JSON.stringify({ ms, count, states, holdingsMs, longestMs, rssMb: process.memoryUsage.rss() / 2 ** 20 })}\n`);
} else {
  const programs = await open();
  const fetched = await client.catalogue(null);
  if (!fetched.changed) throw new Error('there is no catalogue');
  const signed = await readSigned(fetched.signed.text, publicKey, catalogueSchema, 'catalogue');
  const before = process.memoryUsage.rss();
  let peak = before;
  const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  const recorded = new Promise<void>((resolve) => recorder.onRecorded((event) => event.type === 'issue.completed' && resolve()));
  const started = performance.now();
  programs.start();
  await programs.catalogue.accept(signed);
  await recorded;
  const ms = performance.now() - started;
  clearInterval(sampling);
  process.stdout.write(`${JSON.stringify({ ms, growthMb: (peak - before) / 2 ** 20 })}\n`);
  await programs.stop();
}
process.exit(0);
