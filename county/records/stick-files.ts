import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const ENVELOPE_SUFFIX = '.usage';
/** Deeper folders are not looked into: a stick's root, `usage-records`, and a folder for each journal. */
const MOST_LEVELS = 4;

/**
 * The envelopes at a path: the file itself, whatever it is called, or those in a folder, oldest lines first, so that what is
 * shown grows from the beginning.
 * @throws a system error for what is not there
 */
export async function findEnvelopes(path: string): Promise<readonly string[]> {
  return (await stat(path)).isDirectory() ? inFolder(path, MOST_LEVELS) : [path];
}

async function inFolder(folder: string, levels: number): Promise<readonly string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => firstLineOf(a.name) - firstLineOf(b.name) || (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // Hidden files are what computers leave on sticks, “._1-9.usage” too.
    if (entry.name.startsWith('.')) continue;
    if (entry.isFile() && entry.name.endsWith(ENVELOPE_SUFFIX)) files.push(path);
    else if (entry.isDirectory() && levels > 1) files.push(...(await inFolder(path, levels - 1)));
  }
  return files;
}

/** Of `120-343.usage` 120; what is called otherwise comes last. */
function firstLineOf(name: string): number {
  const first = Number.parseInt(name, 10);
  return Number.isNaN(first) ? Infinity : first;
}

/** Where the receipt of an envelope belongs: beside it, where the terminal looks for it. */
export function receiptFile(envelope: string): string {
  return `${envelope}.receipt`;
}

/** Writes a file that is there whole or not at all, whenever the stick is pulled out. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const aside = join(dirname(path), `.${randomUUID()}`);
  try {
    const file = await open(aside, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
