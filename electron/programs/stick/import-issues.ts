import { createHash } from 'node:crypto';
import { ProblemError } from '../../../contract/problem.ts';
import type { ManifestFile } from '../../../contract/programs/manifest.ts';
import { stickFolders } from '../../../contract/programs/stick-layout.ts';
import type { PublicKey } from '../../../contract/site/enrolment.ts';
import type { CarryingOptions, ImportedIssues } from '../../sticks/issues.ts';
import type { ContentStore } from '../content-store.ts';
import type { IssueBook } from '../issue-book.ts';
import type { FileOutline, IssueOutline } from '../outline.ts';
import type { PartFile } from '../part-file.ts';
import { catalogueName, hasManifest, manifestNameOf, readCatalogue, readManifest, unlessRefused } from './stick-documents.ts';
import type { RefusedFile } from './stick-documents.ts';
import { lookForFile, openStickFile } from './stick-source.ts';

export interface ImportDeps {
  readonly countyKey: PublicKey;
  readonly content: ContentStore;
  readonly book: IssueBook;
  /** Makes room for so many bytes of programs, or throws why there is none. */
  readonly makeRoom: (bytes: number) => Promise<void>;
  /** The operator brought this issue: what is missing of it is to come by the line. */
  readonly want: (issue: string) => Promise<void>;
  /** Manifests have come: there are other programs now. */
  readonly onListed: () => void;
  /** The last missing bytes of this issue have come from a stick. */
  readonly completed: (issue: IssueOutline) => void;
}

/** What a stick can give of one issue. */
interface Offer {
  readonly issue: IssueOutline;
  readonly files: readonly FileOutline[];
  /** Bytes that are missing here and that the stick may have. */
  readonly bytes: number;
}

/**
 * Takes in what is missing here of the issues on a stick. The catalogue and the manifests pass the same checks as from
 * the line; each chunk is hashed before it counts. Damaged and missing chunks are left to the line, which may bring
 * chunks of the same files at the same time.
 */
export async function importIssues(deps: ImportDeps, { stick, onProgress, signal }: CarryingOptions & { readonly stick: string }): Promise<ImportedIssues> {
  const { book, content, countyKey } = deps;
  const refused: RefusedFile[] = [];
  await unlessRefused(catalogueName, refused, async () => {
    const signed = await readCatalogue(stick, countyKey);
    if (signed !== null) await book.catalogue.accept(signed);
  });
  const onStick = new Set<string>();
  const missing = new Set(book.missing().map(({ issue }) => issue));
  const brought: string[] = [];
  for (const entry of book.catalogue.current()?.payload.issues ?? []) {
    signal.throwIfAborted();
    if (!(await hasManifest(stick, entry))) continue;
    onStick.add(entry.issue);
    if (!missing.has(entry.issue)) continue;
    await unlessRefused(manifestNameOf(entry), refused, async () => {
      const signed = await readManifest(stick, entry, countyKey);
      if (signed === null) return;
      await book.accept(entry, signed);
      brought.push(entry.issue);
    });
  }
  if (brought.length > 0) deps.onListed(); // Its programs are shown while their files come.

  const offers: Offer[] = [];
  for (const issue of book.issues()) {
    signal.throwIfAborted();
    await content.survey(issue.files);
    const offer = await offered(stick, issue, content, refused);
    if (offer.files.length > 0 || onStick.has(issue.issue)) offers.push(offer);
  }

  const progress = { doneBytes: 0, totalBytes: offers.reduce((sum, { bytes }) => sum + bytes, 0) };
  onProgress({ ...progress });
  const count = (bytes: number): void => {
    progress.doneBytes = Math.min(progress.totalBytes, progress.doneBytes + bytes);
    onProgress({ ...progress });
  };
  for (const { issue, files } of offers) {
    await deps.want(issue.issue);
    for (const outline of files) {
      signal.throwIfAborted();
      const file = await book.file(outline.sha256);
      if (file !== null) await unlessRefused(contentName(outline), refused, () => importFile(deps, stick, file, count, signal));
    }
  }
  return { issues: offers.map(({ issue }) => missingOf(issue, content)), refused };
}

/** The missing files of an issue of which something is on the stick; the smallest first, so that texts and pictures are there before films. */
async function offered(stick: string, issue: IssueOutline, content: ContentStore, refused: RefusedFile[]): Promise<Offer> {
  const files: FileOutline[] = [];
  let bytes = 0;
  for (const file of issue.files) {
    if (content.has(file.sha256) && (await content.present(file))) continue;
    const found = await unlessRefused(contentName(file), refused, () => lookForFile(stick, file));
    if (found === null) continue;
    files.push(file);
    bytes += Math.min(found.bytes, file.bytes - content.doneBytes(file));
  }
  return { issue, bytes, files: files.sort((a, b) => a.bytes - b.bytes) };
}

async function importFile(deps: ImportDeps, stick: string, file: ManifestFile, count: (bytes: number) => void, signal: AbortSignal): Promise<void> {
  const { content, book } = deps;
  if (content.has(file.sha256)) return; // The line was faster, or another issue has it too.
  await deps.makeRoom(file.bytes - content.doneBytes(file));
  const source = await openStickFile(stick, file);
  if (source === null) return;
  try {
    const part = await content.openPart(file);
    let finished = false;
    try {
      const { damaged, written } = await fill(part, source.chunk, count, signal);
      if (part.nextMissing() === null) {
        // Whoever records completed issues may notice the last file at once: the carrier is told before.
        for (const issue of book.issues()) if (written > 0 && isLastOf(issue, file, content)) deps.completed(issue);
        finished = await content.finish(part);
      }
      if (damaged) throw new ProblemError({ code: 'content-damaged', data: { what: file.sha256 } });
    } finally {
      if (!finished) await part.close();
    }
  } finally {
    await source.close();
  }
}

/** True when this file is all that the issue lacks. */
function isLastOf({ files }: IssueOutline, { sha256 }: ManifestFile, content: ContentStore): boolean {
  return files.some((file) => file.sha256 === sha256) && files.every((file) => file.sha256 === sha256 || content.has(file.sha256));
}

/** Brings every chunk that the stick has right. `damaged`: some were there and wrong. */
async function fill(
  part: PartFile,
  chunk: (index: number) => Promise<Buffer | null>,
  count: (bytes: number) => void,
  signal: AbortSignal,
): Promise<{ readonly damaged: boolean; readonly written: number }> {
  let damaged = false;
  let written = 0;
  for (const [index, wanted] of part.file.chunks.entries()) {
    signal.throwIfAborted();
    if (part.has(index)) continue;
    const bytes = await chunk(index);
    if (bytes === null) continue;
    if (createHash('sha256').update(bytes).digest('hex') !== wanted) damaged = true;
    else if (!part.has(index)) {
      await part.write({ index, bytes });
      written += 1;
    }
    count(bytes.byteLength);
  }
  await part.sync();
  return { damaged, written };
}

function missingOf({ issue, number, title, files }: IssueOutline, content: ContentStore): ImportedIssues['issues'][number] {
  const missing = files.filter((file) => !content.has(file.sha256));
  return { issue, number, title, missingFiles: missing.length, missingBytes: missing.reduce((sum, file) => sum + file.bytes - content.doneBytes(file), 0) };
}

function contentName({ sha256 }: FileOutline): string {
  return [...stickFolders.content, sha256].join('/');
}
