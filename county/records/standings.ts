import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import type { RecordsQuery } from './schemas.ts';

/** How a journal stands, with its site, as queries give it. */
export async function findStandings(queries: Queries, query: RecordsQuery & { readonly journal?: string }, township: string | null) {
  let rows = queries
    .selectFrom('terminals')
    .innerJoin('sites', 'sites.site', 'terminals.site')
    .innerJoin('townships', 'townships.id', 'sites.township')
    .leftJoin('journals', 'journals.journal', 'terminals.journal')
    .select(['terminals.journal', 'terminals.terminal', 'terminals.version', 'terminals.enrolled_at', 'terminals.last_seq', 'terminals.last_contact_at as heartbeat'])
    .select(['sites.site', 'sites.name', 'townships.id as townshipId', 'townships.name as townshipName'])
    .select(['journals.head_seq', 'journals.max_seq', 'journals.faults', 'journals.last_contact_at as upload'])
    .orderBy('townships.id')
    .orderBy('sites.site')
    .orderBy('terminals.enrolled_at', 'desc');
  if (query.journal !== undefined) rows = rows.where('terminals.journal', '=', query.journal);
  if (query.site !== undefined) rows = rows.where('sites.site', '=', query.site);
  if (query.township !== undefined) rows = rows.where('sites.township', '=', query.township);
  if (township !== null) rows = rows.where('sites.township', '=', township);
  const found = await rows.execute();
  const clocks = await clockStates(queries, found.map(({ journal }) => journal));
  return found.map((row) => ({
    ...{ site: row.site, name: row.name, township: { id: row.townshipId, name: row.townshipName } },
    ...{ journal: row.journal, terminal: row.terminal, version: row.version, enrolledAt: row.enrolled_at.toISOString() },
    ...{ head: row.head_seq ?? 0, highest: row.max_seq ?? 0, told: row.last_seq, faults: row.faults ?? 0 },
    lastContactAt: latest(row.heartbeat, row.upload)?.toISOString() ?? null,
    clock: clocks.get(row.journal) ?? { certainty: null, offsetMs: null, readAt: null },
  }));
}

/** What the newest boot's times are worth, and the last reading of each journal's clock. */
async function clockStates(queries: Queries, journals: readonly string[]) {
  const { rows } = await sql<{ journal: string; exact: boolean; bounded: boolean; read_at: Date | null; wall: string | null }>`
    select distinct on (r.journal) r.journal, r.exact, (r.not_before_ms is not null or r.not_after_ms is not null) as bounded, c.read_at, c.wall
    from boot_runs r
    left join lateral (select read_at, wall from clock_readings where journal = r.journal order by read_at desc limit 1) as c on true
    where r.journal = any(${[...journals]}::uuid[])
    order by r.journal, r.last_seq desc`.execute(queries);
  return new Map(
    rows.map(({ journal, exact, bounded, read_at: readAt, wall }) => [
      journal,
      {
        certainty: exact ? ('exact' as const) : bounded ? ('bracketed' as const) : ('unknown' as const),
        offsetMs: readAt === null || wall === null ? null : Date.parse(wall) - readAt.getTime(),
        readAt: readAt?.toISOString() ?? null,
      },
    ]),
  );
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
