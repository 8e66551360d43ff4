import { sql } from 'kysely';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import { earliestByKey } from './earliest.ts';
import { momentRows } from './moment-rows.ts';
import type { JournalOrigin } from './project.ts';
import { timeColumnNames, timeColumnTypes, timeColumnUpdates } from './time-columns.ts';

type Mark = Extract<UsageEvent, { type: 'terminal.started' | 'terminal.stopped' }>;

/** Most days that one run of a terminal may span; a line can say any time since boot. */
const MOST_DAYS = 62;

/** Notes when the terminal's program began and ended. */
export async function projectMarks(queries: Queries, origin: JournalOrigin, events: readonly Mark[]): Promise<void> {
  if (events.length === 0) return;
  const { journal, site } = origin;
  const rows = await momentRows(origin, earliestByKey(events, ({ id }) => id.toLowerCase()), ({ id, type }) => ({ event: id, mark: type === 'terminal.started' ? 'started' : 'stopped' }));
  await sql`
    insert into terminal_marks (journal, site, seq, at, boot, uptime_ms, ${sql.raw(timeColumnNames.join(', '))}, event, mark)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (seq bigint, at text, boot uuid, uptime_ms double precision, ${sql.raw(timeColumnTypes)}, event uuid, mark text)
    on conflict (journal, event) do update set
      seq = excluded.seq, at = excluded.at, boot = excluded.boot, uptime_ms = excluded.uptime_ms, ${sql.raw(timeColumnUpdates)}, mark = excluded.mark
    where excluded.seq < terminal_marks.seq`.execute(queries);
}

/**
 * Works out anew when the terminal ran in these boots. Its program ran from each start to its stop; without one (the power
 * was cut) to the last sign of life: the last line before the next start or, in the boot's last run, the last line or contact.
 * Returns the days on which it ran, before and now.
 */
export async function measureRuns(queries: Queries, journal: string, boots: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (boots.size === 0) return new Set();
  const { rows } = await sql<{ first: string; last: string }>`
    with marks as (
      select event, site, seq, boot, mark, at, uptime_ms, best_ms from terminal_marks
      where journal = ${journal}::uuid and boot = any(${[...boots]}::uuid[]) and best_ms is not null and day is not null
    ), starts as (
      select *, lead(seq) over (partition by boot order by seq, event) as next from marks where mark = 'started'
    ), runs as (
      select s.event, s.site, s.boot, s.best_ms as begin_ms, s.uptime_ms, coalesce(
        (select min(m.uptime_ms) from marks m where m.boot = s.boot and m.mark = 'stopped' and m.seq > s.seq and (s.next is null or m.seq < s.next)),
        case when s.next is null then greatest(
          (select max(r.last_uptime_ms) from boot_runs r where r.journal = ${journal}::uuid and r.boot = s.boot),
          (select max(c.uptime_ms) from clock_readings c where c.journal = ${journal}::uuid and c.boot = s.boot)
        ) else (
          select substring(encode(l.line, 'escape') from '"uptimeMs":([0-9]{1,15})')::double precision from journal_lines l
          where l.journal = ${journal}::uuid and l.seq >= s.seq and l.seq < s.next order by l.seq desc, l.hash limit 1
        ) end, s.uptime_ms) as end_uptime_ms,
        case when s.at ~ '[+-][0-9]{2}:[0-9]{2}$' then
          (case when substr(right(s.at, 6), 1, 1) = '-' then -1 else 1 end) * (left(right(s.at, 5), 2)::integer * 60 + right(s.at, 2)::integer) * 60000
        else 0 end as offset_ms
      from starts s
    ), spans as (
      select event, site, boot, begin_ms, begin_ms + least(greatest(end_uptime_ms - uptime_ms, 0), ${MOST_DAYS * 86_400_000}::double precision) as end_ms, offset_ms from runs
    ), old as (
      select first_day, last_day from running_spans where journal = ${journal}::uuid and boot = any(${[...boots]}::uuid[])
    ), made as (
      insert into running_spans (journal, event, boot, site, begin_ms, end_ms, offset_ms, first_day, last_day)
      select ${journal}::uuid, event, boot, site, begin_ms, end_ms, offset_ms,
        (to_timestamp((begin_ms + offset_ms) / 1000) at time zone 'UTC')::date, (to_timestamp((end_ms + offset_ms) / 1000) at time zone 'UTC')::date
      from spans
      on conflict (journal, event) do update set
        boot = excluded.boot, begin_ms = excluded.begin_ms, end_ms = excluded.end_ms, offset_ms = excluded.offset_ms, first_day = excluded.first_day, last_day = excluded.last_day
      where (running_spans.boot, running_spans.begin_ms, running_spans.end_ms, running_spans.offset_ms) is distinct from (excluded.boot, excluded.begin_ms, excluded.end_ms, excluded.offset_ms)
      returning first_day, last_day
    )
    select o.first_day as first, o.last_day as last from old o where exists (select 1 from made)
    union select first_day, last_day from made`.execute(queries);
  return new Set(rows.flatMap(({ first, last }) => daysBetween(first, last)));
}

function daysBetween(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let ms = Date.parse(first); ms <= Date.parse(last) && days.length <= MOST_DAYS; ms += 86_400_000) days.push(new Date(ms).toISOString().slice(0, 10));
  return days;
}
