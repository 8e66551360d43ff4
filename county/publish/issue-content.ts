import { z } from 'zod';
import { issueManifestSchema, manifestFileSchema, manifestProgramSchema } from '../../contract/programs/manifest.ts';
import type { IssueManifest } from '../../contract/programs/manifest.ts';
import { localizedTextSchema } from '../../contract/text.ts';
import { slugSchema } from '../../contract/values.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { sha256Of } from '../signed-answer.ts';
import { publishCatalogue } from './catalogue.ts';

/** What a manifest says besides when and as which version, with the programs that are withdrawn too. */
export type IssueContent = Omit<IssueManifest, 'version' | 'publishedAt'>;

const contentSchema = z.strictObject({
  kind: z.literal('issue/1'),
  issue: slugSchema,
  number: z.string(),
  title: localizedTextSchema,
  programs: z.array(manifestProgramSchema),
  files: z.array(manifestFileSchema),
  mirrors: z.array(z.string()),
});

/** An issue as the county keeps it. */
export interface KeptIssue {
  readonly version: number;
  readonly digest: string;
  readonly content: IssueContent;
  /** Ids of programs that are withdrawn by themselves. */
  readonly withdrawnPrograms: readonly string[];
  readonly withdrawnAt: Date | null;
}

/** The issue of this name; undefined when it was never published. */
export async function findIssue(queries: Queries, issue: string): Promise<KeptIssue | undefined> {
  const row = await queries.selectFrom('issues').selectAll().where('issue', '=', issue).executeTakeFirst();
  if (row === undefined) return undefined;
  const { version, digest, withdrawn_programs: withdrawnPrograms, withdrawn_at: withdrawnAt } = row;
  return { version, digest, withdrawnPrograms, withdrawnAt, content: row.content === null ? contentOf(row.manifest) : contentSchema.parse(JSON.parse(row.content)) };
}

/** Of an issue that was published before programs could be withdrawn: what its manifest says is all of it. */
function contentOf(manifest: string): IssueContent {
  const { kind, issue, number, title, programs, files, mirrors } = issueManifestSchema.parse(JSON.parse(Buffer.from(manifest.split('.')[1] ?? '', 'base64url').toString()));
  return { kind, issue, number, title, programs, files, mirrors };
}

/** What terminals are told: without the withdrawn programs, and the files that only they use. */
export function shownContent(content: IssueContent, withdrawnPrograms: readonly string[]): IssueContent {
  if (withdrawnPrograms.length === 0) return content;
  const programs = content.programs.filter(({ id }) => !withdrawnPrograms.includes(id));
  const used = new Set(programs.flatMap(({ film, poster, subtitles, handouts }) => [film, poster, ...subtitles.map(({ file }) => file), ...handouts.map(({ file }) => file)]));
  return { ...content, programs, files: content.files.filter(({ sha256 }) => used.has(sha256)) };
}

/** What an issue becomes. */
export interface NextIssue {
  readonly content: IssueContent;
  readonly withdrawnPrograms: readonly string[];
  readonly withdrawn: boolean;
}

/**
 * Enters an issue and publishes the catalogue that says so. What terminals are told of it makes a new version of the
 * manifest only when it is other than before. Run in a transaction, after `inListOrder`.
 */
export async function enterIssue(
  deps: CountyDeps,
  queries: Queries,
  known: KeptIssue | undefined,
  next: NextIssue,
): Promise<{ readonly version: number; readonly changed: boolean }> {
  const { withdrawnPrograms, withdrawn } = next;
  const now = deps.now();
  const content = contentSchema.parse(next.content); // Its keys in one order, so that the same is the same text again.
  const shown = shownContent(content, withdrawnPrograms);
  const digest = sha256Of(JSON.stringify(shown));
  const same = known?.digest === digest;
  const listed = content.programs.map(({ id, title, lengthSeconds }) => ({ id, title, lengthSeconds }));
  const kept = { content: JSON.stringify(content), programs: JSON.stringify(listed), withdrawn_programs: JSON.stringify(withdrawnPrograms), withdrawn_at: withdrawn ? (known?.withdrawnAt ?? now) : null };
  if (same) {
    await queries.updateTable('issues').set(kept).where('issue', '=', content.issue).execute();
    const moved = (known.withdrawnAt !== null) !== withdrawn;
    if (moved) await publishCatalogue(deps, queries);
    return { version: known.version, changed: moved };
  }
  const version = (known?.version ?? 0) + 1;
  const manifest = await deps.keys.sign(issueManifestSchema.parse({ ...shown, version, publishedAt: now.toISOString() }));
  const row = {
    ...kept,
    ...{ number: content.number, title: JSON.stringify(content.title), version, digest, manifest, manifest_sha256: sha256Of(manifest), published_at: now },
    bytes: shown.files.reduce((sum, file) => sum + file.bytes, 0),
  };
  await queries
    .insertInto('issues')
    .values({ issue: content.issue, ...row })
    .onConflict((conflict) => conflict.column('issue').doUpdateSet(row))
    .execute();
  await publishCatalogue(deps, queries);
  return { version, changed: true };
}
