import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { InformationItem, InformationKind, Picture } from '../../contract/information/item.ts';
import type { BaseFolder, SegmentEntry } from './base-folder.ts';
import { lineHash, readItemLine } from './item-line.ts';
import { openSegment } from './segment.ts';
import type { Segment } from './segment.ts';

/** A segment in memory, and its items on the disk. */
export interface LoadedSegment {
  readonly number: number;
  readonly segment: Segment;
  /** Marks the items at these places as no longer there, and all others as there. */
  readonly setRemoved: (docs: readonly number[]) => void;
  /** How many items are there of each kind and last day (its number). */
  readonly lastDays: () => LastDays;
  /** Null when it is damaged. */
  readonly item: (doc: number) => Promise<InformationItem | null>;
  /** The hash of an item for the digest; null when it is damaged. Read at once: a delta asks for a thousand, one after the other. */
  readonly hash: (doc: number) => string | null;
  /** Those of a technique, read at once; none when it is damaged or has left. */
  readonly pictures: (doc: number) => readonly Picture[];
  readonly close: () => Promise<void>;
}

export type LastDays = ReadonlyMap<InformationKind, ReadonlyMap<number, number>>;

/** Null when its index or its items cannot be used as they are. */
export async function loadSegment(folder: BaseFolder, { number }: Pick<SegmentEntry, 'number'>): Promise<LoadedSegment | null> {
  const bytes = await folder.readIndex(number);
  const segment = bytes === null ? null : openSegment(bytes);
  if (segment === null) return null;
  let file: FileHandle;
  try {
    file = await open(folder.itemsPath(number), 'r');
  } catch {
    return null; // Joining it anew says what is lost.
  }
  const days = countedDays(segment);
  const item = async (doc: number): Promise<InformationItem | null> => {
    const [start, end] = segment.line(doc);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, end - start - 1)), 0, undefined, start);
    return readItemLine(buffer.subarray(0, bytesRead));
  };
  let closed = false;
  const lineNow = (doc: number): Buffer => {
    const [start, end] = segment.line(doc);
    const buffer = Buffer.allocUnsafe(Math.max(0, end - start - 1));
    return closed ? Buffer.alloc(0) : buffer.subarray(0, readSync(file.fd, buffer, 0, buffer.length, start));
  };
  const pictures = (doc: number): readonly Picture[] => {
    const line = lineNow(doc);
    const found = line.includes('"pictures"') ? readItemLine(line) : null;
    return found?.kind === 'technique' ? (found.pictures ?? []) : [];
  };
  const close = (): Promise<void> => {
    closed = true;
    return file.close();
  };
  return { number, segment, ...days, item, hash: (doc) => lineHash(lineNow(doc)), pictures, close };
}

/** Counts the days of all items once, and then only those of items that leave: a delta takes few of many. */
function countedDays(segment: Segment): Pick<LoadedSegment, 'setRemoved' | 'lastDays'> {
  const counts = new Map<InformationKind, Map<number, number>>();
  const count = (doc: number, by: 1 | -1): void => {
    const kind = segment.kindOf(doc);
    const days = counts.get(kind) ?? new Map<number, number>();
    if (days.size === 0) counts.set(kind, days);
    const day = segment.expires[doc] ?? 0;
    days.set(day, (days.get(day) ?? 0) + by);
  };
  for (let doc = 0; doc < segment.count; doc++) count(doc, 1);
  let left: readonly number[] = [];
  const mark = (docs: readonly number[], there: 0 | 1): void => {
    for (const doc of docs) {
      segment.alive[doc] = there;
      count(doc, there === 1 ? 1 : -1);
    }
  };
  return {
    setRemoved: (docs) => {
      mark(left, 1);
      mark(docs, 0);
      left = docs;
    },
    lastDays: () => counts,
  };
}
