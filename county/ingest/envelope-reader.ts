import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { envelopeHeaderSchema, envelopeSignatureSchema, MAX_ENVELOPE_BYTES, MAX_ENVELOPE_TEXT_BYTES } from '../../contract/usage/envelope.ts';
import type { EnvelopeHeader } from '../../contract/usage/envelope.ts';
import { MAX_LINE_BYTES } from '../../contract/usage/journal-line.ts';
import { CountyError } from '../errors.ts';

const unpack = promisify(gunzip);
const NEWLINE = 0x0a;

/** Most lines of an envelope: more than fit into its text as real ones. Whoever sends only newlines is stopped here. */
export const MAX_ENVELOPE_LINES = 100_000;

/** Where a line lies in an envelope's text, its newline not counted. */
export interface LinePlace {
  readonly start: number;
  readonly end: number;
}

/** An envelope that is well formed. Whether it is authentic has not been asked yet. */
export interface Envelope {
  readonly header: EnvelopeHeader;
  /** All of it, unpacked. */
  readonly text: Buffer;
  /** The journal lines, in order; the first one is line `header.first`. There are as many as the header says. */
  readonly lines: readonly LinePlace[];
  /** What the signature is made over: a view of `text`. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/**
 * Reads an envelope's outer form. What the lines say is not looked at.
 * @throws CountyError `envelope-too-large`, before more than the limit has been unpacked or cut, or `envelope-malformed`
 */
export async function readEnvelope(bytes: Uint8Array): Promise<Envelope> {
  if (bytes.byteLength > MAX_ENVELOPE_BYTES) throw tooLarge(`An envelope has at most ${MAX_ENVELOPE_BYTES} bytes.`);
  const text = await unpackText(bytes);
  const places = cutLines(text);
  const [first, ...rest] = places;
  const last = rest.pop();
  if (first === undefined || last === undefined) throw malformed('An envelope has a header, journal lines and a signature.');
  const header = envelopeHeaderSchema.safeParse(parseJson(text, first));
  if (!header.success) throw malformed('The first line is not a header of usage/1.');
  const signature = envelopeSignatureSchema.safeParse(parseJson(text, last));
  if (!signature.success) throw malformed('The last line is not a signature.');
  const expected = header.data.last - header.data.first + 1;
  if (rest.length !== expected) throw malformed(`The header speaks of ${expected} lines, and there are ${rest.length}.`);
  return {
    header: header.data,
    text,
    lines: rest,
    signed: text.subarray(0, last.start),
    signature: Buffer.from(signature.data.signature, 'base64url'),
  };
}

async function unpackText(bytes: Uint8Array): Promise<Buffer> {
  try {
    // `gunzip` unpacks piece by piece and stops at the first piece beyond the limit.
    return await unpack(bytes, { maxOutputLength: MAX_ENVELOPE_TEXT_BYTES, chunkSize: 256 * 1024 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(`An envelope unpacks to at most ${MAX_ENVELOPE_TEXT_BYTES} bytes.`);
    }
    throw malformed('The body is not gzip, or not all of it.');
  }
}

/** Every line, also an empty one. A newline after the last line is allowed, not asked for. */
function cutLines(text: Buffer): LinePlace[] {
  const places: LinePlace[] = [];
  let start = 0;
  for (let end = text.indexOf(NEWLINE); end !== -1; end = text.indexOf(NEWLINE, start)) {
    if (places.length > MAX_ENVELOPE_LINES) throw tooLarge(`An envelope has at most ${MAX_ENVELOPE_LINES} lines.`);
    places.push({ start, end });
    start = end + 1;
  }
  if (start < text.length) places.push({ start, end: text.length });
  return places;
}

function parseJson(text: Buffer, place: LinePlace): unknown {
  if (place.end - place.start > MAX_LINE_BYTES) return undefined;
  try {
    return JSON.parse(text.toString('utf8', place.start, place.end));
  } catch {
    return undefined; // No schema takes this: the caller says what is wrong.
  }
}

function malformed(message: string): CountyError {
  return new CountyError('envelope-malformed', 400, message);
}

function tooLarge(message: string): CountyError {
  return new CountyError('envelope-too-large', 413, message);
}
