import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { groupBy } from '../ingest/group-by.ts';
import { loadStretchesOf } from '../ingest/journal-store.ts';
import { forks, gapsBehind } from '../ingest/stretches.ts';
import { impossibleEvents } from '../records/impossible.ts';
import { findStandings } from '../records/standings.ts';
import { findLastUse } from './last-use.ts';
import { attentionKinds } from './schemas.ts';
import type { Attention, AttentionAnswer, AttentionQuery } from './schemas.ts';
import { compareVersions, newestOf } from './versions.ts';

const DAY_MS = 24 * 3600 * 1000;
const GB = 1024 ** 3;
/** Runs of missing lines that are named; the page of the records has all of them. */
const MOST_RUNS = 5;

/**
 * What needs attention at the sites of one township, or of all. A terminal that another one at its site has followed is named
 * only for its records: a computer that was replaced is silent for good.
 */
export async function findAttention(deps: CountyDeps, query: AttentionQuery, limit: string | null): Promise<AttentionAnswer> {
  const now = deps.now();
  const { attention: thresholds } = deps.config;
  return deps.database.transaction(async (queries) => {
    const standings = await findStandings(queries, query, limit);
    const journals = standings.map(({ journal }) => journal);
    const stretchesOf = await loadStretchesOf(queries, journals);
    const impossible = groupBy(await impossibleEvents(queries, journals, now), ({ journal }) => journal);
    const healthOf = await loadHealth(queries, journals);
    const lastUse = await findLastUse(queries, standings.map(({ site }) => site));
    const newest = newestOf(standings.map(({ version }) => version));
    const findings: Attention[] = [...(await sitesWithoutTerminal(queries, query, limit))];
    const seen = new Set<string>();
    for (const standing of standings) {
      const { site, name, township, journal, head, version, lastContactAt, clock } = standing;
      const at = { site, name, township, journal };
      const stretches = stretchesOf.get(journal) ?? [];
      const places = stretches.filter(({ broken }) => broken).length;
      if (places > 0) findings.push({ kind: 'doctored', ...at, places });
      const forked = forks(stretches).length;
      if (forked > 0) findings.push({ kind: 'forked', ...at, places: forked });
      const events = impossible.get(journal)?.length ?? 0;
      if (events > 0) findings.push({ kind: 'impossible', ...at, events });
      const gaps = gapsBehind(stretches, head).map(({ first, last }) => ({ first, last }));
      const lines = gaps.reduce((sum, { first, last }) => sum + last - first + 1, 0);
      if (lines > 0) findings.push({ kind: 'lacking', ...at, lines, runs: gaps.slice(0, MOST_RUNS) });

      // The standings of a site are told with the newest terminal first.
      if (seen.has(site)) continue;
      seen.add(site);
      const silentDays = daysSince(lastContactAt, now);
      if (silentDays === null || silentDays >= thresholds.silentDays) {
        findings.push({ kind: 'silent', ...at, days: silentDays, lastContactAt });
        continue;
      }
      const lastUseDay = lastUse.get(site) ?? null;
      const idleDays = daysSince(lastUseDay, now);
      const enrolledDays = daysSince(standing.enrolledAt, now) ?? 0;
      if ((idleDays ?? enrolledDays) >= thresholds.idleDays) findings.push({ kind: 'idle', ...at, days: idleDays, lastUseDay });
      const health = healthOf.get(journal);
      const free = health?.freeBytes ?? null;
      if (free !== null && free < thresholds.diskFreeGb * GB) findings.push({ kind: 'disk-full', ...at, freeBytes: free, diskBytes: health?.diskBytes ?? null });
      if (clock.offsetMs !== null && Math.abs(clock.offsetMs) > thresholds.clockMinutes * 60_000) findings.push({ kind: 'clock-wrong', ...at, offsetMs: clock.offsetMs });
      if (health?.safeMode === true) findings.push({ kind: 'safe-mode', ...at });
      if (newest !== null && compareVersions(version, newest) < 0) findings.push({ kind: 'old-version', ...at, version, newest });
    }
    const weight = (finding: Attention) => attentionKinds.indexOf(finding.kind);
    findings.sort((a, b) => weight(a) - weight(b));
    const sites = new Set([...standings.map(({ site }) => site), ...findings.map(({ site }) => site)]).size;
    return { at: now.toISOString(), thresholds, sites, findings };
  });
}

/** Whole days since a time or a day; null for never. */
function daysSince(at: string | null, now: Date): number | null {
  return at === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(at)) / DAY_MS));
}

async function loadHealth(queries: Queries, journals: readonly string[]) {
  if (journals.length === 0) return new Map<string, { freeBytes: number | null; diskBytes: number | null; safeMode: boolean }>();
  const rows = await queries
    .selectFrom('terminals')
    .leftJoin('terminal_health', 'terminal_health.journal', 'terminals.journal')
    .select(['terminals.journal', 'terminals.free_bytes', 'terminal_health.disk_bytes', 'terminal_health.safe_mode'])
    .where('terminals.journal', 'in', [...journals])
    .execute();
  return new Map(rows.map((row) => [row.journal, { freeBytes: row.free_bytes, diskBytes: row.disk_bytes, safeMode: row.safe_mode ?? false }]));
}

async function sitesWithoutTerminal(queries: Queries, query: AttentionQuery, limit: string | null): Promise<Attention[]> {
  let rows = queries
    .selectFrom('sites')
    .innerJoin('townships', 'townships.id', 'sites.township')
    .leftJoin('terminals', 'terminals.site', 'sites.site')
    .select(['sites.site', 'sites.name', 'townships.id as townshipId', 'townships.name as townshipName'])
    .where('terminals.site', 'is', null)
    .orderBy('townships.id')
    .orderBy('sites.site');
  if (query.township !== undefined) rows = rows.where('sites.township', '=', query.township);
  if (limit !== null) rows = rows.where('sites.township', '=', limit);
  return (await rows.execute()).map(({ site, name, townshipId, townshipName }) => ({
    ...{ kind: 'no-terminal', site, name, township: { id: townshipId, name: townshipName }, journal: null },
  }));
}
