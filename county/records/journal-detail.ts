import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { loadStretches, toHex } from '../ingest/journal-store.ts';
import { forks, gapsBehind } from '../ingest/stretches.ts';
import { loadClocks } from '../ingest/times/clock-store.ts';
import { correctTime } from '../ingest/times/corrected-time.ts';
import { isoOf } from '../reports/corrected-answer.ts';
import { impossibleEvents } from './impossible.ts';
import type { JournalDetail } from './schemas.ts';
import { findStandings } from './standings.ts';

/** Most entries of each list. */
const MOST = 100;

/** Everything about one journal. `township` limits what may be seen. Throws CountyError `not-found`. */
export async function journalDetail(deps: CountyDeps, journal: string, township: string | null): Promise<JournalDetail> {
  return deps.database.transaction(async (queries) => {
    const [standing] = await findStandings(queries, { journal }, township);
    if (standing === undefined) throw new CountyError('not-found', 404, 'There is no such journal.');
    const { faults, ...shown } = standing;
    const stretches = await loadStretches(queries, journal);
    const deliveries = await queries.selectFrom('received_envelopes').selectAll().where('journal', '=', journal).orderBy('received', 'desc').limit(MOST).execute();
    const receivedAt = await cameAt(queries, journal);
    return {
      ...shown,
      gaps: gapsBehind(stretches, standing.head).slice(0, MOST),
      forks: forks(stretches)
        .map(({ first, firstHash, last, extended }) => ({ seq: first, hash: firstHash, last, receivedAt: receivedAt(extended) }))
        .slice(0, MOST),
      broken: stretches
        .filter(({ broken }) => broken)
        .map(({ first, firstHash, extended }) => ({ seq: first, hash: firstHash, receivedAt: receivedAt(extended) }))
        .slice(0, MOST),
      faults: { count: faults, newest: faults === 0 ? [] : await newestFaults(queries, journal, receivedAt) },
      impossible: [...(await impossibleEvents(queries, [journal], deps.now()))].slice(0, MOST),
      boots: await newestBoots(queries, journal),
      deliveries: deliveries.map(({ received_at: at, carrier, first, last, lines }) => ({
        ...{ receivedAt: at.toISOString(), first, last, lines },
        carrier: carrier === 'line' || carrier === 'stick' ? carrier : null,
      })),
    };
  });
}

/** When the envelope with a number came. */
async function cameAt(queries: Queries, journal: string): Promise<(received: number) => string | null> {
  const rows = await queries.selectFrom('received_envelopes').select(['received', 'received_at']).where('journal', '=', journal).execute();
  const times = new Map(rows.map(({ received, received_at: at }) => [received, at.toISOString()]));
  return (received) => times.get(received) ?? null;
}

async function newestFaults(queries: Queries, journal: string, receivedAt: (received: number) => string | null) {
  const rows = await queries.selectFrom('line_faults').selectAll().where('journal', '=', journal).orderBy('received', 'desc').orderBy('seq', 'desc').limit(MOST).execute();
  return rows.map(({ seq, hash, code, detail, received }) => ({ seq, hash: toHex(hash), code, detail, receivedAt: receivedAt(received) }));
}

async function newestBoots(queries: Queries, journal: string): Promise<JournalDetail['boots']> {
  const rows = await queries
    .selectFrom('boot_runs')
    .select(({ fn }) => ['boot', fn.min('first_seq').as('first'), fn.max('last_seq').as('last'), fn.min('first_uptime_ms').as('uptimeMs')])
    .where('journal', '=', journal)
    .groupBy('boot')
    .orderBy('last', 'desc')
    .limit(MOST)
    .execute();
  const clocks = await loadClocks(queries, journal, rows.map(({ boot }) => boot));
  return rows.map(({ boot, first, last, uptimeMs }) => {
    // Of its first line, with a recorded time that decides nothing.
    const { certainty, ms, notBeforeMs, notAfterMs } = correctTime(clocks.get(boot), { at: '1970-01-01T00:00:00Z', uptimeMs });
    return { boot, first, last, certainty, beganAt: certainty === 'exact' ? isoOf(Math.round(ms - uptimeMs)) : null, notBefore: isoOf(notBeforeMs), notAfter: isoOf(notAfterMs) };
  });
}
