import type { StatusView } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';

/** What the last contact, or the attempt at one, showed of the line. */
export interface LineState {
  readonly line: StatusView['line'];
  /** Wall time of the last answer by the county. */
  readonly lastContactAt: string | null;
  /** Wall time of the next attempt; null while one is under way or none is planned. */
  readonly nextTryAt: string | null;
  /** What an operator should hear of. A cut line is not among it: days without one are normal. */
  readonly problems: readonly Problem[];
}

/** The line as a failed request shows it; null when the problem tells nothing about the line. */
export function lineAfter(problem: Problem): StatusView['line'] | null {
  switch (problem.code) {
    case 'county-unreachable':
      return 'offline';
    case 'county-is-something-else':
      return 'portal';
    case 'county-failing':
      return 'county-failing';
    case 'county-refused':
      return 'online';
    default:
      return null;
  }
}
