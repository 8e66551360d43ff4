import type { ProgramView } from '../../../contract/ipc/topics.ts';
import type { Category, ProgramId } from '../../../contract/programs/program.ts';
import { categories } from '../../../contract/programs/program.ts';

/** As many as one group viewing may have. */
export const MAX_PROGRAMS = 50;

/** Adds a program at the end of those chosen, or takes it out again. */
export function toggled(chosen: readonly ProgramId[], program: ProgramId): readonly ProgramId[] {
  if (chosen.includes(program)) return chosen.filter((each) => each !== program);
  return chosen.length < MAX_PROGRAMS ? [...chosen, program] : chosen;
}

/** The chosen programs that are still here to be played, in the order of choosing. */
export function chosenPrograms(programs: readonly ProgramView[], chosen: readonly ProgramId[]): readonly ProgramView[] {
  return chosen.flatMap((id) => programs.find((program) => program.id === id && program.state.state === 'here') ?? []);
}

/** How long several programs take, in seconds. */
export function totalLength(programs: readonly { readonly lengthSeconds: number }[]): number {
  return programs.reduce((sum, program) => sum + program.lengthSeconds, 0);
}

/** The categories that have programs, in their usual order, with how many. */
export function categoryCounts(programs: readonly ProgramView[]): readonly { readonly category: Category; readonly count: number }[] {
  return categories
    .map((category) => ({ category, count: programs.filter((program) => program.category === category).length }))
    .filter(({ count }) => count > 0);
}
