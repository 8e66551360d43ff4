import { sql } from 'kysely';
import type { Queries } from '../../database/database.ts';
import { DRIFT, MAX_DELAY_MS } from './corrected-time.ts';
import type { BootClock, ClockReading } from './corrected-time.ts';
import type { ReadBounds } from './boot-bounds.ts';
import type { BootRun } from './boot-runs.ts';

/** Within one boot a clock drifts little, so a reading an hour is enough to correct times by. */
const READING_EVERY_MS = 3600 * 1000;

/** A terminal's clock as it tells it. */
export interface TerminalClock {
  readonly at: string;
  readonly boot: string;
  readonly uptimeMs: number;
}

/** Keeps what a terminal's clock said at this moment of the county's. False when there is one of this boot and hour already. */
export async function noteReading(queries: Queries, journal: string, now: Date, clock: TerminalClock): Promise<boolean> {
  const { rows } = await sql`
    insert into clock_readings (journal, read_at, boot, uptime_ms, wall)
    select ${journal}::uuid, ${now}::timestamptz, ${clock.boot}::uuid, ${clock.uptimeMs}::double precision, ${clock.at}
    where not exists (
      select 1 from clock_readings
      where journal = ${journal}::uuid and boot = ${clock.boot}::uuid and read_at > ${new Date(now.getTime() - READING_EVERY_MS)}::timestamptz
    )
    on conflict do nothing
    returning boot`.execute(queries);
  return rows.length > 0;
}

/** Keeps that a boot had reached this time since boot by now: when a stick was packed, which came only now. False when more was known. */
export async function noteBound(queries: Queries, journal: string, now: Date, clock: TerminalClock): Promise<boolean> {
  const { rows } = await sql`
    insert into clock_bounds (journal, boot, uptime_ms, at) values (${journal}::uuid, ${clock.boot}::uuid, ${clock.uptimeMs}::double precision, ${now}::timestamptz)
    on conflict (journal, boot) do update set uptime_ms = excluded.uptime_ms, at = excluded.at
    where excluded.uptime_ms > clock_bounds.uptime_ms
    returning boot`.execute(queries);
  return rows.length > 0;
}

/** Adds runs to those that are known. Returns the boots, all of whose lines up to now are exact in time. */
export async function saveRuns(queries: Queries, journal: string, runs: readonly BootRun[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ boot: string; exact: boolean }>`
    insert into boot_runs as known (journal, boot, stretch, first_seq, last_seq, first_uptime_ms, last_uptime_ms, received, ahead_ms)
    select ${journal}::uuid, r.*
    from json_to_recordset(${JSON.stringify(runs)}::json) as r (
      "boot" uuid, "stretch" integer, "firstSeq" bigint, "lastSeq" bigint, "firstUptimeMs" double precision, "lastUptimeMs" double precision,
      "received" integer, "aheadMs" double precision
    )
    on conflict (journal, boot, stretch) do update set
      first_seq = least(known.first_seq, excluded.first_seq),
      received = case when excluded.last_seq > known.last_seq then excluded.received else known.received end,
      last_seq = greatest(known.last_seq, excluded.last_seq),
      first_uptime_ms = least(known.first_uptime_ms, excluded.first_uptime_ms),
      last_uptime_ms = greatest(known.last_uptime_ms, excluded.last_uptime_ms),
      ahead_ms = greatest(known.ahead_ms, excluded.ahead_ms)
    returning boot, exact`.execute(queries);
  const inexact = new Set(rows.filter(({ exact }) => !exact).map(({ boot }) => boot));
  return new Set(rows.map(({ boot }) => boot).filter((boot) => !inexact.has(boot)));
}

/** A run with when its last line came, and what was settled of its boot. */
export interface SettledRun extends BootRun {
  readonly receivedAtMs: number | null;
  readonly settled: { readonly exact: boolean; readonly notBeforeMs: number | null; readonly notAfterMs: number | null };
}

export async function loadRuns(queries: Queries, journal: string): Promise<readonly SettledRun[]> {
  const rows = await queries
    .selectFrom('boot_runs')
    .leftJoin('received_envelopes', (join) =>
      join.onRef('received_envelopes.journal', '=', 'boot_runs.journal').onRef('received_envelopes.received', '=', 'boot_runs.received'),
    )
    .selectAll('boot_runs')
    .select('received_envelopes.received_at')
    .where('boot_runs.journal', '=', journal)
    .orderBy('first_seq')
    .orderBy('stretch')
    .orderBy('boot')
    .execute();
  return rows.map((row) => ({
    boot: row.boot,
    stretch: row.stretch,
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
    firstUptimeMs: row.first_uptime_ms,
    lastUptimeMs: row.last_uptime_ms,
    received: row.received,
    aheadMs: row.ahead_ms,
    receivedAtMs: row.received_at?.getTime() ?? null,
    settled: { exact: row.exact, notBeforeMs: row.not_before_ms, notAfterMs: row.not_after_ms },
  }));
}

/** Of each boot of the journal that has readings, what they say of it; see `readBounds`, which says it of few in words. */
export async function loadReadBounds(queries: Queries, journal: string): Promise<ReadonlyMap<string, ReadBounds>> {
  const { rows } = await sql<{ boot: string; beganByMs: number; lastedUntilMs: number }>`
    select r.boot,
      min(extract(epoch from c.read_at)::double precision * 1000 - c.uptime_ms * ${1 - DRIFT}::double precision) as "beganByMs",
      max(extract(epoch from c.read_at)::double precision * 1000 - ${MAX_DELAY_MS}::double precision + (r.last_uptime_ms - c.uptime_ms)
        * case when r.last_uptime_ms > c.uptime_ms then ${1 - DRIFT}::double precision else ${1 + DRIFT}::double precision end) as "lastedUntilMs"
    from (select boot, max(last_uptime_ms) as last_uptime_ms from boot_runs where journal = ${journal}::uuid group by boot) as r
    join clock_readings c on c.journal = ${journal}::uuid and c.boot = r.boot
    group by r.boot`.execute(queries);
  return new Map(rows.map(({ boot, ...bounds }) => [boot, bounds]));
}

export async function loadClockBounds(queries: Queries, journal: string): Promise<ReadonlyMap<string, ClockReading>> {
  const rows = await queries.selectFrom('clock_bounds').select(['boot', 'uptime_ms', 'at']).where('journal', '=', journal).execute();
  return new Map(rows.map(({ boot, uptime_ms: uptimeMs, at }) => [boot, { uptimeMs, atMs: at.getTime() }]));
}

/** What was found out about a boot. */
export interface SettledBoot {
  readonly boot: string;
  readonly exact: boolean;
  readonly notBeforeMs: number | null;
  readonly notAfterMs: number | null;
}

export async function saveSettled(queries: Queries, journal: string, boots: readonly SettledBoot[]): Promise<void> {
  if (boots.length === 0) return;
  await sql`
    update boot_runs set exact = b.exact, not_before_ms = b."notBeforeMs", not_after_ms = b."notAfterMs"
    from json_to_recordset(${JSON.stringify(boots)}::json) as b (boot uuid, exact boolean, "notBeforeMs" double precision, "notAfterMs" double precision)
    where boot_runs.journal = ${journal}::uuid and boot_runs.boot = b.boot`.execute(queries);
}

/** What is known of the times of these boots, by boot. */
export async function loadClocks(queries: Queries, journal: string, boots: Iterable<string>): Promise<ReadonlyMap<string, BootClock>> {
  const wanted = [...boots];
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ boot: string; lastUptimeMs: number; notBeforeMs: number | null; notAfterMs: number | null; readings: readonly (readonly [number, number])[] | null }>`
    select r.boot, max(r.last_uptime_ms) as "lastUptimeMs", max(r.not_before_ms) as "notBeforeMs", max(r.not_after_ms) as "notAfterMs",
      (select json_agg(json_build_array(c.uptime_ms, extract(epoch from c.read_at)::double precision * 1000) order by c.uptime_ms, c.read_at)
        from clock_readings c where c.journal = ${journal}::uuid and c.boot = r.boot) as readings
    from boot_runs r
    where r.journal = ${journal}::uuid and r.boot = any(${wanted}::uuid[])
    group by r.boot`.execute(queries);
  return new Map(
    rows.map(({ boot, readings, ...bounds }) => [boot, { bounds, readings: (readings ?? []).map(([uptimeMs, atMs]) => ({ uptimeMs, atMs: Math.round(atMs) })) }]),
  );
}
