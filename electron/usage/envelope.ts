import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { MAX_ENVELOPE_BYTES } from '../../contract/usage/envelope.ts';
import type { EnvelopeHeader } from '../../contract/usage/envelope.ts';
import type { Clock } from '../site/clock.ts';
import type { Journal } from './journal.ts';

/**
 * Text that is packed at once. Hashes and ids do not pack, so journal lines shrink to about a third: this stays well below
 * the packed limit, and a slow line loses little when it breaks.
 */
const TEXT_BYTES = 1024 * 1024;

/** Who sends, and with which key. */
export interface Sender {
  readonly journal: EnvelopeHeader['journal'];
  readonly terminal: string;
  readonly site: string;
  /** Ed25519 signature, 64 bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  readonly clock: Clock;
}

export interface PackedEnvelope {
  readonly first: number;
  readonly last: number;
  /** Gzip, as it travels by whatever carrier. */
  readonly bytes: Uint8Array;
}

export interface PackLimits {
  /** Of the packed envelope. */
  readonly maxBytes?: number;
  /** Of the lines before they are packed. */
  readonly textBytes?: number;
}

interface Line {
  readonly seq: number;
  readonly hash: string;
  readonly bytes: Buffer;
}

const pack = promisify(gzip);

/**
 * Packs the lines from number `from` on, as many as fit and as follow one another without a gap. Null when the journal has
 * none there. See contract/usage/envelope.ts for the format.
 */
export async function packEnvelope(journal: Journal, from: number, sender: Sender, limits: PackLimits = {}): Promise<PackedEnvelope | null> {
  const { maxBytes = MAX_ENVELOPE_BYTES, textBytes = TEXT_BYTES } = limits;
  let lines = await readRun(journal, from, textBytes);
  for (;;) {
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) return null;
    const bytes = await pack(signedText(lines, first, last, sender));
    if (bytes.byteLength <= maxBytes || lines.length === 1) return { first: first.seq, last: last.seq, bytes };
    lines = lines.slice(0, Math.ceil(lines.length / 2));
  }
}

async function readRun(journal: Journal, from: number, textBytes: number): Promise<readonly Line[]> {
  const lines: Line[] = [];
  let bytes = 0;
  // What a line says is not kept: of some thousand lines it takes many times their bytes.
  for await (const line of journal.read({ from: Math.max(from, journal.firstKept) })) {
    const before = lines.at(-1);
    bytes += line.line.byteLength + 1;
    if (before !== undefined && (line.seq !== before.seq + 1 || bytes > textBytes)) break;
    lines.push({ seq: line.seq, hash: line.hash, bytes: line.line });
  }
  return lines;
}

function signedText(lines: readonly Line[], first: Line, last: Line, sender: Sender): Buffer {
  const { journal, terminal, site, clock } = sender;
  const header: EnvelopeHeader = {
    kind: 'usage/1',
    journal,
    terminal,
    site,
    first: first.seq,
    last: last.seq,
    head: last.hash,
    clock: { at: clock.wall(), boot: clock.boot, uptimeMs: clock.uptimeMs() },
  };
  const newline = Buffer.from('\n');
  const text = Buffer.concat([Buffer.from(JSON.stringify(header)), newline, ...lines.flatMap(({ bytes }) => [bytes, newline])]);
  const signature = Buffer.from(sender.sign(text)).toString('base64url');
  return Buffer.concat([text, Buffer.from(`${JSON.stringify({ signature })}\n`)]);
}

/** Signs with an Ed25519 key on another thread: hashing some megabytes would hold the screens up. */
export function ed25519Signer(key: KeyObject): (bytes: Uint8Array) => Promise<Uint8Array> {
  return promisify<Uint8Array, Uint8Array>((bytes, done) => sign(null, bytes, key, done));
}
