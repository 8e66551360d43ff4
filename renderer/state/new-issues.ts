/** An issue is called new for so long after the county published it. */
const NEW_FOR_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;

/**
 * Since when (milliseconds of the wall clock) an issue must have been published to be called new. A clock that went back
 * with a dead battery does not make everything new: the days are then counted from the latest issue.
 */
export function newSince(published: readonly string[], now: Date): number {
  const latest = published.reduce((last, at) => Math.max(last, Date.parse(at)), 0);
  return Math.max(latest, now.getTime()) - NEW_FOR_DAYS * DAY_MS;
}
