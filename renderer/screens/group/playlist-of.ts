import type { GroupView, ProgramView } from '../../../contract/ipc/topics.ts';
import { resumePoint } from '../../../contract/viewing/played-segments.ts';
import type { Playlist } from '../../player/playlist.ts';

/** The viewing's programs that are here to be played, in its order; null when none is. */
export function playlistOf(group: GroupView, programs: readonly ProgramView[]): Playlist | null {
  const [first, ...rest] = group.programs.flatMap(
    ({ program }) => programs.find(({ id, state }) => id === program && state.state === 'here') ?? [],
  );
  return first === undefined ? null : [first, ...rest];
}

/** True when playing was last at the end of the last program. */
export function isAtEnd(group: GroupView): boolean {
  const last = group.programs.at(-1);
  const { program, position } = group.resume;
  return last?.program === program && position > 0 && resumePoint(position, last.lengthSeconds) === 0;
}
