import { open } from 'node:fs/promises';
import type { z } from 'zod';

/** What a person gave (a setting, a folder, a file) cannot be used: every fault at once, so that all are mended in one go. */
export class InputError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'InputError';
    this.faults = faults;
  }
}

interface ReadOptions {
  readonly maxBytes: number;
  /** What the file is called in a fault; its path when nothing else is said. */
  readonly called?: string;
  /** Encodings besides UTF-8 that are tried when the bytes are not UTF-8. */
  readonly otherEncodings?: readonly string[];
}

/**
 * The text of a file that a person named, without a byte order mark.
 * @throws InputError when it is not there, not readable, too large or in another encoding
 */
export async function readInput(path: string, options: ReadOptions): Promise<string> {
  const { maxBytes, called = path, otherEncodings = [] } = options;
  let bytes: Buffer;
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) throw new InputError([`${called} is larger than ${Math.floor(maxBytes / 1024 ** 2)} MB`]);
      bytes = await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError([`${called} cannot be read: ${messageOf(error)}`]);
  }
  for (const encoding of ['utf-8', ...otherEncodings]) {
    const text = decode(bytes, encoding);
    if (text !== null) return text;
  }
  throw new InputError([`${called} is not UTF-8 text; save it as UTF-8`]);
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // The one thing that a decoder throws for: bytes that the encoding does not have.
  }
}

/** @throws InputError that names every fault with its place in the text */
export function parseJsonInput<T>(name: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError([`${name} is not JSON: ${messageOf(error)}`]);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(parsed.error.issues.map((issue) => `${name}: ${placeOf(issue.path)}${issue.message}`));
}

/** What an error says, for a sentence that names it. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `programs[2].title: `, counted from 0 as the reader's editor does in JSON paths. */
export function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '';
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return `${place.replace(/^\./, '')}: `;
}
