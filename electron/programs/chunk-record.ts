import { chunkCount } from './outline.ts';
import type { FileOutline } from './outline.ts';

/**
 * The record of a part file, a text that only grows. Its first line says which cutting it counts in; each further line
 * is the index of a chunk that was checked and written, or `synced N`: the first N of those are on disk for certain.
 * A line begins with its newline and ends with a full stop, so that a torn one neither counts nor spoils the next.
 */
export interface ChunkRecord {
  /** On disk for certain. */
  readonly proven: ReadonlySet<number>;
  /** Written, but a power cut may have taken them: to be checked again. */
  readonly claimed: ReadonlySet<number>;
}

export function recordHeader(file: FileOutline): string {
  return `chunks/1 ${file.bytes} ${file.chunkBytes}.`;
}

export function claimLine(index: number): string {
  return `\n${index}.`;
}

/** `claims`: how many of the record's claims, counted from its beginning, are on disk. */
export function syncedLine(claims: number): string {
  return `\nsynced ${claims}.`;
}

/** A record from its beginning, of chunks that are on disk for certain. */
export function provenRecord(file: FileOutline, proven: ReadonlySet<number>): string {
  return [recordHeader(file), ...[...proven].map(claimLine), syncedLine(proven.size)].join('');
}

/** Reads a record; null when it is of another cutting or no record at all. */
export function readRecord(text: string, file: FileOutline): ChunkRecord | null {
  const header = recordHeader(file);
  if (!text.startsWith(header)) return null;
  const claims: number[] = [];
  let synced = 0;
  for (const line of text.slice(header.length).split('\n')) {
    const mark = /^(synced )?(\d{1,9})\.$/.exec(line);
    if (mark === null) continue;
    const value = Number(mark[2]);
    if (mark[1] !== undefined) synced = Math.max(synced, Math.min(value, claims.length));
    else claims.push(value);
  }
  const isChunk = (index: number): boolean => index < chunkCount(file);
  const proven = new Set(claims.slice(0, synced).filter(isChunk));
  return { proven, claimed: new Set(claims.slice(synced).filter((index) => isChunk(index) && !proven.has(index))) };
}
