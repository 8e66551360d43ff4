import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isSystemError } from '../files.ts';
import { messageOf } from '../input.ts';
import { fault } from './fault.ts';
import type { PublishFault } from './fault.ts';

/** More files than this are not looked through for ones that the table forgot. */
const MAX_LISTED = 5000;
/** What systems leave in folders by themselves. */
const leftovers = /(^|\/)(\.|thumbs\.db$|desktop\.ini$|__macosx\/)/i;

/** A file of an issue's folder. */
export interface FoundFile {
  /** Where it really lies. */
  readonly path: string;
  readonly bytes: number;
}

/** The files of an issue's folder by the names that tables use. */
export interface FolderFiles {
  /** Every file, parted by `/`; what begins with a dot is left out. */
  readonly names: readonly string[];
  /** The file of this name; also one whose name differs only in capitals, as Windows has it. */
  readonly find: (name: string) => Promise<FoundFile | { readonly fault: PublishFault }>;
}

export async function openFolderFiles(folder: string): Promise<FolderFiles> {
  const root = await realpath(folder);
  const names = await list(root, '');
  const alike = new Map<string, string[]>();
  for (const name of names) alike.set(keyOf(name), [...(alike.get(keyOf(name)) ?? []), name]);
  return {
    names,
    find: async (name) => {
      const others = names.includes(name) ? [] : (alike.get(keyOf(name)) ?? []);
      const [only = name] = others.length === 1 ? others : [];
      return findFile(root, only, name);
    },
  };
}

/** Capitals, and the two ways of writing an accent, are told apart on some systems and not on others. */
export function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

async function list(root: string, inside: string): Promise<string[]> {
  const names: string[] = [];
  const folders = [inside];
  for (let folder = folders.pop(); folder !== undefined && names.length < MAX_LISTED; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (leftovers.test(entry.isDirectory() ? `${name}/` : name)) continue;
      if (entry.isDirectory()) folders.push(name);
      else names.push(name);
    }
  }
  return names.sort();
}

/** Follows links, and refuses what lies outside the folder in the end. */
async function findFile(root: string, real: string, name: string): Promise<FoundFile | { fault: PublishFault }> {
  try {
    const path = await realpath(join(root, ...real.split('/')));
    if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) return { fault: fault('leads-out', { file: name }) };
    const found = await stat(path);
    if (!found.isFile()) return { fault: fault('no-file', { file: name }) };
    if (found.size === 0) return { fault: fault('empty', { file: name }) };
    return { path, bytes: found.size };
  } catch (error) {
    if (isSystemError(error, 'ENOENT') || isSystemError(error, 'ENOTDIR')) return { fault: fault('missing', { file: name }) };
    return { fault: fault('unreadable', { file: name, values: { detail: messageOf(error) } }) };
  }
}
