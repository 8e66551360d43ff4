import { keyOf } from './folder-files.ts';
import { filePathSchema } from './issue-file.ts';

export interface WrongName {
  readonly name: string;
  /** `twice`: another file has this name, but for capitals, or lies below it as if it were a folder. */
  readonly reason: 'name' | 'twice';
}

/** Names of devices on Windows, whatever their ending. */
const device = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** The names that cannot stand side by side in a folder of every system. */
export function wrongNames(names: readonly string[]): readonly WrongName[] {
  const files = new Set<string>();
  const folders = new Set<string>();
  const wrong: WrongName[] = [];
  for (const name of names) {
    const key = keyOf(name);
    const above = foldersOf(key);
    if (!filePathSchema.safeParse(name).success || !name.split('/').every(isPortable)) wrong.push({ name, reason: 'name' });
    else if (files.has(key) || folders.has(key) || above.some((folder) => files.has(folder))) wrong.push({ name, reason: 'twice' });
    files.add(key);
    for (const folder of above) folders.add(folder);
  }
  return wrong;
}

function isPortable(part: string): boolean {
  return !/[<>:"|?*]/.test(part) && !/[. ]$/.test(part) && !device.test(part) && Buffer.byteLength(part) <= 240;
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}
