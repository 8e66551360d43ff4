import { sql } from 'kysely';
import type { CountyDeps } from '../deps.ts';
import { findIssue } from './issue-content.ts';
import type { PublishedIssue } from './schemas.ts';

/** Everything that was ever published, the newest first, with what is withdrawn. */
export async function listIssues({ database }: CountyDeps): Promise<PublishedIssue[]> {
  const rows = await database.tables
    .selectFrom('issues')
    .select(['issue', 'number', 'title', 'version', 'bytes', 'programs', 'withdrawn_programs', 'withdrawn_at', 'published_at'])
    .orderBy('published_at', 'desc')
    .orderBy(sql`issue collate "C"`, 'desc')
    .execute();
  const issues: PublishedIssue[] = [];
  for (const { issue, number, title, version, bytes, programs, withdrawn_programs: withdrawn, withdrawn_at: withdrawnAt, published_at: publishedAt } of rows) {
    // An issue of an earlier release of this program has no list yet.
    const listed = programs ?? (await findIssue(database.tables, issue))?.content.programs ?? [];
    issues.push({
      ...{ issue, number, title, version, bytes },
      publishedAt: publishedAt.toISOString(),
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
      programs: listed.map(({ id, title: name, lengthSeconds }) => ({ id, title: name, lengthSeconds, withdrawn: withdrawn.includes(id) })),
    });
  }
  return issues;
}
