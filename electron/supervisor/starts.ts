import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../contract/problem.ts';
import { ProblemError } from '../../contract/problem.ts';
import { uuidSchema } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import { openStore } from '../site/store.ts';

/** So many starts in a row that did not come up well lead to safe mode. */
export const MOST_UNPROVEN = 3;

const dataSchema = z.strictObject({
  boot: uuidSchema.nullable(),
  /** Of the program. Another version begins without a past: the one that was gone back to has not failed. */
  version: z.string().nullable().default(null),
  /** Starts since the last one that came up well, or ended as it should. */
  unproven: z.int().nonnegative(),
  /** What the last fault said. */
  fault: z.string().max(300).nullable(),
});

const FILE = 'starts.json';
const FILE_VERSION = 1;

/** Whether the program has come up well lately. */
export interface Starts {
  /** Set at the start: it did not, so this time only what matters is done. */
  readonly safeMode: { readonly starts: number; readonly fault: string | null } | null;
  /** Not in safe mode yet, and this start was counted: failing again, the program gets there. */
  readonly mayBeginAnew: boolean;
  /** It runs well now, or ends as it should: the next start begins without a past. */
  readonly proven: () => Promise<void>;
  /** What a fault said that may be the reason for the next safe mode. */
  readonly noteFault: (message: string) => Promise<void>;
}

/**
 * Whether `openStarts` will say safe mode, as far as can be told at once: Electron wants to hear before it is ready that it
 * should draw without the driver. What cannot be read says no.
 */
export function safeModeIsNext(folder: string, { clock, version }: { readonly clock: Pick<Clock, 'boot'>; readonly version: string }): boolean {
  try {
    const { data } = z.object({ version: z.literal(FILE_VERSION), data: dataSchema }).parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
    return data.boot === clock.boot && data.version === version && data.unproven >= MOST_UNPROVEN;
  } catch {
    return false;
  }
}

/**
 * Counts this start in `starts.json`. Only starts of one version within one boot of the machine count together: that the
 * power failed again and again says nothing about the program.
 */
export async function openStarts(options: {
  readonly folder: string;
  readonly clock: Pick<Clock, 'wall' | 'boot'>;
  /** Of the program. */
  readonly version: string;
  readonly onProblem: (problem: Problem) => void;
}): Promise<Starts> {
  const { clock, version, onProblem } = options;
  const store = await openStore<z.infer<typeof dataSchema>>({
    file: join(options.folder, FILE),
    version: FILE_VERSION,
    schema: dataSchema,
    initial: { boot: null, version: null, unproven: 0, fault: null },
    clock,
    onProblem,
  });
  const before = store.read();
  const unproven = before.boot === clock.boot && before.version === version ? before.unproven : 0;

  const keep = async (change: Partial<z.infer<typeof dataSchema>>): Promise<boolean> => {
    try {
      await store.update((data) => ({ ...data, boot: clock.boot, version, ...change }));
      return true;
    } catch (error) {
      // A full disk must not keep the terminal from starting; what is lost is only that this start was counted.
      if (!(error instanceof ProblemError)) throw error;
      onProblem(error.problem);
      return false;
    }
  };
  const counted = await keep({ unproven: unproven + 1 });
  return {
    safeMode: unproven >= MOST_UNPROVEN ? { starts: unproven, fault: before.fault } : null,
    mayBeginAnew: counted && unproven < MOST_UNPROVEN,
    proven: async () => {
      await keep({ unproven: 0, fault: null });
    },
    noteFault: async (message) => {
      await keep({ fault: message.slice(0, 300) });
    },
  };
}
