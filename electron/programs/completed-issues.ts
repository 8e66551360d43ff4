import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../contract/problem.ts';
import type { IssueOutline } from './outline.ts';
import { carrierSchema } from '../../contract/usage/event.ts';
import type { EventData, UsageEvent } from '../../contract/usage/event.ts';
import { slugSchema } from '../../contract/values.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import type { Clock } from '../site/clock.ts';
import { openStore } from '../site/store.ts';
import { createSerial } from '../site/serial.ts';

const keySchema = z.strictObject({ issue: slugSchema, version: z.int().positive() });
const dataSchema = z.strictObject({
  recorded: z.array(keySchema),
  /** About to be recorded: the journal's last sequence number when that was decided. */
  pending: keySchema.extend({ afterSeq: z.int().nonnegative(), carrier: carrierSchema }).nullable(),
});
type Key = z.infer<typeof keySchema>;

/** What is asked of the journal to find out whether an event was written before the terminal stopped. */
export interface JournalTail {
  /** Sequence number of the last durable line, 0 for none. */
  readonly lastSeq: () => number;
  /** The events after this sequence number, in order. */
  readonly eventsAfter: (seq: number) => AsyncIterable<UsageEvent>;
}

export interface CompletedIssuesOptions {
  readonly folder: string;
  readonly clock: Pick<Clock, 'wall'>;
  readonly recorder: UsageRecorder;
  readonly journal: JournalTail;
  readonly onProblem: (problem: Problem) => void;
}

/** Records `issue.completed` exactly once for each version of an issue, whatever happens in between. */
export interface CompletedIssues {
  readonly isRecorded: (issue: Key) => boolean;
  /** Records the issue unless that was done before; resolves when both record and note are durable, or at the signal. */
  readonly record: (manifest: IssueOutline, carrier: EventData<'issue.completed'>['carrier'], signal: AbortSignal) => Promise<void>;
}

/**
 * Journal and note are two files, and the power may fail between them. So the note first says what is about to be
 * recorded and how long the journal is; then the event is recorded; then the note says that it was. A start that finds
 * something pending looks for it in the journal behind that place: there, it was recorded; not there, it was not.
 */
export async function openCompletedIssues(options: CompletedIssuesOptions): Promise<CompletedIssues> {
  const { recorder, journal } = options;
  const store = await openStore<z.infer<typeof dataSchema>>({
    file: join(options.folder, 'completed.json'),
    version: 1,
    schema: dataSchema,
    initial: { recorded: [], pending: null },
    clock: options.clock,
    onProblem: options.onProblem,
  });
  const serial = createSerial();
  const isRecorded = (key: Key): boolean => store.read().recorded.some((other) => sameKey(other, key));

  const settle = async (key: Key): Promise<void> => {
    await store.update(({ recorded }) => ({ recorded: [...recorded, { issue: key.issue, version: key.version }], pending: null }));
  };

  const { pending } = store.read();
  if (pending !== null) {
    if (await wasRecorded(journal, pending, pending.afterSeq)) await settle(pending);
    else await store.update((data) => ({ ...data, pending: null }));
  }

  return {
    isRecorded,
    record: (manifest, carrier, signal) =>
      serial(async () => {
        if (isRecorded(manifest)) return;
        const { issue, version, number, title, files } = manifest;
        await store.update((data) => ({ ...data, pending: { issue, version, carrier, afterSeq: journal.lastSeq() } }));
        const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
        await recorder.record({
          type: 'issue.completed',
          data: { issue, version, number, title, files: files.length, bytes, carrier },
        });
        await written(recorder, signal);
        if (!signal.aborted) await settle(manifest);
      }),
  };
}

async function wasRecorded(journal: JournalTail, key: Key, afterSeq: number): Promise<boolean> {
  for await (const event of journal.eventsAfter(afterSeq)) {
    if (event.type === 'issue.completed' && sameKey(event.data, key)) return true;
  }
  return false;
}

/** Resolves when no line waits in memory for the disk any more, or at the signal. */
function written(recorder: UsageRecorder, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): boolean => recorder.trouble() === null || signal.aborted;
    if (done()) {
      resolve();
      return;
    }
    const check = (): void => {
      if (!done()) return;
      end();
      signal.removeEventListener('abort', check);
      resolve();
    };
    const end = recorder.onTroubleChanged(check);
    signal.addEventListener('abort', check);
  });
}

function sameKey(a: Key, b: Key): boolean {
  return a.issue === b.issue && a.version === b.version;
}
