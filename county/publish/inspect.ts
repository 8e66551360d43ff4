import type { FileMime } from '../../contract/programs/manifest.ts';
import { InputError, readInput } from '../input.ts';
import { fault, faultLine } from './fault.ts';
import type { PublishFault } from './fault.ts';
import { kindOfFile } from './file-kinds.ts';
import type { FileRole } from './file-kinds.ts';
import { measureFilm } from './film.ts';
import type { FilmFacts } from './film.ts';
import { openFolderFiles } from './folder-files.ts';
import type { FolderFiles } from './folder-files.ts';
import type { IssueFile, TableProgram } from './issue-file.ts';
import { readIssueTable } from './issue-table.ts';
import { subtitlesLine } from './mend.ts';

const MAX_SUBTITLE_BYTES = 8 * 1024 * 1024;
/** What a manifest can describe. */
const MAX_FILE_BYTES = 20 * 1024 ** 3;

export interface InspectedFile {
  /** As the table names it. */
  readonly name: string;
  readonly role: FileRole;
  /** Where it really lies. */
  readonly path: string;
  readonly bytes: number;
  readonly mime: FileMime;
}

/** Everything that can be known of an issue before it is published. */
export interface Inspection {
  /** The table's file name; null when there is none. */
  readonly table: string | null;
  /** Null when there is any fault. */
  readonly issue: IssueFile | null;
  /** What the table says, even when files have faults; null when the table itself has. */
  readonly said: IssueFile | null;
  readonly files: readonly InspectedFile[];
  /** By the film's name; also of films that cannot be published, as far as they can be read. */
  readonly films: ReadonlyMap<string, FilmFacts>;
  /** Why it cannot be published; none: it can. */
  readonly faults: readonly PublishFault[];
  /** What staff should know though it does not stop the publication. */
  readonly warnings: readonly PublishFault[];
}

/** It cannot be published as it is. */
export class PublishFaultsError extends InputError {
  readonly publishFaults: readonly PublishFault[];

  constructor(publishFaults: readonly PublishFault[]) {
    super(publishFaults.map(faultLine));
    this.publishFaults = publishFaults;
  }
}

/**
 * Looks at an issue's folder: its table, and every file that the table names, even when the table itself has faults.
 * `shown` makes of a file's real path and its name what mending commands call it; the path unless given.
 */
export async function inspectFolder(folder: string, shown: (path: string, name: string) => string = (path) => path): Promise<Inspection> {
  const { name: tableName, table } = await readIssueTable(folder);
  const folderFiles = await openFolderFiles(folder);
  const files: InspectedFile[] = [];
  const films = new Map<string, FilmFacts>();
  const faults = [...table.faults];
  const warnings = [...table.warnings];
  for (const named of namedFiles(table.programs)) {
    const looked = await inspectFile(folderFiles, named, shown);
    faults.push(...looked.faults.map((one) => ({ ...one, line: one.line ?? named.line })));
    warnings.push(...looked.warnings);
    if (looked.facts !== null) films.set(named.name, looked.facts);
    if (looked.file !== null) files.push(looked.file);
  }
  warnings.push(...forgotten(folderFiles, tableName, table.programs));
  return { table: tableName, issue: faults.length > 0 ? null : table.issue, said: table.issue, files, films, faults, warnings };
}

interface NamedFile {
  readonly name: string;
  readonly role: FileRole;
  readonly line: number | null;
}

/** Each file once for each thing it serves as. */
function namedFiles(programs: readonly TableProgram[]): readonly NamedFile[] {
  const named = programs.flatMap(({ line, film, poster, subtitles, handouts }): NamedFile[] => [
    ...(film === null ? [] : [{ name: film, role: 'film' as const, line }]),
    ...(poster === null ? [] : [{ name: poster, role: 'poster' as const, line }]),
    ...subtitles.map((name) => ({ name, role: 'subtitle' as const, line })),
    ...handouts.map((name) => ({ name, role: 'handout' as const, line })),
  ]);
  return [...new Map(named.reverse().map((file) => [`${file.role} ${file.name}`, file])).values()].reverse();
}

interface Looked {
  readonly file: InspectedFile | null;
  readonly facts: FilmFacts | null;
  readonly faults: readonly PublishFault[];
  readonly warnings: readonly PublishFault[];
}

async function inspectFile(folder: FolderFiles, { name, role }: NamedFile, shown: (path: string, name: string) => string): Promise<Looked> {
  const refused = (one: PublishFault): Looked => ({ file: null, facts: null, faults: [one], warnings: [] });
  const found = await folder.find(name);
  if ('fault' in found) return refused(found.fault);
  const { path, bytes } = found;
  if (bytes > MAX_FILE_BYTES) return refused(fault('too-large', { file: name, values: { most: '20 GB' } }));
  if (role === 'film') {
    const { facts, faults, warnings } = await measureFilm(path, name, shown(path, name));
    return { file: faults.length > 0 ? null : { name, role, path, bytes, mime: 'video/mp4' }, facts, faults, warnings };
  }
  const kind = await kindOfFile(path, role);
  if ('refused' in kind) {
    const mend = role === 'subtitle' && /\.(srt|ass|ssa|sub)$/i.test(name) ? subtitlesLine(shown(path, name)) : null;
    return refused(fault(kind.refused, { file: name, mend }));
  }
  const encoding = role === 'subtitle' ? await encodingFault(path, name) : null;
  if (encoding !== null) return refused(encoding);
  return { file: { name, role, path, bytes, mime: kind.mime }, facts: null, faults: [], warnings: [] };
}

/** Players read subtitles as UTF-8 only; other encodings would show as boxes. */
async function encodingFault(path: string, file: string): Promise<PublishFault | null> {
  try {
    await readInput(path, { maxBytes: MAX_SUBTITLE_BYTES, called: 'it' });
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const isLarge = error.message.includes('larger');
    return isLarge ? fault('too-large', { file, values: { most: '8 MB' } }) : fault('subtitles-encoding', { file });
  }
}

/** Files that lie in the folder and that the table does not name: forgotten, or not meant. */
function forgotten(folder: FolderFiles, table: string | null, programs: readonly TableProgram[]): readonly PublishFault[] {
  const named = new Set(namedFiles(programs).map(({ name }) => name.normalize('NFC').toLowerCase()));
  const left = folder.names.filter((name) => name !== table && !named.has(name.normalize('NFC').toLowerCase()));
  return table === null ? [] : left.map((file) => fault('not-named', { file }));
}
