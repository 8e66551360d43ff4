import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import { momentTime } from './moments.ts';
import type { Clocks, Moments } from './moments.ts';
import { sameTimes, timeColumnNames, timeColumns, timeColumnTypes } from './time-columns.ts';
import type { Days, TimeColumns } from './time-columns.ts';
import { viewingTimes } from './viewing-record.ts';
import type { ViewingTimes } from './viewing-record.ts';

/** Tables of things that happened at one moment, with the column that tells them apart. */
const momentTables = { searches: 'search', openings: 'event', lookup_readings: 'event', lookup_programs: 'event', questions: 'question', answer_openings: 'event', issue_downloads: 'issue', terminal_marks: 'event' } as const;
const viewingTables = ['group_viewings', 'self_viewings'] as const;

/**
 * Corrects the times of everything recorded in these boots anew, because more is known of them now. `clocksOf` tells what is
 * known of any boots. Returns the days to count anew.
 */
export async function healTimes(queries: Queries, journal: string, boots: ReadonlySet<string>, clocksOf: (boots: readonly string[]) => Promise<Clocks>): Promise<Days> {
  const days = new Set<string | null>();
  if (boots.size === 0) return days;
  const changed = [...boots];
  const clocks = await clocksOf(changed);
  for (const [table, key] of Object.entries(momentTables)) {
    const { rows } = await sql<TimeColumns & { key: string; at: string; boot: string; uptimeMs: number }>`
      select ${sql.ref(key)}::text as key, at, boot, uptime_ms as "uptimeMs", ${sql.raw(timeColumnNames.join(', '))} from ${sql.table(table)}
      where journal = ${journal}::uuid and boot = any(${changed}::uuid[])`.execute(queries);
    const healed = rows.flatMap((row) => {
      const times = timeColumns(row.at, momentTime(clocks, row));
      if (sameTimes(row, times)) return [];
      days.add(row.day).add(times.day);
      return [{ key: row.key, ...times }];
    });
    await save(queries, table, key, journal, healed, []);
  }
  for (const table of viewingTables) {
    const { rows } = await sql<ViewingTimes & { key: string; moments: Moments; boots: readonly string[] }>`
      select viewing::text as key, moments, boots::text[], begin_ms, end_ms, ${sql.raw(timeColumnNames.join(', '))} from ${sql.table(table)}
      where journal = ${journal}::uuid and boots && ${changed}::uuid[]`.execute(queries);
    if (rows.length === 0) continue;
    const all = await clocksOf([...new Set(rows.flatMap((row) => row.boots))]);
    const healed = rows.flatMap((row) => {
      const times = viewingTimes(row.moments, all);
      const same = sameTimes(row, times) && row.begin_ms === times.begin_ms && row.end_ms === times.end_ms;
      if (same) return [];
      days.add(row.day).add(times.day);
      return [{ key: row.key, ...times }];
    });
    await save(queries, table, 'viewing', journal, healed, ['begin_ms', 'end_ms']);
  }
  return days;
}

async function save(queries: Queries, table: string, key: string, journal: string, rows: readonly object[], more: readonly string[]): Promise<void> {
  if (rows.length === 0) return;
  const names = [...timeColumnNames, ...more];
  const types = [timeColumnTypes, ...more.map((name) => `${name} double precision`)].join(', ');
  await sql`
    update ${sql.table(table)} as t set ${sql.raw(names.map((name) => `${name} = h.${name}`).join(', '))}
    from json_to_recordset(${JSON.stringify(rows)}::json) as h (key text, ${sql.raw(types)})
    where t.journal = ${journal}::uuid and t.${sql.ref(key)} = h.key::${sql.raw(key === 'issue' ? 'text' : 'uuid')}`.execute(queries);
}
