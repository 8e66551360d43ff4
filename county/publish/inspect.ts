import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FileMime } from '../../contract/programs/manifest.ts';
import { InputError, messageOf, readInput } from '../input.ts';
import { isSystemError } from '../files.ts';
import { indexFirstLine, measureFilm, mendingLine } from './film.ts';
import { kindOfFile } from './file-kinds.ts';
import type { FileRole } from './file-kinds.ts';
import type { IssueFile } from './issue-file.ts';

const MAX_SUBTITLE_BYTES = 8 * 1024 * 1024;

export interface InspectedFile {
  /** As `issue.json` names it. */
  readonly name: string;
  /** Where it really lies. */
  readonly path: string;
  readonly mime: FileMime;
}

export interface Inspection {
  readonly files: readonly InspectedFile[];
  /** Seconds, by the film's name. */
  readonly lengths: ReadonlyMap<string, number>;
  /** What staff should know though it does not stop the publication. */
  readonly warnings: readonly string[];
}

/**
 * Looks at every file that an issue names: there, within the folder, of the right kind, playable.
 * @throws InputError that names every file that cannot be published, and how to mend a film
 */
export async function inspectFiles(folder: string, issue: IssueFile): Promise<Inspection> {
  const root = await realpath(folder);
  const files: InspectedFile[] = [];
  const lengths = new Map<string, number>();
  const faults: string[] = [];
  const warnings: string[] = [];
  for (const { name, role } of namedFiles(issue)) {
    const found = await inspectFile(root, name, role);
    if ('fault' in found) faults.push(`${name}: ${found.fault}`);
    else {
      files.push(found.file);
      if (found.lengthSeconds !== undefined) lengths.set(name, found.lengthSeconds);
      if (found.warning !== undefined) warnings.push(`${name}: ${found.warning}`);
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  return { files, lengths, warnings };
}

function namedFiles(issue: IssueFile): readonly { name: string; role: FileRole }[] {
  const named = issue.programs.flatMap(({ film, poster, subtitles, handouts }) => [
    { name: film, role: 'film' as const },
    ...(poster === null ? [] : [{ name: poster, role: 'poster' as const }]),
    ...subtitles.map(({ file }) => ({ name: file, role: 'subtitle' as const })),
    ...handouts.map(({ file }) => ({ name: file, role: 'handout' as const })),
  ]);
  return [...new Map(named.map((file) => [`${file.role} ${file.name}`, file])).values()];
}

type Found =
  | { readonly file: InspectedFile; /** Of a film. */ readonly lengthSeconds?: number; readonly warning?: string }
  | { readonly fault: string };

async function inspectFile(root: string, name: string, role: FileRole): Promise<Found> {
  const path = await placeOf(root, name);
  if ('fault' in path) return path;
  if (role === 'film') return inspectFilm(name, path.path);
  const kind = await kindOfFile(path.path, role);
  if ('fault' in kind) return kind;
  if (role === 'subtitle') {
    const fault = await textFault(path.path);
    if (fault !== null) return { fault };
  }
  return { file: { name, path: path.path, mime: kind.mime } };
}

async function inspectFilm(name: string, path: string): Promise<Found> {
  const film = await measureFilm(path);
  if (!film.ok) {
    const line = mendingLine(path, film.mend);
    return { fault: `${film.reason}. ${line === null ? 'Copy it again.' : `This makes one that plays:\n  ${line}`}` };
  }
  const file = { name, path, mime: 'video/mp4' as const };
  if (film.playsWhileArriving) return { file, lengthSeconds: film.lengthSeconds };
  const warning = `it plays only once all of it has arrived. This puts its index first:\n  ${indexFirstLine(path)}`;
  return { file, lengthSeconds: film.lengthSeconds, warning };
}

/** Follows links, and refuses what lies outside the folder in the end. */
async function placeOf(root: string, name: string): Promise<{ path: string } | { fault: string }> {
  try {
    const path = await realpath(join(root, ...name.split('/')));
    if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) return { fault: 'it is a link that leads out of the issue’s folder' };
    const found = await stat(path);
    if (!found.isFile()) return { fault: 'it is not a file' };
    if (found.size === 0) return { fault: 'it is empty' };
    return { path };
  } catch (error) {
    return { fault: isSystemError(error, 'ENOENT') ? 'it is not there' : messageOf(error) };
  }
}

/** Players read subtitles as UTF-8 only; other encodings would show as boxes. */
async function textFault(path: string): Promise<string | null> {
  try {
    await readInput(path, { maxBytes: MAX_SUBTITLE_BYTES, called: 'it' });
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}
