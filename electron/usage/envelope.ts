import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { envelopeHeaderSchema, MAX_ENVELOPE_BYTES, MAX_ENVELOPE_TEXT_BYTES } from '../../contract/usage/envelope.ts';
import type { EnvelopeHeader } from '../../contract/usage/envelope.ts';
import type { JournalId } from '../../contract/usage/journal-line.ts';
import type { Clock } from '../site/clock.ts';
import type { Journal } from './journal.ts';

/** Who sends, and with which key. */
export interface Sender {
  readonly journal: JournalId;
  readonly terminal: string;
  readonly site: string;
  /** Ed25519 signature, 64 bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  readonly clock: Clock;
}

/** A signed run of journal lines. */
export interface PackedEnvelope {
  readonly first: number;
  readonly last: number;
  /** Gzip, as it travels by whatever carrier. */
  readonly bytes: Buffer;
}

export interface PackLimits {
  /** Last line to pack, default the last there is. */
  readonly to?: number;
  /** Most packed bytes, default what the contract allows. One line is packed even if it takes more. */
  readonly maxBytes?: number;
}

interface Line {
  readonly seq: number;
  readonly hash: string;
  readonly bytes: Buffer;
}

const pack = promisify(gzip);

/** Room for header and signature. */
const FRAME_BYTES = 2048;
/** Hashes and ids do not pack, so lines shrink to about a third. Guessing more makes work twice, less makes more envelopes. */
const TEXT_PER_PACKED_BYTE = 2.5;

/**
 * Packs lines from number `from` on, as many as fit. An envelope holds lines without a gap, so it ends before lines that
 * cannot be read. Null when there is no readable line from `from` on. See contract/usage/envelope.ts for the format.
 */
export async function packEnvelope(journal: Journal, from: number, sender: Sender, limits: PackLimits = {}): Promise<PackedEnvelope | null> {
  const maxBytes = Math.min(limits.maxBytes ?? MAX_ENVELOPE_BYTES, MAX_ENVELOPE_BYTES);
  const maxTextBytes = Math.min(MAX_ENVELOPE_TEXT_BYTES - FRAME_BYTES, maxBytes * TEXT_PER_PACKED_BYTE);
  let lines = await readRun(journal, from, limits.to ?? Infinity, maxTextBytes);
  for (;;) {
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) return null;
    const bytes = await pack(await signedText(lines, first, last, sender));
    if (bytes.byteLength <= maxBytes || lines.length === 1) return { first: first.seq, last: last.seq, bytes };
    const share = (maxBytes / bytes.byteLength) * 0.9;
    lines = lines.slice(0, Math.max(1, Math.floor(lines.length * share)));
  }
}

/** Readable lines that follow one another, up to so many bytes, at least one. */
async function readRun(journal: Journal, from: number, to: number, maxTextBytes: number): Promise<readonly Line[]> {
  const lines: Line[] = [];
  let bytes = 0;
  for await (const line of journal.read({ from, to })) {
    const before = lines.at(-1);
    bytes += line.line.byteLength + 1;
    if (before !== undefined && (line.seq !== before.seq + 1 || bytes > maxTextBytes)) break;
    // What a line says is not kept: of some thousand lines it takes many times their bytes.
    lines.push({ seq: line.seq, hash: line.hash, bytes: line.line });
  }
  return lines;
}

async function signedText(lines: readonly Line[], first: Line, last: Line, sender: Sender): Promise<Buffer> {
  const { journal, terminal, site, clock } = sender;
  const header: EnvelopeHeader = envelopeHeaderSchema.parse({
    kind: 'usage/1',
    journal,
    terminal,
    site,
    first: first.seq,
    last: last.seq,
    head: last.hash,
    clock: { at: clock.wall(), boot: clock.boot, uptimeMs: clock.uptimeMs() },
  });
  const newline = Buffer.from('\n');
  const text = Buffer.concat([Buffer.from(JSON.stringify(header)), newline, ...lines.flatMap(({ bytes }) => [bytes, newline])]);
  const signature = Buffer.from(await sender.sign(text)).toString('base64url');
  return Buffer.concat([text, Buffer.from(`${JSON.stringify({ signature })}\n`)]);
}

/** Signs with an Ed25519 key on another thread: hashing some megabytes would hold the screens up. */
export function ed25519Signer(key: KeyObject): (bytes: Uint8Array) => Promise<Uint8Array> {
  return promisify<Uint8Array, Uint8Array>((bytes, done) => sign(null, bytes, key, done));
}
