import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { publicKeySchema } from '../../../contract/site/enrolment.ts';
import { emptyHead, lineHash } from '../../../contract/usage/chain.ts';
import type { Head } from '../../../contract/usage/chain.ts';
import type { NewEvent } from '../../../contract/usage/event.ts';

/** A line as it lies on a terminal's disk, without its newline. */
export interface MadeLine extends Head {
  readonly bytes: Buffer;
}

/** What a header says, but for what is said on purpose in a test. */
type HeaderChanges = Readonly<Record<string, unknown>>;

interface Identity {
  readonly journal: string;
  readonly terminal: string;
  readonly boot: string;
  readonly publicKeyX: string;
  readonly privateKey: KeyObject;
}

function newIdentity(): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicKeyX = publicKeySchema.parse(publicKey.export({ format: 'jwk' })).x;
  return { journal: randomUUID(), terminal: randomUUID(), boot: randomUUID(), publicKeyX, privateKey };
}

/** Makes signed journals and envelopes as a terminal does, and as a terminal that was tampered with would. */
export class JournalMaker {
  readonly site: string;
  readonly journal: string;
  readonly terminal: string;
  readonly boot: string;
  readonly publicKeyX: string;
  /** The journal: line `n` is at `n - 1`. */
  readonly lines: MadeLine[];
  readonly #identity: Identity;

  constructor(site: string, identity: Identity = newIdentity(), lines: readonly MadeLine[] = []) {
    this.site = site;
    this.journal = identity.journal;
    this.terminal = identity.terminal;
    this.boot = identity.boot;
    this.publicKeyX = identity.publicKeyX;
    this.lines = [...lines];
    this.#identity = identity;
  }

  get head(): Head {
    const { seq, hash } = this.lines.at(-1) ?? emptyHead;
    return { seq, hash };
  }

  /** Appends an event, recorded at `at`. */
  record(event: NewEvent, at = '2026-11-23T09:00:00.000+08:00'): MadeLine {
    const seq = this.head.seq + 1;
    const line = { seq, id: randomUUID(), at, boot: this.boot, uptimeMs: seq * 1000, type: event.type, data: event.data, prev: this.head.hash };
    return this.append(JSON.stringify(line));
  }

  /** Appends these bytes as a line, whatever they say. */
  append(text: string | Buffer): MadeLine {
    const bytes = Buffer.from(text);
    const line = { seq: this.head.seq + 1, hash: lineHash(bytes), bytes };
    this.lines.push(line);
    return line;
  }

  /** A terminal that goes on from this journal's first `seq` lines, as after its disk was restored from an image. */
  restoredAt(seq: number): JournalMaker {
    return new JournalMaker(this.site, this.#identity, this.lines.slice(0, seq));
  }

  /** The envelope of lines `first` to `last`. */
  envelope(first = 1, last = this.head.seq, changes: HeaderChanges = {}): Buffer {
    const lines = this.lines.slice(first - 1, last);
    return this.pack(lines.map(({ bytes }) => bytes), { first, last, head: lines.at(-1)?.hash, ...changes });
  }

  /** An envelope of any lines at all, signed by this terminal. */
  pack(lines: readonly Buffer[], changes: HeaderChanges): Buffer {
    return gzipSync(this.text(lines, changes));
  }

  /** An envelope's text. */
  text(lines: readonly Buffer[], changes: HeaderChanges): Buffer {
    const clock = { at: '2026-11-23T09:00:00.000+08:00', boot: this.boot, uptimeMs: 1000 };
    const header = { kind: 'usage/1', journal: this.journal, terminal: this.terminal, site: this.site, clock, ...changes };
    const newline = Buffer.from('\n');
    const signed = Buffer.concat([Buffer.from(JSON.stringify(header)), newline, ...lines.flatMap((line) => [line, newline])]);
    const signature = sign(null, signed, this.#identity.privateKey).toString('base64url');
    return Buffer.concat([signed, Buffer.from(`${JSON.stringify({ signature })}\n`)]);
  }
}
