import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Wide enough for any sequence number that a JavaScript number holds exactly, so that names sort as numbers. */
const DIGITS = 16;
const NAME = /^([0-9]{16})\.jsonl$/;

/** A segment is a file of lines, named after the first of them. */
export function segmentName(firstSeq: number): string {
  return `${String(firstSeq).padStart(DIGITS, '0')}.jsonl`;
}

export function segmentPath(folder: string, firstSeq: number): string {
  return join(folder, segmentName(firstSeq));
}

/** First sequence numbers of the folder's segments, rising. Other files are left alone. */
export async function listSegments(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .map((name) => NAME.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

/** Name of the file that keeps what could not be read after line `afterSeq`. */
export function setAsideName(afterSeq: number, unique: string): string {
  return `set-aside-${String(afterSeq).padStart(DIGITS, '0')}-${unique}.bin`;
}
