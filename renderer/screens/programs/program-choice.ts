import type { ProgramView } from '../../../contract/ipc/topics.ts';
import type { Category, ProgramId } from '../../../contract/programs/program.ts';

/** The programs of a category and a topic; null stands for any. What is here comes first, else the order stays. */
export function choose(programs: readonly ProgramView[], category: Category | null, topic: string | null): readonly ProgramView[] {
  const chosen = programs.filter(
    (program) => (category === null || program.category === category) && (topic === null || program.topics.includes(topic)),
  );
  return [...chosen.filter(isHere), ...chosen.filter((program) => !isHere(program))];
}

/** Topics with the number of their programs, those with most first. */
export function topicsOf(programs: readonly ProgramView[]): readonly { readonly topic: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const topic of programs.flatMap((program) => [...new Set(program.topics)])) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts].map(([topic, count]) => ({ topic, count })).sort((a, b) => b.count - a.count);
}

/** What somebody who has seen a program may like next: those that are here, of the same category first. */
export function afterwards(programs: readonly ProgramView[], seen: ProgramId, count: number): readonly ProgramView[] {
  const category = programs.find((program) => program.id === seen)?.category;
  const others = programs.filter((program) => isHere(program) && program.id !== seen);
  return [...others.filter((each) => each.category === category), ...others.filter((each) => each.category !== category)].slice(0, count);
}

export function isHere(program: ProgramView): boolean {
  return program.state.state === 'here';
}
