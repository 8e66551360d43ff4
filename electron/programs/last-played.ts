import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../contract/problem.ts';
import { programIdSchema } from '../../contract/programs/program.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { UsageEvent } from '../../contract/usage/event.ts';
import { wallTimeSchema } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import { createSerial } from '../site/serial.ts';
import { openStore } from '../site/store.ts';
import type { UsageRecorder } from '../usage/recorder.ts';

const dataSchema = z.strictObject({ played: z.record(programIdSchema, wallTimeSchema) });

/** A later playing is written down only after so long: what is removed is decided by days. */
const WRITTEN_EVERY_MS = 60 * 60_000;

/** When each program was last played at this terminal. Derived from what is recorded; losing it costs a worse choice of what to remove. */
export interface LastPlayed {
  /** Wall time; null: never, as far as is known. */
  readonly of: (program: ProgramId) => string | null;
  readonly keepOnly: (programs: ReadonlySet<ProgramId>) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface LastPlayedOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly recorder: UsageRecorder;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

export async function openLastPlayed(options: LastPlayedOptions): Promise<LastPlayed> {
  const store = await openStore<z.infer<typeof dataSchema>>({
    file: join(options.folder, 'played.json'),
    version: 1,
    schema: dataSchema,
    initial: { played: {} },
    clock: options.clock,
    onProblem: options.onProblem,
  });
  const played = new Map(Object.entries(store.read().played));
  const writtenMs = new Map<ProgramId, number>();
  const serial = createSerial();

  const write = (): Promise<void> =>
    serial(async () => {
      await store.update(() => ({ played: Object.fromEntries(played) }));
    }).catch(options.onFault);

  const end = options.recorder.onRecorded((event) => {
    const program = programPlayed(event);
    if (program === null) return;
    played.set(program, event.at);
    const now = options.clock.uptimeMs();
    if (now - (writtenMs.get(program) ?? -Infinity) < WRITTEN_EVERY_MS) return;
    writtenMs.set(program, now);
    void write();
  });

  return {
    of: (program) => played.get(program) ?? null,
    keepOnly: async (programs) => {
      const gone = [...played.keys()].filter((program) => !programs.has(programIdSchema.parse(program)));
      if (gone.length === 0) return;
      for (const program of gone) played.delete(program);
      await write();
    },
    close: async () => {
      end();
      await serial(() => Promise.resolve());
    },
  };
}

function programPlayed(event: UsageEvent): ProgramId | null {
  switch (event.type) {
    case 'self-viewing.started':
      return event.data.program.program;
    case 'self-viewing.played':
    case 'group-viewing.played':
      return event.data.program;
    default:
      return null;
  }
}
