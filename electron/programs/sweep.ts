import type { Sha256 } from '../../contract/values.ts';
import type { DownloadChoices } from './choices.ts';
import type { ContentStore } from './content-store.ts';
import type { IssueBook } from './issue-book.ts';
import type { Listing } from './listing.ts';

export interface SweepOptions {
  readonly book: IssueBook;
  readonly content: ContentStore;
  readonly choices: DownloadChoices;
  readonly listing: () => Listing;
  /** A file that is being played stays until a later sweep. */
  readonly isInUse: (sha256: Sha256) => boolean;
  /** Ends what is under way for these files. */
  readonly giveUp: (files: readonly Sha256[]) => Promise<void>;
}

/**
 * Removes the files that no issue has any more that is listed and not canceled. What belongs to nothing at all is removed
 * only when every manifest of the catalogue is here: it may be of the one that is missing. Returns whether anything went.
 */
export async function sweep({ book, content, choices, listing, isInUse, giveUp }: SweepOptions): Promise<boolean> {
  if (book.catalogue.current() === null) return false;
  const { issues } = listing();
  const isGivenUp = (issue: (typeof issues)[number]): boolean => issue.isWithdrawn || choices.of(issue.outline.issue).wish === 'cancel';
  const hashes = (given: boolean): Set<Sha256> =>
    new Set(issues.filter((issue) => isGivenUp(issue) === given).flatMap((issue) => issue.outline.files.map((file) => file.sha256)));
  const stays = hashes(false);
  const given = hashes(true);
  const isWhole = book.missing().length === 0;
  const gone = [...content.stored()].filter((sha256) => !stays.has(sha256) && (isWhole || given.has(sha256)) && !isInUse(sha256));
  await giveUp(gone);
  for (const sha256 of gone) await content.remove(book.outline(sha256) ?? { sha256, bytes: 0 });
  return gone.length > 0;
}
