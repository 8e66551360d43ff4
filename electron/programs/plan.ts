import type { DownloadChoices } from './choices.ts';
import type { ListedIssue, ListedProgram, Listing } from './listing.ts';
import type { FileOutline } from './outline.ts';

/** In the order in which issues come: those that were put first, then the newest. */
export function inDownloadOrder<T>(items: readonly T[], issueOf: (item: T) => { readonly issue: string; readonly publishedAt: string }, choices: DownloadChoices): readonly T[] {
  return items
    .map((item) => ({ item, place: choices.placeOf(issueOf(item).issue), at: Date.parse(issueOf(item).publishedAt) }))
    .sort((a, b) => (a.place === b.place ? b.at - a.at : a.place - b.place))
    .map(({ item }) => item);
}

/** The issues of the catalogue in the order in which they come. */
export function issuesInOrder(listing: Listing, choices: DownloadChoices): readonly ListedIssue[] {
  return inDownloadOrder(listing.issues.filter((issue) => !issue.isWithdrawn), (issue) => issue.outline, choices);
}

/** Whether a program comes without anybody watching it, if there is room. */
export function isWanted(issue: ListedIssue, program: ListedProgram, choices: DownloadChoices): boolean {
  if (issue.isWithdrawn) return false;
  const { wish } = choices.of(issue.outline.issue);
  if (wish === 'cancel') return false;
  return wish === 'fetch' || choices.rules().categories.includes(program.description.category);
}

/**
 * The files that are to come, in order: issue by issue, within one the small files first, so that its pictures and texts
 * are there when its films are; last the films that were removed to make room.
 */
export function wantedFiles(issues: readonly ListedIssue[], choices: DownloadChoices, isHere: (file: FileOutline) => boolean): readonly FileOutline[] {
  const [files, again] = [new Map<string, FileOutline>(), new Map<string, FileOutline>()];
  for (const issue of issues) {
    if (choices.of(issue.outline.issue).paused) continue;
    const programs = issue.programs.filter((program) => isWanted(issue, program, choices));
    for (const { files: all, film } of programs) for (const file of all) if (file !== film && !isHere(file)) files.set(file.sha256, file);
    for (const { film, description } of programs) {
      if (!isHere(film)) (choices.isEvicted(description.id) ? again : files).set(film.sha256, film);
    }
  }
  for (const [sha256, film] of again) if (!files.has(sha256)) files.set(sha256, film);
  return [...files.values()];
}
