import { dirname } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import type { Problem } from '../../contract/problem.ts';
import { createSerial } from './serial.ts';
import type { Clock } from './clock.ts';
import { makeFolder } from './disk.ts';
import { safeFile } from './safe-file.ts';

export interface StoreOptions<T extends object> {
  readonly file: string;
  /** Of the data's shape. A file of another version is treated as damaged: set aside, never overwritten. */
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** What the store holds before anything was written. */
  readonly initial: T;
  /** Readable by the owner only. */
  readonly secret?: boolean;
  readonly clock: Pick<Clock, 'wall'>;
  /** Hears of `settings-damaged`; the terminal goes on with the last good copy, or with `initial`. */
  readonly onProblem: (problem: Problem) => void;
}

/** A small piece of data that is kept whole in one file. */
export interface Store<T extends object> {
  /** What is on disk. */
  readonly read: () => T;
  /**
   * Resolves when the change is durable. Changes are made one after another. On an error (`disk-full`,
   * `disk-failing`) the file and `read` stay as they were.
   */
  readonly update: (change: (data: T) => T) => Promise<T>;
}

/** Opens a store. Throws `disk-failing` when its file may not be read at all. */
export async function openStore<T extends object>(options: StoreOptions<T>): Promise<Store<T>> {
  const { version, schema } = options;
  await makeFolder(dirname(options.file));
  const envelope = z.strictObject({ version: z.literal(version), data: schema });
  const file = safeFile<T>({
    ...options,
    parse: (text) => {
      const parsed = envelope.safeParse(parseJson(text));
      return parsed.success ? parsed.data.data : null;
    },
  });
  const low = new Low<T>(
    { read: file.read, write: (data) => file.write(`${JSON.stringify({ version, data }, null, 2)}\n`) },
    options.initial,
  );
  await low.read();
  let durable = low.data;
  const serial = createSerial();
  return {
    read: () => durable,
    update: (change) =>
      serial(async () => {
        low.data = schema.parse(change(durable));
        try {
          await low.write();
          durable = low.data;
          return durable;
        } finally {
          low.data = durable;
        }
      }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Fits no schema: the file counts as damaged.
  }
}
