import { join } from 'node:path';
import { z } from 'zod';
import { downloadRulesSchema } from '../../contract/ipc/topics.ts';
import type { DownloadRules } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';
import { categories, programIdSchema } from '../../contract/programs/program.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import { slugSchema } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import { openStore } from '../site/store.ts';

const issueChoiceSchema = z.strictObject({
  /** `fetch`: all of it, whatever the categories; `cancel`: nothing of it; `rules`: as the categories say. */
  wish: z.enum(['rules', 'fetch', 'cancel']),
  paused: z.boolean(),
  kept: z.boolean(),
});
export type IssueChoice = z.infer<typeof issueChoiceSchema>;

const dataSchema = z.strictObject({
  rules: downloadRulesSchema,
  issues: z.record(slugSchema, issueChoiceSchema),
  /** Issues that were put before all others, the foremost first. */
  first: z.array(slugSchema).max(1000),
  /** Programs whose film was removed to make room: they come again only into room that is free. */
  evicted: z.array(programIdSchema),
});
type Choices = z.infer<typeof dataSchema>;

const none: IssueChoice = { wish: 'rules', paused: false, kept: false };

/** What the operator chose for downloads, and what had to go to make room. Durable when a method resolves. */
export interface DownloadChoices {
  readonly rules: () => DownloadRules;
  readonly setRules: (rules: DownloadRules) => Promise<void>;
  readonly of: (issue: string) => IssueChoice;
  readonly change: (issue: string, change: Partial<IssueChoice>) => Promise<void>;
  readonly putFirst: (issue: string) => Promise<void>;
  /** Place of an issue among those put first; Infinity for the others. */
  readonly placeOf: (issue: string) => number;
  readonly isEvicted: (program: ProgramId) => boolean;
  /** Rises whenever an answer of the others may be another. */
  readonly changes: () => number;
  readonly setEvicted: (programs: readonly ProgramId[], evicted: boolean) => Promise<void>;
  /** Forgets what was chosen for issues and programs that are not known any more. */
  readonly keepOnly: (issues: ReadonlySet<string>) => Promise<void>;
}

export interface ChoicesOptions {
  readonly folder: string;
  readonly clock: Pick<Clock, 'wall'>;
  readonly onProblem: (problem: Problem) => void;
}

export async function openChoices(options: ChoicesOptions): Promise<DownloadChoices> {
  const store = await openStore<Choices>({
    file: join(options.folder, 'downloads.json'),
    version: 1,
    schema: dataSchema,
    initial: { rules: { night: null, bytesPerSecond: null, categories: [...categories] }, issues: {}, first: [], evicted: [] },
    clock: options.clock,
    onProblem: options.onProblem,
  });
  const evicted = new Set(store.read().evicted);
  let changes = 0;
  const update = async (change: (data: Choices) => Choices): Promise<void> => {
    changes += 1; // Who has gone or come back counts at once,
    await store.update(change);
    changes += 1; // the rest when it is durable.
  };

  return {
    rules: () => store.read().rules,
    setRules: async (rules) => {
      await update((data) => ({ ...data, rules }));
    },
    of: (issue) => store.read().issues[issue] ?? none,
    change: async (issue, change) => {
      await update((data) => ({ ...data, issues: { ...data.issues, [issue]: { ...(data.issues[issue] ?? none), ...change } } }));
    },
    putFirst: async (issue) => {
      await update((data) => ({ ...data, first: [issue, ...data.first.filter((other) => other !== issue)] }));
    },
    placeOf: (issue) => {
      const place = store.read().first.indexOf(issue);
      return place === -1 ? Infinity : place;
    },
    isEvicted: (program) => evicted.has(program),
    changes: () => changes,
    setEvicted: async (programs, gone) => {
      if (programs.every((program) => evicted.has(program) === gone)) return;
      // At once, for who asks or changes it while this is being written.
      for (const program of programs) if (gone) evicted.add(program);
      else evicted.delete(program);
      await update((data) => ({ ...data, evicted: [...evicted] }));
    },
    keepOnly: async (issues) => {
      const { issues: chosen, first } = store.read();
      const gone = [...evicted].filter((program) => !issues.has(program.slice(0, program.indexOf('/'))));
      if (Object.keys(chosen).every((issue) => issues.has(issue)) && first.every((issue) => issues.has(issue)) && gone.length === 0) return;
      for (const program of gone) evicted.delete(program);
      await update((data) => ({
        ...data,
        issues: Object.fromEntries(Object.entries(data.issues).filter(([issue]) => issues.has(issue))),
        first: data.first.filter((issue) => issues.has(issue)),
        evicted: [...evicted],
      }));
    },
  };
}
