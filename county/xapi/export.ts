import { sql } from 'kysely';
import type { LocalizedText } from '../../contract/text.ts';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import type { SelfViewing } from '../../contract/viewing/self-viewing.ts';
import type { Queries } from '../database/database.ts';
import { readLine } from '../ingest/line-reader.ts';
import { loadClocks } from '../ingest/times/clock-store.ts';
import { bootsOf, momentTime } from '../reports/moments.ts';
import type { Moments } from '../reports/moments.ts';
import { downloadStatement, openingStatement, searchStatement } from './other-statements.ts';
import type { OpenedRow, SearchedRow, DownloadedRow } from './other-statements.ts';
import type { Statement, StatementOptions } from './statement.ts';
import type { PlayedReport } from './video-statements.ts';
import { groupStatements, selfStatements } from './viewing-statements.ts';

/** Days, inclusive; null: without that bound. */
export interface ExportPeriod {
  readonly from: string | null;
  readonly to: string | null;
}

/** Rows in memory at a time. */
const PAGE = 200;

interface ViewingRow<State> {
  readonly journal: string;
  readonly viewing: string;
  readonly site: string;
  readonly moments: Moments;
  readonly state: State;
}

/**
 * Statements of everything that happened in a period, by corrected day. Of a viewing only when it has ended and every line up
 * to its end is here: what has been exported does not change any more.
 */
export async function* exportStatements(queries: Queries, period: ExportPeriod, options: StatementOptions): AsyncGenerator<Statement> {
  for await (const row of viewings<GroupViewing>(queries, 'group_viewings', period)) yield* groupStatements(options, await placeOf(queries, row), row.state);
  for await (const row of viewings<SelfViewing>(queries, 'self_viewings', period)) yield* selfStatements(options, await placeOf(queries, row), row.state);
  // The same number of rows that name only what the statement tells.
  for await (const row of rowsOf<SearchedRow>(queries, 'searches', 'search', period)) yield searchStatement(options, row, await copiesOf(queries, row));
  for await (const row of rowsOf<OpenedRow>(queries, 'openings', 'event', period)) yield openingStatement(options, row, await copiesOf(queries, row));
  for await (const row of rowsOf<DownloadedRow>(queries, 'issue_downloads', 'issue', period)) yield downloadStatement(options, row, await copiesOf(queries, row));
}

function within({ from, to }: ExportPeriod) {
  return sql`(${from}::date is null or v.day >= ${from}::date) and (${to}::date is null or v.day <= ${to}::date)`;
}

async function* viewings<State>(queries: Queries, table: 'group_viewings' | 'self_viewings', period: ExportPeriod): AsyncGenerator<ViewingRow<State>> {
  let after = { journal: NO_UUID, viewing: NO_UUID };
  for (;;) {
    const { rows } = await sql<ViewingRow<State>>`
      select v.journal, v.viewing, v.site, v.moments, v.state from ${sql.table(table)} v
      join journals j on j.journal = v.journal and j.head_seq >= (v.moments->'ended'->>'seq')::bigint
      where (v.journal, v.viewing) > (${after.journal}::uuid, ${after.viewing}::uuid) and v.moments->'ended' is not null and v.moments->'started' is not null
        and ${within(period)}
      order by v.journal, v.viewing limit ${PAGE}`.execute(queries);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

const NO_UUID = '00000000-0000-0000-0000-000000000000';

interface MomentRow {
  readonly journal: string;
  readonly key: string;
  readonly seq: number;
}

async function* rowsOf<Row extends MomentRow>(queries: Queries, table: string, key: string, period: ExportPeriod): AsyncGenerator<Row> {
  let after: { readonly journal: string; readonly key: string } | null = null;
  for (;;) {
    // As text in the order of bytes on every database, whatever it takes for the order of letters.
    const id = sql`v.${sql.ref(key)}::text collate "C"`;
    const behind: ReturnType<typeof sql> = after === null ? sql`true` : sql`(v.journal > ${after.journal}::uuid or (v.journal = ${after.journal}::uuid and ${id} > ${after.key}))`;
    const { rows } = await sql<Row>`
      select v.*, v.${sql.ref(key)}::text as key from ${sql.table(table)} v where ${behind} and ${within(period)}
      order by v.journal, ${id} limit ${PAGE}`.execute(queries);
    yield* rows;
    const last: Row | undefined = rows.at(-1);
    if (last === undefined) return;
    after = { journal: last.journal, key: last.key };
  }
}

/** What was copied into the event of a row, which its row does not keep. */
async function copiesOf(queries: Queries, { journal, seq, key }: MomentRow): Promise<{ readonly memberName: string | null; readonly title: LocalizedText | null }> {
  const lines = await queries.selectFrom('journal_lines').select('line').where('journal', '=', journal).where('seq', '=', seq).orderBy('received').execute();
  for (const { line } of lines) {
    const { event } = readLine(line, seq);
    if (event === null || !namesOf(event).includes(key.toLowerCase())) continue;
    if (event.type === 'lookup.searched') return { memberName: event.data.member?.name ?? null, title: null };
    if (event.type === 'lookup.opened') return { memberName: event.data.member?.name ?? null, title: event.data.title };
    if (event.type === 'issue.completed') return { memberName: null, title: event.data.title };
  }
  return { memberName: null, title: null };
}

/** What rows may call this event by. */
function namesOf(event: UsageEvent): readonly string[] {
  const names = [event.id, ...(event.type === 'lookup.searched' ? [event.data.search] : []), ...(event.type === 'issue.completed' ? [event.data.issue] : [])];
  return names.map((name) => name.toLowerCase());
}

/** When a viewing was played, and what of which film was reported when. */
async function placeOf(queries: Queries, { journal, site, viewing, moments }: ViewingRow<unknown>) {
  const { started, ended, first } = moments;
  if (started === undefined || ended === undefined) throw new Error('Only viewings that have ended are exported.');
  const lines = await queries
    .selectFrom('journal_lines')
    .select(['seq', 'line'])
    .where('journal', '=', journal)
    .where('seq', '>=', first.seq)
    .where('seq', '<=', ended.seq)
    .orderBy('seq')
    .orderBy('received')
    .execute();
  const played = lines.flatMap(({ seq, line }) => {
    const { event } = readLine(line, seq);
    return event !== null && (event.type === 'group-viewing.played' || event.type === 'self-viewing.played') && event.data.viewing.toLowerCase() === viewing ? [event] : [];
  });
  const clocks = await loadClocks(queries, journal, new Set([...bootsOf(moments), ...played.map(({ boot }) => boot.toLowerCase())]));
  const stated = (moment: { readonly at: string; readonly boot: string; readonly uptimeMs: number }) => ({ at: moment.at, corrected: momentTime(clocks, moment) });
  const reports = new Map<string, PlayedReport[]>();
  for (const event of played) {
    const report = { seq: event.seq, segment: event.data.segment, ...stated({ ...event, boot: event.boot.toLowerCase() }) };
    const known = reports.get(event.data.program);
    if (known === undefined) reports.set(event.data.program, [report]);
    else known.push(report);
  }
  return { journal, site, started: stated(started), ended: stated(ended), reports };
}
