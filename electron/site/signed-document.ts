import { dirname } from 'node:path';
import type { z } from 'zod';
import { fail, ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import { createSerial } from './serial.ts';
import type { Clock } from './clock.ts';
import { makeFolder } from './disk.ts';
import { createListeners } from './listeners.ts';
import { safeFile } from './safe-file.ts';
import { readSigned } from './signed.ts';
import type { Signed } from './signed.ts';

/** What every document has that the county publishes again and again. */
export interface Versioned {
  /** Rises with every publication. */
  readonly version: number;
}

export interface SignedDocumentOptions<T extends Versioned> {
  /** Holds the JWS as received. */
  readonly file: string;
  readonly schema: z.ZodType<T>;
  /** Names the document in problems, e.g. `catalogue`. */
  readonly what: string;
  /** Null until the terminal is enrolled: what lies on the disk is then left unread. */
  readonly countyKey: PublicKey | null;
  readonly clock: Pick<Clock, 'wall'>;
  /** Hears of `settings-damaged`: a copy was used, or the document comes again by the line. */
  readonly onProblem: (problem: Problem) => void;
}

/** The latest version of a document of the county. */
export interface SignedDocument<T> {
  readonly current: () => Signed<T> | null;
  /** Takes a newer version, from whatever carrier. False for the version that is here; throws `version-older`. */
  readonly accept: (signed: Signed<T>) => Promise<boolean>;
  readonly onChanged: (listener: (payload: T) => void) => () => void;
}

/** Opens a document and checks its signature again: a disk is not trusted more than the line. */
export async function openSignedDocument<T extends Versioned>(options: SignedDocumentOptions<T>): Promise<SignedDocument<T>> {
  const { countyKey, schema, what } = options;
  await makeFolder(dirname(options.file));
  const file = safeFile<Signed<T>>({
    ...options,
    parse: (text) => (countyKey === null ? null : ifSigned(() => readSigned(text, countyKey, schema, what))),
  });
  let current = countyKey === null ? null : await file.read();
  const listeners = createListeners<T>();
  const serial = createSerial();
  return {
    current: () => current,
    onChanged: listeners.add,
    accept: (signed) =>
      serial(async () => {
        const here = current?.payload.version ?? 0;
        if (signed.payload.version < here) return fail('version-older', { what });
        if (signed.payload.version === here) return false;
        await file.write(signed.text);
        current = signed;
        listeners.tell(signed.payload);
        return true;
      }),
  };
}

async function ifSigned<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProblemError) return null; // Not as the county signed it: damaged.
    throw error;
  }
}
