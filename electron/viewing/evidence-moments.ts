import type { EvidenceMoment } from '../../contract/usage/group-events.ts';
import { playedShare } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';

/** Media seconds after which the hall has settled down. */
const START_SECONDS = 3;
/** Shares of what was chosen, really played. */
const MIDDLE_SHARE = 0.45;
const END_SHARE = 0.9;

/** The point of the viewing that has been reached and of which there should be a picture; null before the start. */
export function momentReached(state: GroupViewing): EvidenceMoment | null {
  const { playedSeconds, share } = playedShare(state);
  if (share >= END_SHARE) return 'end';
  if (share >= MIDDLE_SHARE) return 'middle';
  return playedSeconds >= START_SECONDS ? 'start' : null;
}
