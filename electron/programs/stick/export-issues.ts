import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ProblemError } from '../../../contract/problem.ts';
import type { IssueManifest } from '../../../contract/programs/manifest.ts';
import { STICK_CATALOGUE, stickFolders, stickManifestName, unfinishedName } from '../../../contract/programs/stick-layout.ts';
import type { PublicKey } from '../../../contract/site/enrolment.ts';
import { diskError, freeBytes, syncFolder, systemCode } from '../../site/disk.ts';
import type { Signed } from '../../site/signed.ts';
import { makeFolderOn, writeFileOn } from '../../sticks/files.ts';
import type { CarryingOptions, ExportedIssues } from '../../sticks/issues.ts';
import type { ContentStore } from '../content-store.ts';
import type { IssueBook } from '../issue-book.ts';
import { readCatalogue } from './stick-documents.ts';
import { isOnStick, writeToStick } from './stick-writer.ts';

export interface ExportDeps {
  readonly countyKey: PublicKey;
  readonly content: ContentStore;
  readonly book: IssueBook;
}

/** Left over for folders and the like when texts are written. */
const TEXT_ROOM_BYTES = 64 * 1024;

/**
 * Writes whole issues to a stick, as the county does. Signed texts go first, so that a copy that is cut short is of use;
 * files that are there already are left alone, and one that was cut short is gone on with. Throws `program-not-here` for
 * an issue that is not here whole, `disk-full` (what was finished stays), `stick-file-too-large`, `disk-failing`.
 */
export async function exportIssues(
  { countyKey, content, book }: ExportDeps,
  { stick, issues, onProgress, signal }: CarryingOptions & { readonly stick: string; readonly issues: readonly string[] },
): Promise<ExportedIssues> {
  const manifests: Signed<IssueManifest>[] = [];
  for (const issue of new Set(issues)) manifests.push(await wholeIssue(issue, book, content));
  const folder = await makeFolderOn(stick, stickFolders.content);
  const progress = { doneBytes: 0, totalBytes: sizeOf(manifests) };
  const count = (bytes: number): void => {
    progress.doneBytes += bytes;
    onProgress({ ...progress });
  };
  await writeTexts(stick, manifests, countyKey, book);
  for (const { payload } of manifests) {
    for (const file of [...payload.files].sort((a, b) => a.bytes - b.bytes)) {
      signal.throwIfAborted();
      if (await isOnStick(folder, file)) {
        count(file.bytes);
        continue;
      }
      await requireRoom(folder, file.sha256, file.bytes);
      await writeToStick(folder, file, (range) => content.read(file.sha256, range), count, signal);
    }
  }
  return { issues: manifests.length, bytes: progress.totalBytes };
}

async function wholeIssue(issue: string, book: IssueBook, content: ContentStore): Promise<Signed<IssueManifest>> {
  if (!book.issues().some((known) => known.issue === issue)) return fail('issue-unknown', { issue });
  const signed = await book.signed(issue);
  if (signed === null) return fail('content-damaged', { what: `issue ${issue}` });
  const missing = signed.payload.programs.find(({ film, poster, subtitles, handouts }) =>
    [film, ...(poster === null ? [] : [poster]), ...subtitles.map(({ file }) => file), ...handouts.map(({ file }) => file)].some((sha256) => !content.has(sha256)),
  );
  return missing === undefined ? signed : fail('program-not-here', { program: missing.id });
}

async function writeTexts(stick: string, manifests: readonly Signed<IssueManifest>[], key: PublicKey, book: IssueBook): Promise<void> {
  const entries = book.catalogue.current()?.payload.issues ?? [];
  const folder = await makeFolderOn(stick, stickFolders.manifests);
  for (const { text, payload } of manifests) {
    const entry = entries.find(({ issue, version }) => issue === payload.issue && version === payload.version);
    // An older manifest, while the newest is on its way here: no catalogue names it any more.
    if (entry === undefined) return fail('program-not-here', { program: payload.issue });
    await writeText(folder, stickManifestName(entry.manifestSha256), text);
  }
  const catalogue = book.catalogue.current();
  if (catalogue === null || (await versionOn(stick, key)) > catalogue.payload.version) return; // Never an older one over a newer one.
  await writeText(await makeFolderOn(stick, stickFolders.programs), STICK_CATALOGUE, catalogue.text);
}

async function writeText(folder: string, name: string, text: string): Promise<void> {
  await requireRoom(folder, name, text.length + TEXT_ROOM_BYTES);
  await writeFileOn(folder, name, Buffer.from(text));
}

/** 0 for no catalogue, or one that is not the county's. */
async function versionOn(stick: string, key: PublicKey): Promise<number> {
  try {
    return (await readCatalogue(stick, key))?.payload.version ?? 0;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code !== 'disk-failing') return 0;
    throw error;
  }
}

/** Told before the bytes are written, where the stick says how much room it has. */
async function requireRoom(folder: string, name: string, bytes: number): Promise<void> {
  const free = await freeBytes(folder);
  if (free === null || free + (await sizeOfUnfinished(join(folder, unfinishedName(name)))) >= bytes) return;
  await syncFolder(folder);
  fail('disk-full', { freeBytes: free });
}

async function sizeOfUnfinished(path: string): Promise<number> {
  try {
    const { blocks } = await lstat(path);
    return blocks * 512;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0;
    throw await diskError(error, path);
  }
}

function sizeOf(manifests: readonly Signed<IssueManifest>[]): number {
  return manifests.flatMap(({ payload }) => payload.files).reduce((sum, file) => sum + file.bytes, 0);
}
