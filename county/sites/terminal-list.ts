import type { DownloadState } from '../../contract/http.ts';
import type { Queries } from '../database/database.ts';
import { groupBy } from '../ingest/group-by.ts';
import type { SiteEntry } from './schemas.ts';

/** A terminal, as far as its heartbeats and uploads tell. */
export interface ListedTerminal {
  readonly site: string;
  readonly health: SiteEntry['terminals'][number];
  readonly toldAt: Date | null;
  readonly takesCommands: boolean;
  readonly downloads: readonly DownloadState[];
  readonly downloadsToldAt: Date | null;
}

/** The terminals of these sites by site, those that were enrolled last first. */
export async function terminalsOf(queries: Queries, sites: readonly string[]): Promise<ReadonlyMap<string, readonly ListedTerminal[]>> {
  if (sites.length === 0) return new Map();
  const rows = await queries
    .selectFrom('terminals')
    .leftJoin('terminal_health', 'terminal_health.journal', 'terminals.journal')
    .leftJoin('journals', 'journals.journal', 'terminals.journal')
    .select(['terminals.site', 'terminals.journal', 'terminals.version', 'terminals.enrolled_at', 'terminals.free_bytes', 'terminals.last_contact_at as heartbeat'])
    .select(['journals.last_contact_at as upload'])
    .select(['terminal_health.told_at', 'disk_bytes', 'problems', 'viewing', 'safe_mode', 'commands_done', 'downloads', 'downloads_at'])
    .where('terminals.site', 'in', [...sites])
    .orderBy('terminals.enrolled_at', 'desc')
    .execute();
  return groupBy(
    rows.map((row) => ({
      site: row.site,
      health: {
        ...{ journal: row.journal, version: row.version, enrolledAt: row.enrolled_at.toISOString() },
        lastContactAt: later(row.heartbeat, row.upload)?.toISOString() ?? null,
        ...{ freeBytes: row.free_bytes, diskBytes: row.disk_bytes, problems: [...(row.problems ?? [])] },
        ...{ viewing: row.viewing ?? false, safeMode: row.safe_mode ?? false },
      },
      toldAt: row.told_at,
      takesCommands: row.commands_done !== null,
      downloads: row.downloads ?? [],
      downloadsToldAt: row.downloads_at,
    })),
    ({ site }) => site,
  );
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
