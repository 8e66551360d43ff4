import { hash } from 'node:crypto';
import { FIRST_PREV } from './journal-line.ts';

/** A place in a journal: a sequence number and the SHA-256 of that line's bytes. `{0, 64 zeros}` is before the first line. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const emptyHead: Head = { seq: 0, hash: FIRST_PREV };

/** SHA-256 of a line's bytes (without its newline), in hex: what the next line carries as `prev`. */
export function lineHash(line: string | Uint8Array): string {
  return hash('sha256', line, 'hex');
}
