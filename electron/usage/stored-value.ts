import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { errorCode } from './disk.ts';
import type { Disk } from './disk.ts';

/** What a small file held: its value, or why there is none. */
export type Stored<T> = { readonly state: 'read'; readonly value: T } | { readonly state: 'missing' | 'damaged' };

/** Reads a small JSON file and checks it. Whatever is wrong with its content is `damaged`; rejects only when the disk fails. */
export async function readStored<T>(path: string, schema: z.ZodType<T>): Promise<Stored<T>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { state: 'missing' };
    throw error;
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { state: 'damaged' };
  }
  const parsed = schema.safeParse(content);
  return parsed.success ? { state: 'read', value: parsed.data } : { state: 'damaged' };
}

/** Writes a small JSON file: whole or not at all, durable when it resolves. */
export async function writeStored(disk: Disk, path: string, value: unknown): Promise<void> {
  await disk.replace(path, Buffer.from(JSON.stringify(value)));
}
