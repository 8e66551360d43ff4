import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyHead } from '../../contract/usage/chain.ts';
import type { Head } from '../../contract/usage/chain.ts';
import { FIRST_PREV } from '../../contract/usage/journal-line.ts';
import type { JournalLine } from '../../contract/usage/journal-line.ts';
import type { Disk } from './disk.ts';
import type { FileDamage } from './known-damage.ts';
import { readBytes } from './read-bytes.ts';
import { segmentName, segmentPath, setAsideName } from './segments.ts';
import { readTail } from './tail.ts';
import type { Tail } from './tail.ts';
import type { WriteFrom } from './segment-writer.ts';

/** Content that could not be read at the end of a segment. */
export interface SetAside {
  readonly afterSeq: number;
  readonly bytes: number;
  /** Where it is now, in the journal's folder. */
  readonly file: string;
}

/** Where a journal ends, and what was found there. */
export interface JournalEnd {
  readonly head: Head;
  /** The last line on disk; null when there is none. */
  readonly line: JournalLine | null;
  /** Where to write on; null: a new segment. */
  readonly from: WriteFrom | null;
  /** The segments that remain, rising. */
  readonly segments: readonly number[];
  readonly setAside: readonly SetAside[];
  readonly damage: readonly FileDamage[];
}

/**
 * Finds the end of the journal from the tail of its last segment, and sets aside what is torn there. `confirmed` is the
 * last line that the county is known to have: numbers it holds are not given to other lines, even if ours are lost.
 */
export async function findEnd(disk: Disk, folder: string, segments: readonly number[], confirmed: Head | null): Promise<JournalEnd> {
  const remaining = [...segments];
  const setAside: SetAside[] = [];
  for (let firstSeq = remaining.at(-1); firstSeq !== undefined; firstSeq = remaining.at(-1)) {
    const tail = await tailOf(folder, remaining);
    if (tail.last !== null) {
      const aside = tail.contentBytes > tail.endBytes ? await copyAside(disk, folder, firstSeq, tail) : null;
      const segment = segmentName(firstSeq);
      // Torn content that no other file holds must not be written over: the next line then begins a new segment.
      const from = aside?.file === segment ? null : { firstSeq, endBytes: tail.endBytes, contentBytes: tail.contentBytes };
      if (aside !== null) setAside.push(aside);
      const damage = tail.damage.map((one) => ({ ...one, file: segment }));
      return goOn({ head: tail.last.head, line: tail.last.line, from, segments: remaining, setAside, damage }, confirmed);
    }
    setAside.push(...(await clearAway(disk, folder, firstSeq, tail.contentBytes)));
    remaining.pop();
  }
  const first = segments[0];
  const head = first === undefined || first === 1 ? emptyHead : { seq: first - 1, hash: FIRST_PREV };
  return goOn({ head, line: null, from: null, segments: [], setAside, damage: [] }, confirmed);
}

async function tailOf(folder: string, segments: readonly number[]): Promise<Tail> {
  const [before, firstSeq] = [segments.at(-2), segments.at(-1) ?? 1];
  return readTail(segmentPath(folder, firstSeq), firstSeq, async () => {
    if (before === undefined) return firstSeq === 1 ? emptyHead : null;
    return (await readTail(segmentPath(folder, before), before, () => Promise.resolve(null))).last?.head ?? null;
  });
}

/** Never goes back behind what the county has. */
function goOn(found: JournalEnd, confirmed: Head | null): JournalEnd {
  // A segment that was set aside is named by its own first line; what is lost begins where the journal goes on.
  const end = { ...found, setAside: found.setAside.map((one) => ({ ...one, afterSeq: Math.min(one.afterSeq, found.head.seq) })) };
  if (confirmed === null || confirmed.seq <= end.head.seq) return end;
  const lost = { firstSeq: end.head.seq + 1, lastSeq: confirmed.seq, file: segmentName(end.segments.at(-1) ?? 1) };
  return { ...end, head: { seq: confirmed.seq, hash: confirmed.hash }, from: null, damage: [...end.damage, lost] };
}

/** Copies torn content into a file of its own. When the disk takes none, it stays where it is and is named there. */
async function copyAside(disk: Disk, folder: string, firstSeq: number, tail: Tail): Promise<SetAside> {
  const afterSeq = tail.last?.head.seq ?? firstSeq - 1;
  const bytes = tail.contentBytes - tail.endBytes;
  const file = setAsideName(afterSeq, randomUUID());
  try {
    const segment = await open(segmentPath(folder, firstSeq), 'r');
    try {
      await disk.replace(join(folder, file), await readBytes(segment, tail.endBytes, tail.contentBytes));
    } finally {
      await segment.close();
    }
    return { afterSeq, bytes, file };
  } catch {
    return { afterSeq, bytes, file: segmentName(firstSeq) };
  }
}

/** Sets a whole segment aside that holds no line. An empty one is only removed. */
async function clearAway(disk: Disk, folder: string, firstSeq: number, bytes: number): Promise<readonly SetAside[]> {
  const [afterSeq, path] = [firstSeq - 1, segmentPath(folder, firstSeq)];
  const file = setAsideName(afterSeq, randomUUID());
  try {
    if (bytes === 0) await disk.remove(path);
    else await disk.rename(path, join(folder, file));
    return bytes === 0 ? [] : [{ afterSeq, bytes, file }];
  } catch {
    // A disk that takes nothing: the writer sets the segment aside when it comes to use its name.
    return bytes === 0 ? [] : [{ afterSeq, bytes, file: segmentName(firstSeq) }];
  }
}
