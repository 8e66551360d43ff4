import { setImmediate } from 'node:timers/promises';
import { lineHash } from '../../contract/usage/chain.ts';
import { FIRST_PREV } from '../../contract/usage/journal-line.ts';
import { CountyError } from '../errors.ts';
import type { Envelope, LinePlace } from './envelope-reader.ts';
import { readLine } from './line-reader.ts';
import type { LineReading } from './line-reader.ts';

/** A line of an envelope, read. */
export interface EnvelopeLine extends LineReading {
  readonly seq: number;
  readonly hash: string;
  readonly place: LinePlace;
}

/** Lines between two turns of the event loop, so that a large envelope does not hold up other requests. */
const LINES_AT_A_STRETCH = 500;

/** The envelope's lines, each with its hash and what it says. Throws CountyError `envelope-malformed` when the header names another last line. */
export async function readEnvelopeLines({ header, text, lines }: Envelope): Promise<readonly EnvelopeLine[]> {
  const read: EnvelopeLine[] = [];
  let before = header.first === 1 ? FIRST_PREV : null;
  for (const [index, place] of lines.entries()) {
    if (index > 0 && index % LINES_AT_A_STRETCH === 0) await setImmediate();
    const seq = header.first + index;
    const bytes = text.subarray(place.start, place.end);
    const { prev, event, fault, clock } = readLine(bytes, seq);
    const hash = lineHash(bytes);
    // A line that does not say what it follows is taken to follow the line before it in its envelope.
    read.push({ seq, hash, place, prev: prev ?? before, event, fault, clock });
    before = hash;
  }
  if (before !== header.head) throw new CountyError('envelope-malformed', 400, 'The header names another last line.');
  return read;
}
