import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { CountyDeps } from '../../../county/deps.ts';
import { recordBusyDay } from '../../support/county/evening.ts';
import { ServingCounty } from '../../support/county/serving.ts';
import { startPostgres } from '../../support/postgres.ts';
import { median, quantile, report, took } from '../common/measure.ts';
import { openPsql } from '../usage/copy-peer.ts';
import type { CopyPeer } from '../usage/copy-peer.ts';
import { enterTerminals, machineToken, openHere } from './sites.ts';
import type { Sender } from './sites.ts';
import { sendAll, summariesUntil } from './traffic.ts';
import type { Posted } from './traffic.ts';

const LINES = 400;
/** Terminals of one measurement. */
const BATCH = 500;
/** So often COPY takes the same rows, in turn with the county. */
const COPY_EVERY = 4;
const AT_ONCE = 16;
/** A share of the envelopes comes twice, as on a bad line. */
const DOUBLED_EVERY = 50;

export interface ProvinceOptions {
  readonly program: string;
  readonly data: string;
  readonly terminals: number;
  /** Reached with further terminals after the first ones. */
  readonly events: number;
}

interface Batch {
  readonly events: number;
  readonly ms: number;
  /** Of COPY of the same rows; null where it was left out. */
  readonly copyMs: number | null;
}

/** Terminals with a day's backlog each, against two county processes on one PostgreSQL. */
export async function benchProvince({ program, data, terminals, events }: ProvinceOptions): Promise<void> {
  const server = await startPostgres();
  if (server === null) {
    console.log(JSON.stringify({ bench: 'county: a province on PostgreSQL', ok: null, note: 'not measured: there is no PostgreSQL' }));
    return;
  }
  const environment = { COUNTY_DATA: data, DATABASE_URL: server.url };
  const deps = await openHere(environment);
  const token = await machineToken(deps);
  const counties = [new ServingCounty(program, environment), new ServingCounty(program, environment)];
  const psql = openPsql(server.psql, server.url);
  try {
    for (const county of counties) await county.start();
    await psql.run('create table raw_lines (like journal_lines including all);');
    const urls = counties.map(({ url }) => url);
    const batches: Batch[] = [];
    const total = Math.max(terminals, Math.ceil(events / LINES));
    const summaries: number[] = [];
    await mkdir(data, { recursive: true });
    for (let from = 0; from < total; from += BATCH) {
      const size = Math.min(BATCH, total - from);
      const senders = await enterTerminals(deps, from, size);
      for (const [index, { maker }] of senders.entries()) recordBusyDay(maker, (from + index) % 365);
      const posted = senders.flatMap(({ maker, token: own }, index): Posted[] => {
        const one = { token: own, body: maker.envelope() };
        return index % DOUBLED_EVERY === 0 ? [one, one] : [one];
      });
      const copyMs = (from / BATCH) % COPY_EVERY === 0 ? await copied(psql, senders, join(data, 'rows')) : null;
      const sending = { ms: 0 };
      const work = took(() => sendAll(posted, urls, AT_ONCE)).then((ms) => (sending.ms = ms));
      const last = from + 3 * BATCH >= total;
      if (last) summaries.push(...(await summariesUntil(urls[0] ?? '', token, work)));
      await work;
      // What is asked in between makes these slower, so they are left out of the rate.
      if (!last) batches.push({ events: size * LINES, ms: sending.ms, copyMs });
    }
    await checkStored(deps, total);
    tell(batches, summaries, total, terminals, server.version);
  } finally {
    await psql.close();
    for (const county of counties) await county.stop();
    await deps.database.close();
    await server.stop();
  }
}

async function copied(psql: CopyPeer, senders: readonly Sender[], file: string): Promise<number> {
  const row = ({ maker }: Sender): string => maker.lines.map(({ seq, hash, bytes }) => `${maker.journal}\t${seq}\t\\\\x${hash}\t1\t1\t\\\\x${bytes.toString('hex')}\n`).join('');
  await writeFile(file, senders.map(row));
  const ms = await took(() => psql.run(`\\copy raw_lines from '${file}'`));
  await rm(file);
  return ms;
}

/** Nothing lost, nothing doubled: as many lines as were sent, and every journal from its first line to its last. */
async function checkStored({ database }: CountyDeps, journals: number): Promise<void> {
  const { rows } = await sql<{ lines: number; whole: number }>`
    select (select count(*) from journal_lines) as lines,
      (select count(*) from journals where head_seq = ${LINES} and max_seq = ${LINES} and stretches = 1 and faults = 0) as whole`.execute(database.tables);
  const [found] = rows;
  if (Number(found?.lines) !== journals * LINES || Number(found?.whole) !== journals) {
    throw new Error(`of ${journals * LINES} lines in ${journals} journals there are ${String(found?.lines)} in ${String(found?.whole)} whole ones`);
  }
}

function tell(batches: readonly Batch[], summaries: readonly number[], total: number, terminals: number, version: string): void {
  const perEvent = (some: readonly Batch[]): number => (median(some.map(({ ms, events }) => ms / events)) || NaN) * 1000;
  const compared = batches.filter(({ copyMs }) => copyMs !== null);
  const copyPerEvent = median(compared.map(({ copyMs, events }) => (copyMs ?? NaN) / events)) * 1000;
  const backlog = batches.slice(0, Math.ceil(terminals / BATCH));
  report({
    bench: 'county: a day’s backlog of all terminals into two processes and PostgreSQL, against COPY of the same rows',
    ...{ ours: perEvent(backlog), peer: copyPerEvent, unit: 'µs an event', goal: 0.25 },
    note: `${Math.round(1e6 / perEvent(backlog))} events a second; ${total} terminals with ${LINES} events each, one in ${DOUBLED_EVERY} envelopes sent twice, nothing lost or doubled; PostgreSQL ${version}`,
  });
  const quarter = Math.max(1, Math.round(batches.length / 4));
  const [early, late] = [batches.slice(quarter - Math.min(3, quarter), quarter), batches.slice(-3)];
  report({ bench: 'county: cost of an event with four times the events, against before', ours: perEvent(late), peer: perEvent(early), unit: 'µs an event', ratio: perEvent(late) / perEvent(early), goal: 1.2, direction: 'most' });
  report({ bench: `county: summary over ${(total * LINES) / 1e6} million events while records come in, 95th percentile`, ours: quantile(summaries, 0.95), peer: 300, unit: 'ms', goal: 1, note: `median ${quantile(summaries, 0.5).toFixed(0)} ms of ${summaries.length}` });
}
