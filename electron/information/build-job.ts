import { informationDocumentSchema } from '../../contract/information/delta.ts';
import { informationDigest } from '../../contract/information/digest.ts';
import type { InformationItem } from '../../contract/information/item.ts';
import { fail } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import { readSigned } from '../site/signed.ts';
import type { Breathe } from './slices.ts';
import { readLines } from './base-folder.ts';
import type { BaseFolder, Current, SegmentEntry } from './base-folder.ts';
import { lineHashes, readItemLine } from './item-line.ts';
import { packSegment } from './segment-writer.ts';
import type { PackedSegment, TellShare } from './segment-writer.ts';

/** Work on many items at once, for a thread that may be busy for a while. */
export type BuildJob =
  /** Makes a segment of a whole signed base. Null when it is a delta: too large a one to be worth it. */
  | { readonly do: 'base'; readonly text: Uint8Array; readonly countyKey: PublicKey; readonly newerThan: number; readonly number: number }
  /** Makes one segment of the items of others, without those that were removed and those that cannot be read. */
  | { readonly do: 'join'; readonly segments: readonly SegmentEntry[]; readonly number: number };

export interface Built {
  /** What the base says of itself; for joined segments nothing. */
  readonly base: Omit<Current, 'segments'> | null;
  readonly entry: SegmentEntry;
  /** False when items could not be read. */
  readonly complete: boolean;
}

/** Resolves when the segment's files are durable; nothing names them yet. `tell` hears how much is made. Throws as `readSigned`, and `version-older`. */
export type Build = (job: BuildJob, tell?: TellShare) => Promise<Built | null>;

export function createBuild(folder: Pick<BaseFolder, 'write' | 'itemsPath'>, breathe: Breathe): Build {
  const write = async (number: number, segment: PackedSegment): Promise<SegmentEntry> => {
    await folder.write(number, segment);
    return { number, removed: [] };
  };
  return async (job, tell) => {
    if (job.do === 'join') {
      const { items, complete } = await readItems(job.segments, folder.itemsPath);
      return { base: null, entry: await write(job.number, await packSegment(items, breathe, tell)), complete };
    }
    const { payload } = await readSigned(Buffer.from(job.text).toString('latin1'), job.countyKey, informationDocumentSchema, 'information');
    if (payload.kind !== 'information/1') return null;
    if (payload.version < job.newerThan) return fail('version-older', { what: 'information' });
    // The first of two items with one id; a second could not be opened anyway.
    const items = [...new Map([...payload.items].reverse().map((item) => [item.id, item])).values()];
    const segment = await packSegment(items, breathe, tell);
    const digest = informationDigest();
    for (const hash of lineHashes(segment.items)) digest.add(hash);
    const { version, publishedAt, synonyms = [] } = payload;
    return { base: { format: 1, version, publishedAt, digest: digest.text(), synonyms }, entry: await write(job.number, segment), complete: true };
  };
}

async function readItems(segments: readonly SegmentEntry[], pathOf: (number: number) => string): Promise<{ readonly items: readonly InformationItem[]; readonly complete: boolean }> {
  const items: InformationItem[] = [];
  let complete = true;
  for (const { number, removed } of segments) {
    const gone = new Set(removed);
    const lines = await readLines(pathOf(number));
    if (lines.length === 0) complete = false;
    for (const [doc, line] of lines.entries()) {
      if (gone.has(doc)) continue;
      const item = readItemLine(line);
      if (item === null) complete = false;
      else items.push(item);
    }
  }
  return { items, complete };
}
