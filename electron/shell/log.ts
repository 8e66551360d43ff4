import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';

/** A log this large is put aside at the next start; the one put aside before is dropped. */
const ROTATE_BYTES = 5 * 1024 * 1024;

/** The log for the person who repairs. Names of members, PINs and tokens never go into it. */
export interface Log {
  readonly info: (what: string, details?: object) => void;
  /** Logs a fault of the program and returns the reference under which it stands in the log. */
  readonly fault: (what: string, error: unknown) => string;
  readonly flush: () => void;
}

/** Opens `<folder>/terminal.log`. */
export function openLog(folder: string): Log {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'terminal.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > ROTATE_BYTES) renameSync(file, join(folder, 'terminal.1.log'));
  const destination = pino.destination({ dest: file, sync: true });
  // A full disk must not end the terminal for the sake of its log: the line goes to the console instead.
  destination.on('error', (error: unknown) => console.error('the log cannot be written:', error));
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (what, details) => logger.info(details ?? {}, what),
    fault: (what, error) => {
      const reference = randomUUID().slice(0, 8);
      logger.error({ reference, ...(error instanceof Error ? { err: error } : { error }) }, what);
      return reference;
    },
    flush: () => {
      try {
        destination.flushSync();
      } catch (error) {
        console.error('the log cannot be written:', error);
      }
    },
  };
}
