import type { GroupView, ProgramView } from '../../../contract/ipc/topics.ts';
import { resumePoint } from '../../../contract/viewing/played-segments.ts';
import type { Playlist } from '../../player/playlist.ts';

/**
 * The viewing's programs in its order, without those that the county took back; null when there is none. What has not
 * arrived yet is waited for in the player.
 */
export function playlistOf(group: GroupView, programs: readonly ProgramView[]): Playlist | null {
  const [first, ...rest] = group.programs.flatMap(
    ({ program }) => programs.find(({ id, state }) => id === program && state.state !== 'withdrawn') ?? [],
  );
  return first === undefined ? null : [first, ...rest];
}

/** True when playing was last at the end of the last program. */
export function isAtEnd(group: GroupView): boolean {
  const last = group.programs.at(-1);
  const { program, position } = group.resume;
  return last?.program === program && position > 0 && resumePoint(position, last.lengthSeconds) === 0;
}
