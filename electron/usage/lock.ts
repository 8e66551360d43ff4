import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { errorCode } from './disk.ts';
import type { Disk } from './disk.ts';
import { readStored, writeStored } from './stored-value.ts';

/** Another process holds the journal. */
export class JournalInUseError extends Error {
  readonly code = 'ELOCKED';
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(`the journal in ${folder} is in use by process ${pid}`);
    this.name = 'JournalInUseError';
    this.pid = pid;
  }
}

/** The right to write to a journal; `release` gives it back. */
export interface Lock {
  /** False when the lock's file is gone, with its folder. */
  readonly isHeld: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

const NAME = /^open-[0-9a-f-]{36}\.lock$/;
const holderSchema = z.strictObject({ pid: z.int().positive(), started: z.string().nullable() });
type Holder = z.infer<typeof holderSchema>;

const HEARTBEAT_MS = 2000;
const WATCH_MS = 3 * HEARTBEAT_MS;

/**
 * Takes the journal for this process. Each holder puts a file of its own into the folder before it looks for others',
 * so two that start at once may both be refused but never both succeed. The file of a process that is gone is removed.
 * Rejects with `JournalInUseError`, or with the disk's error when it takes no file.
 */
export async function takeLock(disk: Disk, folder: string): Promise<Lock> {
  const own = `open-${randomUUID()}.lock`;
  const path = join(folder, own);
  const holder: Holder = { pid: process.pid, started: await processStart(process.pid) };
  try {
    await writeStored(disk, path, holder);
    for (const name of await readdir(folder)) {
      if (!NAME.test(name) || name === own) continue;
      const pid = await livingHolder(join(folder, name));
      if (pid !== null) throw new JournalInUseError(folder, pid);
      await rm(join(folder, name), { force: true });
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  const stopHeartbeat = holder.started === null ? beat(path) : () => undefined;
  return {
    isHeld: async () => (await modified(path)) !== null,
    release: async () => {
      stopHeartbeat();
      await rm(path, { force: true });
    },
  };
}

/** The process that holds this lock file, if it lives. A file that cannot be read was torn by a power cut: nobody lives. */
async function livingHolder(path: string): Promise<number | null> {
  const stored = await readStored(path, holderSchema);
  if (stored.state !== 'read') return null;
  const holder = stored.value;
  if (holder.started !== null) return (await processStart(holder.pid)) === holder.started ? holder.pid : null;
  return isAlive(holder.pid) && (await isBeating(path)) ? holder.pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * What tells a process from a later one with the same number: the boot, and its start in clock ticks since then. Null
 * where the system does not say (not Linux) or the process is gone; holders there show by a heartbeat that they live.
 */
async function processStart(pid: number): Promise<string | null> {
  let boot: string;
  let text: string;
  try {
    boot = (await readFile('/proc/sys/kernel/random/boot_id', 'latin1')).trim();
    text = await readFile(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  // "pid (name) state ppid …": the name may hold anything, so count from its closing bracket; the start is field 22.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, ticks] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' || ticks === undefined ? null : `${boot} ${ticks}`;
}

function beat(path: string): () => void {
  const timer = setInterval(() => {
    const now = new Date();
    // A disk that refuses this refuses the journal's lines too, and says so there.
    void utimes(path, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Watches for a heartbeat, so that no clock has to be believed. */
async function isBeating(path: string): Promise<boolean> {
  const before = await modified(path);
  for (let waited = 0; waited < WATCH_MS; waited += HEARTBEAT_MS / 4) {
    await pause(HEARTBEAT_MS / 4);
    const now = await modified(path);
    if (now === null) return false;
    if (now !== before) return true;
  }
  return false;
}

async function modified(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return null;
  }
}
