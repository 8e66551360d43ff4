import type { ProgramView } from '../../../contract/ipc/topics.ts';
import type { Category, CourseKind, ProgramId } from '../../../contract/programs/program.ts';
import { isHere, isPlayable, offered } from '../../state/program-state.ts';

/** What programs are chosen by; null stands for any. */
export interface ProgramQuestion {
  readonly category: Category | null;
  readonly topic: string | null;
  /** By its id. */
  readonly issue: string | null;
  readonly kind?: CourseKind | undefined;
}

/** The programs that are asked for. What is here comes first, then what can be played over the line, else the order stays. */
export function choose(programs: readonly ProgramView[], { category, topic, issue, kind }: ProgramQuestion): readonly ProgramView[] {
  const chosen = offered(programs).filter(
    (program) =>
      (category === null || program.category === category) &&
      (topic === null || program.topics.includes(topic)) &&
      (issue === null || program.issue.id === issue) &&
      (kind === undefined || program.courseKind === kind),
  );
  return [...chosen.filter(isHere), ...chosen.filter((program) => !isHere(program) && isPlayable(program)), ...chosen.filter((program) => !isPlayable(program))];
}

/** Topics with the number of their programs, those with most first. */
export function topicsOf(programs: readonly ProgramView[]): readonly { readonly topic: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const topic of offered(programs).flatMap((program) => [...new Set(program.topics)])) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts].map(([topic, count]) => ({ topic, count })).sort((a, b) => b.count - a.count);
}

/** The programs with these ids, in the order of the ids; those that are not offered any more are left out. */
export function named(programs: readonly ProgramView[], ids: readonly ProgramId[]): readonly ProgramView[] {
  const byId = new Map(offered(programs).map((program) => [program.id, program]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** What somebody who has seen a program may like next: those that are here, of the same category first. */
export function afterwards(programs: readonly ProgramView[], seen: ProgramId, count: number): readonly ProgramView[] {
  const category = programs.find((program) => program.id === seen)?.category;
  const others = programs.filter((program) => isHere(program) && program.id !== seen);
  return [...others.filter((each) => each.category === category), ...others.filter((each) => each.category !== category)].slice(0, count);
}
