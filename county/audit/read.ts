import { sql } from 'kysely';
import type { Queries } from '../database/database.ts';
import type { AuditAnswer, AuditQuery } from './schemas.ts';

const AT_ONCE = 100;

/** What was changed, newest first. Days are the server's. */
export async function readAudit(queries: Queries, query: AuditQuery): Promise<AuditAnswer> {
  let rows = queries
    .selectFrom('audit')
    .selectAll()
    .orderBy('entry', 'desc')
    // One more than is shown tells whether there are more.
    .limit(AT_ONCE + 1);
  if (query.action !== undefined) rows = rows.where('action', '=', query.action);
  if (query.site !== undefined) rows = rows.where('site', '=', query.site);
  if (query.who !== undefined) rows = rows.where(sql<boolean>`strpos(lower(by_name), lower(${query.who})) > 0`);
  if (query.from !== undefined) rows = rows.where('at', '>=', new Date(`${query.from}T00:00:00`));
  if (query.to !== undefined) rows = rows.where('at', '<', dayAfter(query.to));
  if (query.before !== undefined) rows = rows.where('entry', '<', query.before);
  const found = await rows.execute();
  const shown = found.slice(0, AT_ONCE);
  return {
    entries: shown.map(({ entry, at, by_kind: kind, by_name: name, action, site, subject, before, after }) => ({
      ...{ entry, at: at.toISOString(), by: { kind, name }, action, site, subject, before, after },
    })),
    next: found.length > AT_ONCE ? (shown.at(-1)?.entry ?? null) : null,
  };
}

function dayAfter(day: string): Date {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return date;
}
