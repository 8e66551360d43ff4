import type { ProgramView } from '../../../contract/ipc/topics.ts';

/**
 * The program that an item names by its name within its issue; of several issues that have one of this name, the latest
 * one that is here.
 */
export function relatedProgram(programs: readonly ProgramView[], name: string | null): ProgramView | null {
  if (name === null) return null;
  const named = programs.filter((program) => program.id.endsWith(`/${name}`));
  const newest = [...named].sort((a, b) => b.issue.number.localeCompare(a.issue.number));
  return newest.find((program) => program.state.state === 'here') ?? null;
}
