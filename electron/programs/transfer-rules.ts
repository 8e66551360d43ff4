import type { ChunkRun } from './chunks.ts';
import type { Lane } from './lane.ts';
import { chunkRange } from './outline.ts';
import type { PartFile } from './part-file.ts';

/** A watcher who has less than this ahead goes before everything else, until they have the larger amount: 20 and 40 s of a village's film. */
export const SHORT_BYTES = 3 * 1024 * 1024;
export const ENOUGH_BYTES = 6 * 1024 * 1024;

/** Bytes asked for at a time: what takes some seconds, so that a lane soon is free for what has become more important. */
const RUN_SECONDS = 8;
const LEAST_RUN_BYTES = 1024 * 1024;
const MOST_RUN_BYTES = 16 * 1024 * 1024;

/** `rate`: bytes a second of the source; null when it is not known, or somebody watches. */
export function runBytes(rate: number | null): number {
  return rate === null ? ENOUGH_BYTES : Math.min(MOST_RUN_BYTES, Math.max(LEAST_RUN_BYTES, rate * RUN_SECONDS));
}

/** What lies ahead of a reader: the first chunk that is missing (null: none, to the end), and whether what is there suffices. */
export function aheadOf(part: PartFile, position: number): { readonly missing: number | null; readonly isEnough: boolean; readonly isShort: boolean } {
  const missing = part.nextMissing(position)?.first ?? null;
  const bytes = missing === null ? Infinity : chunkRange(part.file, missing).from - chunkRange(part.file, position).from;
  return { missing, isEnough: bytes >= ENOUGH_BYTES, isShort: bytes < SHORT_BYTES };
}

/** The first missing chunks at or after `from` that no lane brings, as many as fit into `bytes`, at least one; null when there are none. */
export function untaken(part: PartFile, lanes: Iterable<Lane>, from: number, bytes: number): ChunkRun | null {
  const taken = [...lanes].map((lane) => ({ first: lane.next(), end: lane.end() }));
  const most = Math.max(1, Math.floor(bytes / part.file.chunkBytes));
  for (let run = part.nextMissing(from); run !== null; ) {
    const { first, count } = run;
    const covering = taken.find((other) => other.first <= first && first < other.end);
    if (covering === undefined) {
      const end = Math.min(first + count, first + most, ...taken.map((other) => (other.first > first ? other.first : Infinity)));
      return { first, count: end - first };
    }
    run = part.nextMissing(covering.end);
  }
  return null;
}

/** Whether another source should bring what a lane brings: at once, after the chunk under way, or not. */
export function shouldTakeOver(lane: Lane, others: number, bestRate: number, nowMs: number, stalledMs: number): 'now' | 'soon' | 'no' {
  if (others === 0) return 'no';
  if (nowMs - lane.lastByteMs() >= stalledMs) return 'now';
  const rate = lane.bytesPerSecond();
  if (rate === null || nowMs - lane.beganMs < stalledMs || lane.end() - lane.next() <= 1) return 'no';
  if (lane.isUrgent() && rate < bestRate / 2) return 'now';
  return rate < bestRate / 4 ? 'soon' : 'no';
}
