import type { ProgramView } from '../../../contract/ipc/topics.ts';
import type { ProgramId } from '../../../contract/programs/program.ts';
import { isPlayable } from '../../state/program-state.ts';

/** As many as one group viewing may have. */
export const MAX_PROGRAMS = 50;

/** Adds a program at the end of those chosen, or takes it out again. */
export function toggled(chosen: readonly ProgramId[], program: ProgramId): readonly ProgramId[] {
  if (chosen.includes(program)) return chosen.filter((each) => each !== program);
  return chosen.length < MAX_PROGRAMS ? [...chosen, program] : chosen;
}

/** The chosen programs that can still be played, in the order of choosing. */
export function chosenPrograms(programs: readonly ProgramView[], chosen: readonly ProgramId[]): readonly ProgramView[] {
  return chosen.flatMap((id) => programs.find((program) => program.id === id && isPlayable(program)) ?? []);
}

/** How long several programs take, in seconds. */
export function totalLength(programs: readonly { readonly lengthSeconds: number }[]): number {
  return programs.reduce((sum, program) => sum + program.lengthSeconds, 0);
}
