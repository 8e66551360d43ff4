import type { DownloadChoices } from './choices.ts';
import type { IssueBook } from './issue-book.ts';
import type { LastPlayed } from './last-played.ts';
import type { Listing } from './listing.ts';

/** A second, and what happens every so many of them. */
const TICK_MS = 1000;
const CLEAR_TICKS = 60;
const LOOK_AGAIN_TICKS = 30;

export interface UpkeepOptions {
  readonly book: IssueBook;
  readonly choices: DownloadChoices;
  readonly played: LastPlayed;
  readonly listing: () => Listing;
  /** The hours may have come or gone in which downloads run. */
  readonly lookAtHours: () => void;
  readonly tickTransfers: () => Promise<void>;
  /** The catalogue or its manifests are others now. */
  readonly relist: () => void;
  readonly wakeJobs: () => void;
  /** Removes the files that belong to nothing any more. */
  readonly clear: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/** What is done again and again while the terminal runs; at the beginning, what the start did not wait for. */
export interface Upkeep {
  readonly start: () => void;
  /** Resolves when nothing is under way any more. */
  readonly stop: () => Promise<void>;
}

export function createUpkeep(options: UpkeepOptions): Upkeep {
  const { book, onFault } = options;
  let ticking: NodeJS.Timeout | null = null;
  let ticked: Promise<void> = Promise.resolve();
  let ticks = 0;

  const tick = async (): Promise<void> => {
    options.lookAtHours();
    await options.tickTransfers();
    ticks += 1;
    if (ticks % CLEAR_TICKS === 0) await options.clear();
    if (ticks % LOOK_AGAIN_TICKS === 0) options.wakeJobs();
  };

  const begin = async (): Promise<void> => {
    if (await book.verify()) {
      options.relist();
      options.wakeJobs();
    }
    await options.clear();
    for (const { issue } of book.withdrawn()) await book.forget(issue);
    const known = new Set(book.catalogue.current()?.payload.issues.map((entry) => entry.issue));
    if (known.size === 0) return;
    options.relist();
    await options.choices.keepOnly(known);
    if (book.missing().length === 0) await options.played.keepOnly(new Set(options.listing().programs.keys()));
  };

  return {
    start: () => {
      if (ticking !== null) return;
      ticking = setInterval(() => {
        ticked = tick().catch(onFault);
      }, TICK_MS);
      ticked = begin().catch(onFault);
    },
    stop: async () => {
      if (ticking !== null) clearInterval(ticking);
      ticking = null;
      await ticked;
    },
  };
}
