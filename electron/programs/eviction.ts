import type { Sha256 } from '../../contract/values.ts';

/** A film that may be removed, with all programs that show it. */
export interface Evictable {
  readonly film: Sha256;
  /** What its removal frees. */
  readonly bytes: number;
  /** The place of its issue in the order in which issues come, the best of them if there are several: the lower, the dearer. */
  readonly place: number;
  /** When one of its programs was last played, milliseconds of wall time; null: never. */
  readonly playedMs: number | null;
  /** Nobody asked for it any more: what is left of a canceled download, or of a film watched by the line. */
  readonly isLeftOver: boolean;
}

/**
 * What to remove so that at least `bytes` come free for something whose place is `place`: first what nobody asked for,
 * then what was played longest ago or never, the furthest back in the order first. Only what stands behind `place` may
 * go, so that two issues can never push each other out in turn; and nothing at all goes when it would not be enough,
 * unless `isAnyUse` says that less helps too.
 */
export function chooseEviction(candidates: readonly Evictable[], bytes: number, place: number, isAnyUse = false): readonly Evictable[] {
  const ordered = candidates
    .filter((candidate) => candidate.bytes > 0 && (candidate.isLeftOver || candidate.place > place))
    .sort((a, b) => Number(b.isLeftOver) - Number(a.isLeftOver) || (a.playedMs ?? 0) - (b.playedMs ?? 0) || b.place - a.place);
  const chosen: Evictable[] = [];
  let freed = 0;
  for (const candidate of ordered) {
    if (freed >= bytes) break;
    chosen.push(candidate);
    freed += candidate.bytes;
  }
  return freed >= bytes || isAnyUse ? chosen : [];
}
