import { join } from 'node:path';
import { z } from 'zod';
import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { CommandOutcome, CommandRefusal } from '../../contract/site/command-ends.ts';
import { commandKindSchema, commandSchema, commandsSchema } from '../../contract/site/commands.ts';
import type { Command, CommandKind } from '../../contract/site/commands.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import type { JournalId } from '../../contract/usage/journal-line.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import type { Clock } from './clock.ts';
import { createSerial } from './serial.ts';
import { readSigned } from './signed.ts';
import { openStore } from './store.ts';

/** Says why a command is not done. */
export class CommandRefused extends Error {
  readonly reason: CommandRefusal;

  constructor(reason: CommandRefusal, detail = '') {
    super(detail);
    this.name = 'CommandRefused';
    this.reason = reason;
  }
}

/** What has begun may be followed by something that must wait until it is recorded, e.g. the program’s end. */
export interface Done {
  readonly outcome: CommandOutcome;
  readonly after?: () => void;
}

/** Does one kind of command. Throws `CommandRefused`, or `ProblemError` for what could not be done. */
export type CommandDoers = Readonly<Record<CommandKind, (command: Command) => Promise<Done>>>;

export interface CommandsOptions {
  readonly folder: string;
  readonly clock: Pick<Clock, 'wall'>;
  readonly countyKey: PublicKey;
  readonly journal: JournalId;
  readonly recorder: Pick<UsageRecorder, 'record'>;
  readonly doers: CommandDoers;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

/** What the county asks of this terminal, each number once and in order. */
export interface Commands {
  /** The highest number that this terminal is through with. */
  readonly done: () => number;
  /**
   * Takes the answer of a heartbeat: `text` as the county signed it, and the county's time. Throws `signature-wrong` and
   * `content-damaged`; a document for another journal, one that is too old and commands that were done change nothing.
   */
  readonly take: (text: string, countyAt: string) => Promise<void>;
}

const dataSchema = z.strictObject({
  done: z.int().nonnegative(),
  /** Begun and not yet recorded how it ended: the program broke off in the middle of it. */
  begun: commandSchema.nullable(),
});

/** Opens `commands.json`. A command in the middle of which the program broke off is recorded as failed, not begun again. */
export async function openCommands(options: CommandsOptions): Promise<Commands> {
  const { recorder, doers } = options;
  const store = await openStore<z.infer<typeof dataSchema>>({
    file: join(options.folder, 'commands.json'),
    version: 1,
    schema: dataSchema,
    initial: { done: 0, begun: null },
    clock: options.clock,
    onProblem: options.onProblem,
  });
  const serial = createSerial();

  const refused = (command: Command, reason: CommandRefusal, detail: string | null): Promise<unknown> =>
    recorder.record({ type: 'command.refused', data: { ...named(command), reason, detail: detail === null || detail === '' ? null : detail.slice(0, 200) } });

  const carryOut = async (command: Command, countyAtMs: number): Promise<void> => {
    const kind = commandKindSchema.safeParse(command.does);
    // Counted before it is done: one that ends the program, or breaks it, must not come again with every start.
    await store.update(() => ({ done: command.number, begun: command }));
    let after: Done['after'];
    try {
      if (Date.parse(command.expiresAt) < countyAtMs) throw new CommandRefused('expired');
      if (!kind.success) throw new CommandRefused('unknown-command');
      const done = await doers[kind.data](command);
      after = done.after;
      await recorder.record({ type: 'command.done', data: { ...named(command), outcome: done.outcome } });
    } catch (error) {
      if (error instanceof CommandRefused) await refused(command, error.reason, error.message);
      else if (error instanceof ProblemError) await refused(command, reasonOf(error.problem), error.message);
      else {
        options.onFault(error);
        await refused(command, 'failed', error instanceof Error ? error.name : null);
      }
    }
    await store.update(() => ({ done: command.number, begun: null }));
    after?.();
  };

  const { begun } = store.read();
  if (begun !== null) {
    await refused(begun, 'failed', 'the program broke off');
    await store.update((data) => ({ ...data, begun: null }));
  }

  return {
    done: () => store.read().done,
    take: (text, countyAt) =>
      serial(async () => {
        const { payload } = await readSigned(text, options.countyKey, commandsSchema, 'commands');
        const countyAtMs = Date.parse(countyAt);
        if (payload.journal !== options.journal || payload.number <= store.read().done || Date.parse(payload.expiresAt) < countyAtMs) return;
        for (const command of payload.commands.toSorted((a, b) => a.number - b.number)) {
          if (command.number > store.read().done) await carryOut(command, countyAtMs);
        }
      }),
  };
}

function named({ id, number, does }: Command): { readonly command: string; readonly number: number; readonly does: string } {
  return { command: id, number, does };
}

function reasonOf(problem: Problem): CommandRefusal {
  switch (problem.code) {
    case 'issue-unknown':
      return 'unknown-issue';
    case 'programs-lack-room':
    case 'disk-full':
      return 'no-room';
    case 'viewing-in-the-way':
      return 'viewing-open';
    case 'update-not-possible':
      return 'not-possible';
    default:
      return 'failed';
  }
}
