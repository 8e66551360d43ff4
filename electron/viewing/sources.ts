import type { ProgramView, TopicValue } from '../../contract/ipc/topics.ts';
import type { ProgramCopy, ProgramId } from '../../contract/programs/program.ts';
import { fail } from '../../contract/problem.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';

/** What viewings need to know of the programs and the roster. */
export interface ViewingSources {
  readonly programs: () => TopicValue<'programs'>;
  /** Throws `member-unknown` or `roster-empty`. */
  readonly memberByNumber: (number: string) => MemberCopy;
  readonly rosterSize: () => number;
}

/** The program if it is here and can be played; else throws `program-unknown` or `program-not-here`. */
export function programHere(sources: ViewingSources, id: ProgramId): ProgramView {
  const program = sources.programs().find((candidate) => candidate.id === id);
  if (program === undefined) return fail('program-unknown', { program: id });
  if (program.state.state !== 'here') return fail('program-not-here', { program: id });
  return program;
}

/** What events copy of a program. */
export function programCopy(program: ProgramView): ProgramCopy {
  const { id, issue, title, category, courseKind, topics, lengthSeconds } = program;
  return { program: id, issue: issue.id, title, category, courseKind, topics, lengthSeconds };
}
