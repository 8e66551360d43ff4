import { sql } from 'kysely';
import { catalogueSchema } from '../../contract/programs/manifest.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { sha256Of } from '../signed-answer.ts';
import type { SignedDocument } from '../signed-answer.ts';

/** Makes publications wait for each other until their transactions end, so that versions rise by one and nothing is left out. */
export async function inListOrder(queries: Queries): Promise<void> {
  await sql`lock table catalogues in share row exclusive mode`.execute(queries);
}

/** Publishes the list of all issues that are not withdrawn, `ahead` versions after the last list. Run in a transaction, after `inListOrder`. */
export async function publishCatalogue(deps: CountyDeps, queries: Queries, ahead = 1): Promise<void> {
  const now = deps.now();
  const last = await queries.selectFrom('catalogues').select('version').orderBy('version', 'desc').limit(1).executeTakeFirst();
  const issues = await queries.selectFrom('issues').selectAll().where('withdrawn_at', 'is', null).orderBy('published_at', 'desc').orderBy('issue').execute();
  const version = (last?.version ?? 0) + ahead;
  const payload = catalogueSchema.parse({
    kind: 'catalogue/1',
    version,
    publishedAt: now.toISOString(),
    issues: issues.map((issue) => ({
      issue: issue.issue,
      number: issue.number,
      title: issue.title,
      version: issue.version,
      manifestSha256: issue.manifest_sha256,
      bytes: issue.bytes,
      publishedAt: issue.published_at.toISOString(),
    })),
  });
  const jws = await deps.keys.sign(payload);
  await queries.insertInto('catalogues').values({ version, jws, jws_sha256: sha256Of(jws), published_at: now }).execute();
  await queries.deleteFrom('catalogues').where('version', '<', version).execute();
}

/** Publishes an empty catalogue when there is none, so that there is one to ask for from the first day. */
export async function beginCatalogue(deps: CountyDeps): Promise<void> {
  await deps.database.transaction(async (queries) => {
    await inListOrder(queries);
    if ((await findCatalogue(queries)) === undefined) await publishCatalogue(deps, queries);
  });
}

export async function findCatalogue(queries: Queries): Promise<SignedDocument | undefined> {
  return queries.selectFrom('catalogues').select(['jws', 'jws_sha256']).orderBy('version', 'desc').limit(1).executeTakeFirst();
}
