import { z } from 'zod';
import { sha256Schema, uuidSchema, wallTimeSchema } from '../values.ts';
import { eventData, isEventType } from './event.ts';
import type { UsageEvent } from './event.ts';

/** `prev` of a journal's first line. */
export const FIRST_PREV = '0'.repeat(64);

/** Longest line, newline not counted. A group viewing of 50 programs with long titles stays below it. */
export const MAX_LINE_BYTES = 64 * 1024;

/** Names one journal: a terminal's first, or the one it began after it was wiped. A UUID made at enrolment. */
export const journalIdSchema = uuidSchema.brand('JournalId');
export type JournalId = z.infer<typeof journalIdSchema>;

/** What every line carries, known type or not. */
export const journalLineSchema = z.strictObject({
  /** From 1, without gaps. */
  seq: z.int().positive(),
  id: uuidSchema,
  at: wallTimeSchema,
  /** Names one start of the terminal's machine; `uptimeMs` counts within it. */
  boot: uuidSchema,
  uptimeMs: z.number().nonnegative(),
  type: z.string().min(1).max(80),
  data: z.record(z.string(), z.unknown()),
  /** SHA-256 of the previous line's bytes without its newline. */
  prev: sha256Schema,
});
export type JournalLine = z.infer<typeof journalLineSchema>;

export type ReadEvent =
  | { readonly known: true; readonly event: UsageEvent }
  | { readonly known: false; readonly line: JournalLine; readonly reason: 'unknown-type' | 'bad-data'; readonly detail: string };

/** Reads what a line says happened. A type from a later release, or data that does not fit its type, is told apart, never thrown. */
export function readEvent(line: JournalLine): ReadEvent {
  if (!isEventType(line.type)) return { known: false, line, reason: 'unknown-type', detail: line.type };
  const data = eventData[line.type].safeParse(line.data);
  if (!data.success) return { known: false, line, reason: 'bad-data', detail: z.prettifyError(data.error) };
  // The pair of type and parsed data is one of the union's members, which the compiler cannot see through the lookup.
  return { known: true, event: { ...line, data: data.data } as unknown as UsageEvent };
}
