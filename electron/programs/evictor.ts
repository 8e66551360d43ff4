import type { ProgramId } from '../../contract/programs/program.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import type { DownloadChoices } from './choices.ts';
import type { ContentStore } from './content-store.ts';
import { chooseEviction } from './eviction.ts';
import type { Evictable } from './eviction.ts';
import type { LastPlayed } from './last-played.ts';
import type { ListedIssue, Listing } from './listing.ts';
import type { FileOutline } from './outline.ts';
import { isWanted } from './plan.ts';

export interface EvictorOptions {
  readonly content: ContentStore;
  readonly choices: DownloadChoices;
  readonly played: LastPlayed;
  readonly clock: Pick<Clock, 'wall'>;
  readonly listing: () => Listing;
  /** The issues as they come, the first one first. */
  readonly inOrder: () => readonly ListedIssue[];
  readonly isInUse: (sha256: Sha256) => boolean;
  /** It waits to be let in by the very room that is being made. */
  readonly isAsking: (sha256: Sha256) => boolean;
  /** Programs that must stay for another reason, e.g. a course plan. */
  readonly mustStay: () => ReadonlySet<ProgramId>;
  readonly giveUp: (files: readonly Sha256[]) => Promise<void>;
  readonly onEvicted: () => void;
}

/** Frees at least so many bytes for a file, or (null) for what goes before all programs; nothing if there is less, unless that `isAnyUse`. */
export function createEvictor(options: EvictorOptions): (bytes: number, forFile: FileOutline | null, isAnyUse: boolean) => Promise<void> {
  const { content, choices, listing } = options;

  const candidates = (places: ReadonlyMap<string, number>): readonly Evictable[] => {
    const { programs, shownBy, issuesOf } = listing();
    const today = options.clock.wall().slice(0, 10);
    const mustStay = options.mustStay();
    const stays = (id: ProgramId): boolean => {
      const known = programs.get(id);
      if (known === undefined) return false;
      const { kept } = choices.of(known.issue.outline.issue);
      return kept || mustStay.has(id) || (options.played.of(id) ?? '').slice(0, 10) >= today;
    };
    return [...shownBy].flatMap(([film, ids]) => {
      const file = programs.get(ids[0] ?? ('' as ProgramId))?.program.film;
      if (file === undefined || options.isInUse(film) || options.isAsking(film) || ids.some(stays)) return [];
      const bytes = content.doneBytes(file);
      if (bytes === 0) return [];
      const place = Math.min(Infinity, ...(issuesOf.get(film) ?? []).map((issue) => places.get(issue.outline.issue) ?? Infinity));
      const playedMs = ids.map((id) => options.played.of(id)).reduce<number | null>((latest, at) => (at === null ? latest : Math.max(latest ?? 0, Date.parse(at))), null);
      const isAskedFor = ids.some((id) => {
        const known = programs.get(id);
        return known !== undefined && isWanted(known.issue, known.program, choices) && !choices.isEvicted(id);
      });
      return [{ film, bytes, place, playedMs, isLeftOver: !isAskedFor && !content.has(film) }];
    });
  };

  return async (bytes, forFile, isAnyUse) => {
    const places = new Map(options.inOrder().map((issue, place) => [issue.outline.issue, place]));
    const { issuesOf, shownBy, programs } = listing();
    const isWatched = forFile !== null && options.isInUse(forFile.sha256);
    const ownPlaces = forFile === null || isWatched ? [-1] : (issuesOf.get(forFile.sha256) ?? []).map((issue) => places.get(issue.outline.issue) ?? Infinity);
    const others = candidates(places).filter((candidate) => candidate.film !== forFile?.sha256);
    for (const { film } of chooseEviction(others, bytes, Math.min(Infinity, ...ownPlaces), isAnyUse)) {
      const ids = shownBy.get(film) ?? [];
      const file = programs.get(ids[0] ?? ('' as ProgramId))?.program.film;
      if (file === undefined) continue;
      await options.giveUp([film]);
      await content.remove(file);
      // Noted afterwards: on a full disk it can be written only now. Until then a power cut makes it missing, no more.
      await choices.setEvicted(ids, true);
      options.onEvicted();
    }
  };
}
