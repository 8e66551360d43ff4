import type { PlanItem } from '../../../../contract/ipc/hall-topics.ts';
import type { ProgramView } from '../../../../contract/ipc/topics.ts';
import { isPlayable } from '../../../state/program-state.ts';

/** The programs of a plan, as far as they can be played here: those that it names, else those of its issue. */
export function plannedPrograms(item: PlanItem, programs: readonly ProgramView[]): readonly ProgramView[] {
  const wanted = item.programs.length > 0 ? item.programs.flatMap(({ program }) => programs.find(({ id }) => id === program) ?? []) : programs.filter(({ issue }) => issue.id === item.issue);
  return wanted.filter(isPlayable);
}

/** How many programs a plan speaks of; 0 when the operator is to choose. */
export function plannedCount(item: PlanItem, programs: readonly ProgramView[]): number {
  return item.programs.length > 0 ? item.programs.length : programs.filter(({ issue }) => issue.id === item.issue).length;
}
