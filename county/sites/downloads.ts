import type { Queries } from '../database/database.ts';
import type { SiteDownload } from './schemas.ts';
import type { ListedTerminal } from './terminal-list.ts';

/**
 * How the issues of today's catalogue stand at a terminal, the newest first: as it told at its last heartbeat, and where it told
 * nothing, by the issues that its records say are whole.
 */
export async function downloadsOf(queries: Queries, { health: { journal }, downloads }: ListedTerminal): Promise<SiteDownload[]> {
  const issues = await queries
    .selectFrom('issues')
    .leftJoin('issue_downloads', (join) => join.onRef('issue_downloads.issue', '=', 'issues.issue').on('issue_downloads.journal', '=', journal))
    .select(['issues.issue', 'issues.number', 'issues.title', 'issues.version', 'issues.bytes'])
    .select(['issue_downloads.at', 'issue_downloads.version as had', 'issue_downloads.carrier'])
    .where('issues.withdrawn_at', 'is', null)
    .orderBy('issues.published_at', 'desc')
    .execute();
  const told = new Map(downloads.map((one) => [one.issue, one]));
  return issues.map(({ issue, number, title, version, bytes, at, had, carrier }) => {
    const said = told.get(issue);
    const whole = had !== null && had >= version;
    const state = said?.version === version ? said.state : whole ? 'whole' : 'missing';
    return {
      ...{ issue, number, title, version, state },
      doneBytes: state === 'whole' ? bytes : said?.version === version ? said.doneBytes : 0,
      bytes,
      ...{ completedAt: at, carrier },
    };
  });
}
