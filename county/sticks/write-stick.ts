import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { issueManifestSchema } from '../../contract/programs/manifest.ts';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import { STICK_CATALOGUE, STICK_INFORMATION, stickFolders, stickManifestName } from '../../contract/programs/stick-layout.ts';
import type { CountyDeps } from '../deps.ts';
import { newestInformation, signInformation } from '../information/base.ts';
import { InputError } from '../input.ts';
import { findCatalogue } from '../publish/catalogue.ts';
import { contentPath } from '../publish/content-store.ts';
import { copyToStick, isOnStick, makeStickFolder, stickFault, writeTextToStick } from './stick-files.ts';

/** Which issues are written. */
export interface StickChoice {
  /** Names of issues; null: all that are published. */
  readonly issues: readonly string[] | null;
  /** Only those published at this moment or later; null: whenever. */
  readonly since: Date | null;
  /** Files that are there in their full size are read through, not only the small ones. */
  readonly verify: boolean;
}

export interface StickProgress {
  readonly file: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface WrittenStick {
  /** Issues that are whole on the stick, in the order of the catalogue. */
  readonly issues: readonly string[];
  readonly files: number;
  readonly bytes: number;
  /** Files that were there before. */
  readonly kept: number;
  /** Version of the wealth information on the stick; null when none is published. */
  readonly information: number | null;
  /** Issues that did not fit, and why. */
  readonly left: readonly { readonly issue: string; readonly reason: string }[];
}

interface StickIssue {
  readonly issue: string;
  readonly manifest: string;
  readonly sha256: string;
  readonly files: readonly ManifestFile[];
}

/**
 * Writes the wealth information and issues to a folder, a stick's root, as terminals take them in: the signed texts first, then the files by hash,
 * each under another name until it is whole and synced. May be interrupted and done again; what is there whole is left
 * alone. An issue that does not fit is left out, and the next ones are tried.
 * @throws InputError for a folder that cannot be written to, and for an issue that is not published
 */
export async function writeStick(deps: CountyDeps, folder: string, choice: StickChoice, onProgress: (progress: StickProgress) => void): Promise<WrittenStick> {
  const { catalogue, issues } = await chosen(deps, choice);
  const [manifests, content] = [await makeStickFolder(folder, stickFolders.manifests), await makeStickFolder(folder, stickFolders.content)];
  const totalBytes = issues.flatMap(({ files }) => files).reduce((sum, file) => sum + file.bytes, 0);
  let doneBytes = 0;
  const written = { information: await writeInformation(deps, folder), issues: [] as string[], files: 0, bytes: 0, kept: 0, left: [] as { issue: string; reason: string }[] };
  await writeTextToStick(await makeStickFolder(folder, stickFolders.programs), STICK_CATALOGUE, catalogue);
  for (const { issue, manifest, sha256, files } of issues) {
    try {
      await writeTextToStick(manifests, stickManifestName(sha256), manifest);
      for (const file of files) {
        const count = (bytes: number): void => {
          doneBytes += bytes;
          onProgress({ file: `${issue}: ${file.sha256.slice(0, 12)}… (${file.mime})`, doneBytes, totalBytes });
        };
        if (await isOnStick(content, file, choice.verify)) {
          written.kept += 1;
          count(file.bytes);
        } else {
          await requireRoom(content, file);
          await copyToStick(contentPath(deps.config.data, file.sha256), content, file, count);
        }
        written.files += 1;
        written.bytes += file.bytes;
      }
      written.issues.push(issue);
    } catch (error) {
      written.left.push({ issue, reason: stickFault(error) });
    }
  }
  return written;
}

async function writeInformation(deps: CountyDeps, folder: string): Promise<number | null> {
  if ((await newestInformation(deps.database.tables)) === undefined) return null;
  const { version, jws } = await signInformation(deps);
  await writeTextToStick(await makeStickFolder(folder, stickFolders.information), STICK_INFORMATION, jws);
  return version;
}

async function chosen(deps: CountyDeps, { issues, since }: StickChoice): Promise<{ catalogue: string; issues: readonly StickIssue[] }> {
  // Of one moment: the manifests are those that the catalogue names.
  return deps.database.transaction(async (queries) => {
    const catalogue = await findCatalogue(queries);
    if (catalogue === undefined) throw new InputError(['The county has published nothing yet.']);
    const rows = await queries
      .selectFrom('issues')
      .select(['issue', 'manifest', 'manifest_sha256', 'published_at'])
      .where('withdrawn_at', 'is', null)
      .orderBy('published_at', 'desc')
      .orderBy('issue')
      .execute();
    const unknown = (issues ?? []).filter((issue) => !rows.some((row) => row.issue === issue));
    if (unknown.length > 0) throw new InputError([`Not published, or withdrawn: ${unknown.join(', ')}. Published are ${rows.map(({ issue }) => issue).join(', ') || 'none'}.`]);
    const named = rows.filter((row) => (issues === null || issues.includes(row.issue)) && (since === null || row.published_at >= since));
    return {
      catalogue: catalogue.jws,
      issues: named.map(({ issue, manifest, manifest_sha256: sha256 }) => ({ issue, manifest, sha256, files: filesOf(manifest) })),
    };
  });
}

/** The small files first, so that a stick that fills up, or is pulled out, has most of what it has whole. */
function filesOf(manifest: string): readonly ManifestFile[] {
  const payload = manifest.split('.')[1] ?? '';
  return issueManifestSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString())).files.sort((a, b) => a.bytes - b.bytes);
}

async function requireRoom(folder: string, { bytes, sha256 }: ManifestFile): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free < bytes) throw new InputError([`${megabytes(bytes)} more are needed for ${join('programs', 'content', sha256)}, and ${megabytes(free)} are free`]);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
