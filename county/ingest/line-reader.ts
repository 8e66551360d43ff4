import { isUtf8 } from 'node:buffer';
import { MAX_JSON_DEPTH } from '../../contract/usage/envelope.ts';
import type { UsageEvent } from '../../contract/usage/event.ts';
import { journalLineSchema, MAX_LINE_BYTES, readEvent } from '../../contract/usage/journal-line.ts';
import type { JournalLine } from '../../contract/usage/journal-line.ts';
import { sha256Schema } from '../../contract/values.ts';

/** Why a line that is stored says nothing to this program. */
export type LineFaultCode = 'too-long' | 'not-json' | 'too-deep' | 'not-a-line' | 'wrong-place' | 'unstorable-text' | 'bad-data' | 'unknown-type';

export interface LineFault {
  readonly code: LineFaultCode;
  readonly detail: string;
}

/** What could be read of a line: its event, or why there is none. */
export interface LineReading {
  /** The hash that the line says the line before it has; null when it does not say. */
  readonly prev: string | null;
  readonly event: UsageEvent | null;
  readonly fault: LineFault | null;
  /** When the line says it was recorded; null when it cannot be read. */
  readonly clock: Pick<JournalLine, 'at' | 'boot' | 'uptimeMs'> | null;
}

/** Reads the line that stands at place `seq` of its journal. Never throws: what cannot be read is named in `fault`. */
export function readLine(bytes: Uint8Array, seq: number): LineReading {
  if (bytes.byteLength > MAX_LINE_BYTES) return unreadable('too-long', `${bytes.byteLength} bytes`);
  if (!isUtf8(bytes)) return unreadable('not-json', 'not UTF-8');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (isTooDeep(text)) return unreadable('too-deep', `more than ${MAX_JSON_DEPTH} levels`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unreadable('not-json', error instanceof Error ? error.message : '');
  }
  const line = journalLineSchema.safeParse(value);
  if (!line.success) {
    const issues = line.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return { prev: prevOf(value), event: null, fault: fault('not-a-line', issues.join('; ')), clock: null };
  }
  const { prev } = line.data;
  if (line.data.seq !== seq) return { prev, event: null, fault: fault('wrong-place', `says that it is line ${line.data.seq}`), clock: null };
  const read = readEvent(line.data);
  const clock = line.data;
  if (!read.known) return { prev, event: null, fault: fault(read.reason, read.detail), clock };
  // Escapes are the only way for such text into JSON that is UTF-8, so most lines need no closer look.
  if (text.includes('\\u') && hasUnstorableText(read.event.data)) {
    return { prev, event: null, fault: fault('unstorable-text', 'a NUL or half a character'), clock };
  }
  return { prev, event: read.event, fault: null, clock };
}

const MAX_DETAIL_LENGTH = 200;
const LONE_SURROGATE = /\p{Surrogate}/u;

function unreadable(code: LineFaultCode, detail: string): LineReading {
  return { prev: null, event: null, fault: fault(code, detail), clock: null };
}

/** Details quote the line, so they are cut short and cleaned of what the database cannot hold. */
function fault(code: LineFaultCode, detail: string): LineFault {
  return { code, detail: detail.replaceAll('\0', '\uFFFD').slice(0, MAX_DETAIL_LENGTH).replace(LONE_SURROGATE, '\uFFFD') };
}

/** What a value that is no journal line says of the line before it all the same. */
function prevOf(value: unknown): string | null {
  const prev: unknown = typeof value === 'object' && value !== null && 'prev' in value ? value.prev : null;
  const hash = sha256Schema.safeParse(prev);
  return hash.success ? hash.data : null;
}

/** Counts levels in the text itself, before a parser makes anything of it. */
function isTooDeep(text: string): boolean {
  // Nearly every line has fewer brackets than levels are allowed, and is not looked at letter by letter.
  if (hasAtMost(text, ['{', '['], MAX_JSON_DEPTH)) return false;
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === BACKSLASH) index += 1;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) return true;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
  }
  return false;
}

function hasAtMost(text: string, letters: readonly string[], most: number): boolean {
  let found = 0;
  for (const letter of letters) {
    for (let at = text.indexOf(letter); at !== -1; at = text.indexOf(letter, at + 1)) {
      found += 1;
      if (found > most) return false;
    }
  }
  return true;
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

/** PostgreSQL's text and jsonb hold neither NUL nor half of a surrogate pair, which JSON can escape. */
function hasUnstorableText(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || LONE_SURROGATE.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => hasUnstorableText(key) || hasUnstorableText(member));
}
