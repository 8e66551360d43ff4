import type { ProgramState, ProgramView } from '../../contract/ipc/topics.ts';
import type { ProgramCopy, ProgramId } from '../../contract/programs/program.ts';
import { fail } from '../../contract/problem.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';

/** What viewings need to know of the programs and the roster. */
export interface ViewingSources {
  readonly program: (id: ProgramId) => ProgramView | undefined;
  /** Throws `member-unknown` or `roster-empty`. */
  readonly memberByNumber: (number: string) => MemberCopy;
  /** The members with these numbers, each once; numbers of nobody are left out. */
  readonly membersByNumber: (numbers: readonly string[]) => readonly MemberCopy[];
  readonly rosterSize: () => number;
}

/** The program if it can be played, whether or not all of it is here; else throws `program-unknown` or `program-not-here`. */
export function playableProgram(sources: ViewingSources, id: ProgramId): ProgramView {
  const program = sources.program(id);
  if (program === undefined) return fail('program-unknown', { program: id });
  return isPlayable(program.state) ? program : fail('program-not-here', { program: id });
}

function isPlayable(state: ProgramState): boolean {
  switch (state.state) {
    case 'here':
      return true;
    case 'withdrawn':
      return false;
    default:
      return state.playable;
  }
}

/** What events copy of a program. */
export function programCopy(program: ProgramView): ProgramCopy {
  const { id, issue, title, category, courseKind, topics, lengthSeconds } = program;
  return { program: id, issue: issue.id, title, category, courseKind, topics, lengthSeconds };
}
