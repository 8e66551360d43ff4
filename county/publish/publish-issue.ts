import { rm, statfs } from 'node:fs/promises';
import { CHUNK_BYTES } from '../../contract/programs/manifest.ts';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import { programIdSchema } from '../../contract/programs/program.ts';
import { commandLine, recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { isSystemError } from '../files.ts';
import { InputError } from '../input.ts';
import { inListOrder } from './catalogue.ts';
import { storeFile } from './content-store.ts';
import { fault } from './fault.ts';
import type { PublishFault } from './fault.ts';
import { inspectFolder, PublishFaultsError } from './inspect.ts';
import type { InspectedFile, Inspection } from './inspect.ts';
import { enterIssue, findIssue } from './issue-content.ts';
import type { IssueContent } from './issue-content.ts';
import type { IssueFile } from './issue-file.ts';
import { findPosterMaker } from './poster.ts';
import type { PosterMaker } from './poster.ts';

export interface IssuePublication {
  readonly issue: string;
  readonly version: number;
  /** False when the county had published exactly this already. */
  readonly changed: boolean;
  readonly programs: number;
  readonly files: number;
  readonly bytes: number;
  readonly warnings: readonly PublishFault[];
}

export interface PublishProgress {
  /** The file that is being read. */
  readonly file: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface PublishOptions {
  /** Who publishes it. */
  readonly by?: Actor;
  /** Addresses that serve this issue's files by hash, in place of the county's own mirrors. */
  readonly mirrors?: readonly string[];
  readonly onProgress?: (progress: PublishProgress) => void;
  /** See `inspectFolder`. */
  readonly shown?: (path: string, name: string) => string;
  /** Null: take no posters from films. FFmpeg's when not given, where it is installed. */
  readonly posters?: PosterMaker | null;
}

/** The disk has no room for the issue's files. */
export class DiskFullError extends InputError {
  readonly needsBytes: number;
  readonly freeBytes: number;

  constructor(needsBytes: number, freeBytes: number) {
    const megabytes = (bytes: number) => (bytes / 1024 ** 2).toFixed(1);
    super([`The county’s disk is full: this needs ${megabytes(needsBytes)} MB, and ${megabytes(freeBytes)} MB are free. Nothing was published.`]);
    this.needsBytes = needsBytes;
    this.freeBytes = freeBytes;
  }
}

/**
 * Publishes the issue that a folder holds: a table and what it names. Its files lie in the content folder before the
 * manifest and the catalogue, in one transaction, say so; what is interrupted before has published nothing, and may be
 * done again. An issue that changes nothing keeps its version; one that was withdrawn is brought back.
 * @throws PublishFaultsError that names everything that must be mended first
 * @throws DiskFullError
 */
export async function publishIssue(deps: CountyDeps, folder: string, options: PublishOptions = {}): Promise<IssuePublication> {
  const inspection = await inspectFolder(folder, options.shown);
  const { issue, faults } = inspection;
  if (issue === null) throw new PublishFaultsError(faults);
  const posters = options.posters === undefined ? await findPosterMaker(deps.config.data) : options.posters;
  const warnings = [...inspection.warnings];
  const stored = await storeFiles(deps, inspection.files, options.onProgress);
  const made = await storePosters(deps, issue, inspection, posters, warnings);
  const content = describe(issue, inspection, stored, made, options.mirrors ?? deps.config.mirrors);
  const { version, changed } = await deps.database.transaction(async (queries) => {
    await inListOrder(queries);
    const known = await findIssue(queries, content.issue);
    const stillWithdrawn = (known?.withdrawnPrograms ?? []).filter((id) => content.programs.some((program) => program.id === id));
    if (stillWithdrawn.length === content.programs.length) throw new InputError([`All programs of issue ${content.issue} are withdrawn: bring one back first.`]);
    warnings.push(...stillWithdrawn.map((program) => fault('still-withdrawn', { values: { program } })));
    const files = content.files.map((file) => ({ sha256: file.sha256, bytes: file.bytes, mime: file.mime, stored_at: deps.now() }));
    await queries.insertInto('files').values(files).onConflict((conflict) => conflict.column('sha256').doNothing()).execute();
    const entered = await enterIssue(deps, queries, known, { content, withdrawnPrograms: stillWithdrawn, withdrawn: false });
    const { by = commandLine } = options;
    if (entered.changed) await recordChange(queries, by, deps.now(), { action: 'issue.published', subject: content.issue, after: { version: entered.version } });
    return entered;
  });
  const bytes = content.files.reduce((sum, file) => sum + file.bytes, 0);
  return { issue: content.issue, version, changed, programs: content.programs.length, files: content.files.length, bytes, warnings };
}

async function storeFiles(deps: CountyDeps, files: readonly InspectedFile[], onProgress: PublishOptions['onProgress']): Promise<ReadonlyMap<string, ManifestFile>> {
  const once = [...new Map(files.map((file) => [file.name, file])).values()];
  const totalBytes = once.reduce((sum, file) => sum + file.bytes, 0);
  const known = await knownSizes(deps);
  await requireRoom(deps.config.data, once.filter(({ bytes }) => !known.has(bytes)).reduce((sum, file) => sum + file.bytes, 0));
  const stored = new Map<string, ManifestFile>();
  let doneBytes = 0;
  for (const file of once) {
    const options = {
      probablyHere: known.has(file.bytes),
      onBytes: (bytes: number) => {
        doneBytes += bytes;
        onProgress?.({ file: file.name, doneBytes, totalBytes });
      },
    };
    stored.set(file.name, await store(deps, file, options));
  }
  return stored;
}

async function store(deps: CountyDeps, file: Omit<InspectedFile, 'role'>, options: Parameters<typeof storeFile>[2]): Promise<ManifestFile> {
  try {
    const { sha256, bytes, chunks } = await storeFile(deps.config.data, file.path, options);
    if (bytes !== file.bytes) throw new PublishFaultsError([fault('changed-meanwhile', { file: file.name })]);
    return { sha256, bytes, mime: file.mime, chunkBytes: CHUNK_BYTES, chunks: [...chunks] };
  } catch (error) {
    if (isSystemError(error, 'ENOSPC') || isSystemError(error, 'EDQUOT')) throw new DiskFullError(file.bytes, await freeBytes(deps.config.data));
    throw error;
  }
}

/** Sizes of files that were published before: one of the same size is most probably the same. */
async function knownSizes(deps: CountyDeps): Promise<ReadonlySet<number>> {
  const rows = await deps.database.tables.selectFrom('files').select('bytes').distinct().execute();
  return new Set(rows.map(({ bytes }) => bytes));
}

async function requireRoom(data: string, bytes: number): Promise<void> {
  const free = await freeBytes(data);
  if (free < bytes) throw new DiskFullError(bytes, free);
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Posters of programs that were given none, by the film's name. */
async function storePosters(
  deps: CountyDeps,
  issue: IssueFile,
  { films, files }: Inspection,
  posters: PosterMaker | null,
  warnings: PublishFault[],
): Promise<ReadonlyMap<string, ManifestFile>> {
  const made = new Map<string, ManifestFile>();
  for (const film of new Set(issue.programs.filter(({ poster }) => poster === null).map((program) => program.film))) {
    const found = files.find(({ name, role }) => name === film && role === 'film');
    if (posters === null || found === undefined) {
      warnings.push(fault('no-poster', { file: film }));
      continue;
    }
    const path = await posters.take(found.path, films.get(film)?.lengthSeconds ?? 0);
    if (path === null) {
      warnings.push(fault('poster-not-taken', { file: film }));
      continue;
    }
    try {
      const { sha256, bytes, chunks } = await storeFile(deps.config.data, path);
      made.set(film, { sha256, bytes, mime: 'image/jpeg', chunkBytes: CHUNK_BYTES, chunks: [...chunks] });
    } finally {
      await rm(path, { force: true });
    }
  }
  return made;
}

function describe(issue: IssueFile, { films }: Inspection, stored: ReadonlyMap<string, ManifestFile>, posters: ReadonlyMap<string, ManifestFile>, mirrors: readonly string[]): IssueContent {
  const hashOf = (name: string) => found(stored, name).sha256;
  const programs = issue.programs.map(({ id, film, poster, subtitles, handouts, ...said }) => ({
    ...said,
    id: programIdSchema.parse(`${issue.number}/${id}`),
    lengthSeconds: found(films, film).lengthSeconds,
    film: hashOf(film),
    poster: poster === null ? (posters.get(film)?.sha256 ?? null) : hashOf(poster),
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
    files: [...new Map([...stored.values(), ...posters.values()].map((file) => [file.sha256, file])).values()],
    mirrors: [...mirrors],
  };
}

function found<T>(values: ReadonlyMap<string, T>, name: string): T {
  const value = values.get(name);
  if (value === undefined) throw new Error(`${name} was not looked at.`);
  return value;
}
