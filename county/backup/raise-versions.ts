import type { z } from 'zod';
import { answersSchema } from '../../contract/information/answers.ts';
import { issueManifestSchema } from '../../contract/programs/manifest.ts';
import { rosterSchema } from '../../contract/site/roster.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { inListOrder, publishCatalogue } from '../publish/catalogue.ts';
import { sha256Of } from '../signed-answer.ts';

/** More publications of one thing than a county makes between two backups. */
const AHEAD = 1000;

/**
 * Publishes everything again under versions that no terminal can have seen. After a backup was restored, terminals may
 * hold documents that are newer than the county's, and would refuse its older ones.
 */
export async function raiseVersions(deps: CountyDeps): Promise<void> {
  await deps.database.transaction(async (queries) => {
    await inListOrder(queries);
    await raiseIssues(deps, queries);
    await publishCatalogue(deps, queries, AHEAD);
    await raiseRosters(deps, queries);
    await raiseInformation(deps, queries);
    await raiseBoards(deps, queries);
  });
}

/** The document under its raised version, signed now. */
async function signAnew<T extends { version: number; publishedAt: string }>(deps: CountyDeps, jws: string, schema: z.ZodType<T>) {
  const payload = jws.split('.')[1] ?? '';
  const document = schema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  const now = deps.now();
  const version = document.version + AHEAD;
  const signed = await deps.keys.sign({ ...document, version, publishedAt: now.toISOString() });
  return { version, jws: signed, jws_sha256: sha256Of(signed), published_at: now };
}

async function raiseIssues(deps: CountyDeps, queries: Queries): Promise<void> {
  for (const { issue, manifest } of await queries.selectFrom('issues').select(['issue', 'manifest']).execute()) {
    const { jws, jws_sha256, ...raised } = await signAnew(deps, manifest, issueManifestSchema);
    await queries.updateTable('issues').set({ ...raised, manifest: jws, manifest_sha256: jws_sha256 }).where('issue', '=', issue).execute();
  }
}

async function raiseRosters(deps: CountyDeps, queries: Queries): Promise<void> {
  for (const { site, jws } of await queries.selectFrom('rosters').select(['site', 'jws']).execute()) {
    await queries.updateTable('rosters').set(await signAnew(deps, jws, rosterSchema)).where('site', '=', site).execute();
  }
}

async function raiseInformation(deps: CountyDeps, queries: Queries): Promise<void> {
  // Its document is signed from its items when somebody asks for it.
  for (const { version } of await queries.selectFrom('information_bases').select('version').execute()) {
    const raised = version + AHEAD;
    await queries.updateTable('information_bases').set({ version: raised, published_at: deps.now() }).where('version', '=', version).execute();
    await queries.updateTable('information_versions').set({ version: raised }).where('version', '=', version).execute();
  }
}

async function raiseBoards(deps: CountyDeps, queries: Queries): Promise<void> {
  for (const { site, jws } of await queries.selectFrom('answer_boards').select(['site', 'jws']).execute()) {
    await queries.updateTable('answer_boards').set(await signAnew(deps, jws, answersSchema)).where('site', '=', site).execute();
  }
}
