import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Another process has the database's folder open. */
export class DatabaseInUseError extends Error {
  readonly code = 'database-in-use';

  constructor(folder: string, pid: number) {
    super(`The database in ${folder} is in use by process ${pid}. Only one county process may have an embedded database: stop the other one, or use a PostgreSQL server.`);
    this.name = 'DatabaseInUseError';
  }
}

/** Who holds the lock. `start` tells the process from a later one with the same number; null where the system does not say. */
const holderSchema = z.strictObject({ pid: z.int().positive(), start: z.string().nullable() });
type Holder = z.infer<typeof holderSchema>;

/**
 * Takes a folder for this process until `release`. A lock left behind by a process that is no more is taken over.
 * Throws `DatabaseInUseError`.
 */
export async function lockFolder(folder: string): Promise<{ readonly release: () => Promise<void> }> {
  const file = join(folder, 'lock');
  const aside = join(folder, `lock.${randomUUID()}`);
  const own: Holder = { pid: process.pid, start: startOf(process.pid) };
  await writeFile(aside, JSON.stringify(own), { mode: 0o600 });
  try {
    // A link appears whole or not at all, and never replaces a file.
    while (!(await linkIfFree(aside, file))) {
      const holder = await readHolder(file);
      if (holder !== null && isAlive(holder)) throw new DatabaseInUseError(folder, holder.pid);
      await rename(file, `${aside}.left`).catch(ignoreMissing);
      await rm(`${aside}.left`, { force: true });
    }
  } finally {
    await rm(aside, { force: true });
  }
  return { release: () => rm(file, { force: true }) };
}

async function linkIfFree(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Null when the lock is gone meanwhile or cannot be read: then nobody holds it. */
async function readHolder(file: string): Promise<Holder | null> {
  const text = await readFile(file, 'utf8').catch(ignoreMissing);
  if (text === undefined) return null;
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return null; // A power cut left an empty file.
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false;
    // EPERM: it lives and belongs to somebody else.
  }
  return holder.start === startOf(holder.pid);
}

/** Boot and moment at which a process began, where the system tells them (Linux); null elsewhere. */
export function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold anything; the start is the 20th field after it.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return null;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function ignoreMissing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}
