import { commandLine, recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { inListOrder } from './catalogue.ts';
import { enterIssue, findIssue } from './issue-content.ts';

/** What is to be withdrawn or brought back: an issue, or one program of it by its id (`2026-11/potato-ridging`). */
export interface Withdrawal {
  readonly issue: string;
  /** Null: the issue with all its programs. */
  readonly program: string | null;
  /** False brings it back. */
  readonly withdrawn: boolean;
}

/**
 * Takes an issue out of the catalogue, or a program out of its issue, or puts it back. Its files stay: a terminal that
 * is in the middle of one finishes it, and what is brought back costs nothing. Returns the version of the issue, and
 * whether anything changed.
 * @throws CountyError `not-found`; `bad-request` for the last program of an issue
 */
export async function withdraw(deps: CountyDeps, { issue, program, withdrawn }: Withdrawal, by: Actor = commandLine): Promise<{ readonly version: number; readonly changed: boolean }> {
  return deps.database.transaction(async (queries) => {
    await inListOrder(queries);
    const known = await findIssue(queries, issue);
    if (known === undefined) throw new CountyError('not-found', 404, `The county has published no issue ${issue}.`);
    const { content, withdrawnPrograms } = known;
    const wasWithdrawn = known.withdrawnAt !== null;
    const enter = async (next: Parameters<typeof enterIssue>[3]) => {
      const entered = await enterIssue(deps, queries, known, next);
      if (entered.changed) await recordChange(queries, by, deps.now(), { action: withdrawn ? 'issue.withdrawn' : 'issue.brought-back', subject: program ?? issue });
      return entered;
    };
    if (program === null) return enter({ content, withdrawnPrograms, withdrawn });
    if (!content.programs.some(({ id }) => id === program)) {
      const names = content.programs.map(({ id }) => id).join(', ');
      throw new CountyError('not-found', 404, `Issue ${issue} has no program ${program}. It has ${names}.`);
    }
    const next = [...withdrawnPrograms.filter((id) => id !== program), ...(withdrawn ? [program] : [])];
    if (next.length === content.programs.length) {
      throw new CountyError('bad-request', 400, `${program} is the last program that issue ${issue} has: withdraw the issue instead.`);
    }
    return enter({ content, withdrawnPrograms: next, withdrawn: wasWithdrawn });
  });
}
