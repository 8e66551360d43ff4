import { CHUNK_BYTES, issueManifestSchema } from '../../contract/programs/manifest.ts';
import type { IssueManifest, ManifestFile } from '../../contract/programs/manifest.ts';
import { programIdSchema } from '../../contract/programs/program.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { sha256Of } from '../signed-answer.ts';
import { inListOrder, publishCatalogue } from './catalogue.ts';
import { storeFile } from './content-store.ts';
import { inspectFiles } from './inspect.ts';
import type { InspectedFile } from './inspect.ts';
import { readIssueFile } from './issue-file.ts';
import type { IssueFile } from './issue-file.ts';

export interface IssuePublication {
  readonly issue: string;
  readonly version: number;
  /** False when the county had published exactly this already. */
  readonly changed: boolean;
  readonly programs: number;
  readonly files: number;
  readonly bytes: number;
  readonly warnings: readonly string[];
}

/** What a manifest says besides when and as which version. */
type Content = Omit<IssueManifest, 'version' | 'publishedAt'>;

/**
 * Publishes the issue that a folder holds (`issue.json` and what it names). Its files lie in the content folder before
 * the manifest and the catalogue, in one transaction, say so. An issue that changes nothing keeps its version.
 * @throws InputError that names everything that must be mended first
 */
export async function publishIssue(deps: CountyDeps, folder: string): Promise<IssuePublication> {
  const issue = await readIssueFile(folder);
  const { files, lengths, warnings } = await inspectFiles(folder, issue);
  const stored = new Map<string, ManifestFile>();
  for (const file of files) stored.set(file.name, await store(deps, file));
  const content = describe(deps, issue, lengths, stored);
  const bytes = content.files.reduce((sum, file) => sum + file.bytes, 0);
  const { version, changed } = await deps.database.transaction((queries) => enter(deps, queries, content, bytes));
  return { issue: content.issue, version, changed, programs: content.programs.length, files: content.files.length, bytes, warnings };
}

async function store(deps: CountyDeps, file: InspectedFile): Promise<ManifestFile> {
  const { sha256, bytes, chunks } = await storeFile(deps.config.data, file.path);
  return { sha256, bytes, mime: file.mime, chunkBytes: CHUNK_BYTES, chunks: [...chunks] };
}

function describe(
  deps: CountyDeps,
  issue: IssueFile,
  lengths: ReadonlyMap<string, number>,
  stored: ReadonlyMap<string, ManifestFile>,
): Content {
  const hashOf = (name: string) => found(stored, name).sha256;
  const programs = issue.programs.map(({ id, film, poster, subtitles, handouts, ...said }) => ({
    ...said,
    id: programIdSchema.parse(`${issue.number}/${id}`),
    lengthSeconds: found(lengths, film),
    film: hashOf(film),
    poster: poster === null ? null : hashOf(poster),
    subtitles: subtitles.map(({ language, file }) => ({ language, file: hashOf(file) })),
    handouts: handouts.map(({ title, file }) => ({ title, file: hashOf(file) })),
  }));
  return {
    kind: 'issue/1',
    issue: issue.number,
    number: issue.number,
    title: issue.title,
    programs,
    // Two names may hold the same bytes.
    files: [...new Map([...stored.values()].map((file) => [file.sha256, file])).values()],
    mirrors: [...deps.config.mirrors],
  };
}

function found<T>(values: ReadonlyMap<string, T>, name: string): T {
  const value = values.get(name);
  if (value === undefined) throw new Error(`${name} was not looked at.`);
  return value;
}

async function enter(deps: CountyDeps, queries: Queries, content: Content, bytes: number): Promise<{ version: number; changed: boolean }> {
  await inListOrder(queries);
  const digest = sha256Of(JSON.stringify(content));
  const known = await queries.selectFrom('issues').select(['version', 'digest']).where('issue', '=', content.issue).executeTakeFirst();
  if (known?.digest === digest) return { version: known.version, changed: false };
  const now = deps.now();
  const version = (known?.version ?? 0) + 1;
  const payload = issueManifestSchema.parse({ ...content, version, publishedAt: now.toISOString() });
  const manifest = await deps.keys.sign(payload);
  const files = content.files.map((file) => ({ sha256: file.sha256, bytes: file.bytes, mime: file.mime, stored_at: now }));
  await queries
    .insertInto('files')
    .values(files)
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute();
  const row = {
    number: content.number,
    title: JSON.stringify(content.title),
    version,
    digest,
    bytes,
    manifest,
    manifest_sha256: sha256Of(manifest),
    published_at: now,
  };
  await queries
    .insertInto('issues')
    .values({ issue: content.issue, ...row })
    .onConflict((conflict) => conflict.column('issue').doUpdateSet(row))
    .execute();
  await publishCatalogue(deps, queries);
  return { version, changed: true };
}
