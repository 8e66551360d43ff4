import type { ProgramView } from '../../contract/ipc/topics.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import { resumePoint } from '../../contract/viewing/played-segments.ts';

/** What the player needs to know of a program. */
export type PlayableProgram = Pick<ProgramView, 'id' | 'title' | 'film' | 'subtitles' | 'posterUrl' | 'lengthSeconds'>;

/** Programs to be played one after another; there is at least one. */
export type Playlist = readonly [PlayableProgram, ...PlayableProgram[]];

/** A program and the media seconds at which to begin. */
export interface StartAt {
  readonly program: ProgramId;
  readonly position: number;
}

/** One try at playing one program of the list. */
export interface Turn {
  readonly program: PlayableProgram;
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly startAt: number;
  /** It rests there until somebody presses Play. */
  readonly resting: boolean;
}

/** Where to begin: at the program and place given; at the list's first program when that one is not in it. */
export function firstTurn(programs: Playlist, startAt: StartAt): Turn {
  const index = programs.findIndex((program) => program.id === startAt.program);
  const program = programs[index];
  if (program === undefined) return { program: programs[0], index: 0, startAt: 0, resting: false };
  return { program, index, startAt: resumePoint(startAt.position, program.lengthSeconds), resting: false };
}

/** The next program from its start; null after the last one. */
export function nextTurn(programs: Playlist, turn: Turn): Turn | null {
  const program = programs[turn.index + 1];
  return program === undefined ? null : { program, index: turn.index + 1, startAt: 0, resting: false };
}

/** The same program once more, from where it stopped; `resting` when it was paused there. */
export function againAt(turn: Turn, position: number, resting = false): Turn {
  return { ...turn, startAt: position, resting };
}
