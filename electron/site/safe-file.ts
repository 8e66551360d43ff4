import { readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Clock } from './clock.ts';
import { diskError, OPEN_MODE, SECRET_MODE, syncFolder, systemCode, writeSynced } from './disk.ts';

export interface SafeFileOptions<T> {
  readonly file: string;
  /** Readable by the owner only. */
  readonly secret?: boolean;
  /** What the text says; null when it is damaged. */
  readonly parse: (text: string) => Promise<T | null> | T | null;
  readonly clock: Pick<Clock, 'wall'>;
  /** Hears of `settings-damaged`, whether or not the copy could take the file's place. */
  readonly onProblem: (problem: Problem) => void;
}

/** A text file that is only ever replaced whole, with a copy (`.bak`) for when the disk damages it. */
export interface SafeFile<T> {
  /** What the file says, or its copy if it is damaged; null when there is neither. Damage is set aside, never deleted. */
  readonly read: () => Promise<T | null>;
  /** Resolves when file and copy are durable. On `disk-full` or `disk-failing` both stay as they were. */
  readonly write: (text: string) => Promise<void>;
}

export function safeFile<T>(options: SafeFileOptions<T>): SafeFile<T> {
  const { file } = options;
  const copy = `${file}.bak`;
  const mode = options.secret === true ? SECRET_MODE : OPEN_MODE;

  // Both are written and synced under other names first: a power cut or a full disk then leaves what was there.
  const write = async (text: string): Promise<void> => {
    const fresh = [`${file}.new`, `${copy}.new`] as const;
    try {
      for (const path of fresh) await writeSynced(path, text, mode);
      await rename(fresh[0], file);
      await rename(fresh[1], copy);
      await syncFolder(dirname(file));
    } catch (error) {
      for (const path of fresh) await rm(path, { force: true });
      throw await diskError(error, dirname(file));
    }
  };

  const read = async (): Promise<T | null> => {
    const found = await readOne(file, options.parse);
    if (found.state === 'good') return found.value;
    const saved = await readOne(copy, options.parse);
    if (found.state === 'absent' && saved.state === 'absent') return null;
    options.onProblem({ code: 'settings-damaged', data: { file } });
    if (found.state === 'damaged') await setAside(file, options.clock);
    if (saved.state === 'damaged') await setAside(copy, options.clock);
    if (saved.state !== 'good') return null;
    try {
      await write(saved.text);
    } catch (error) {
      // The copy is as good as before; the next start finds the file missing and comes here again.
      if (!(error instanceof ProblemError)) throw error;
      options.onProblem(error.problem);
    }
    return saved.value;
  };

  return { read, write };
}

type Found<T> = { readonly state: 'good'; readonly text: string; readonly value: T } | { readonly state: 'absent' | 'damaged' };

async function readOne<T>(path: string, parse: SafeFileOptions<T>['parse']): Promise<Found<T>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return { state: 'absent' };
    if (code === 'EIO' || code === 'EISDIR') return { state: 'damaged' };
    throw await diskError(error, dirname(path));
  }
  const value = await parse(text);
  return value === null ? { state: 'damaged' } : { state: 'good', text, value };
}

async function setAside(path: string, clock: Pick<Clock, 'wall'>): Promise<void> {
  await rename(path, `${path}.damaged-${clock.wall().replace(/[^0-9A-Za-z]/g, '-')}`);
}
