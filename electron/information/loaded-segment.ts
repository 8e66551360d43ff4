import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { InformationItem } from '../../contract/information/item.ts';
import type { BaseFolder, SegmentEntry } from './base-folder.ts';
import { lineHash, readItemLine } from './item-line.ts';
import { openSegment } from './segment.ts';
import type { Segment } from './segment.ts';

/** A segment in memory, and its items on the disk. */
export interface LoadedSegment {
  readonly number: number;
  readonly segment: Segment;
  /** Null when it is damaged. */
  readonly item: (doc: number) => Promise<InformationItem | null>;
  /** The hash of an item for the digest; null when it is damaged. */
  readonly hash: (doc: number) => Promise<string | null>;
  readonly close: () => Promise<void>;
}

/** Null when its index or its items cannot be used as they are. */
export async function loadSegment(folder: BaseFolder, { number, removed }: SegmentEntry): Promise<LoadedSegment | null> {
  const bytes = await folder.readIndex(number);
  const segment = bytes === null ? null : openSegment(bytes);
  if (segment === null) return null;
  let file: FileHandle;
  try {
    file = await open(folder.itemsPath(number), 'r');
  } catch {
    return null; // Joining it anew says what is lost.
  }
  markRemoved(segment, removed);
  const line = async (doc: number): Promise<Uint8Array> => {
    const [start, end] = segment.line(doc);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, end - start - 1)), 0, undefined, start);
    return buffer.subarray(0, bytesRead);
  };
  return { number, segment, item: async (doc) => readItemLine(await line(doc)), hash: async (doc) => lineHash(await line(doc)), close: () => file.close() };
}

export function markRemoved({ alive }: Segment, removed: readonly number[]): void {
  alive.fill(1);
  for (const doc of removed) alive[doc] = 0;
}
