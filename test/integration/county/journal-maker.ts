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

/** When the machine was booted: so long ago that every time of the tests lies behind it. */
const BOOTED_MS = Date.parse('2025-01-01T00:00:00.000+08:00');
const NOW = '2026-11-23T09:00:00.000+08:00';
/** Time between two lines of one wall time: as much as lies between two reports of a player that plays at double speed. */
const LINE_MS = 5000;

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

  /** The terminal's clock as its envelopes tell it. */
  get clock() {
    return { at: NOW, boot: this.boot, uptimeMs: Date.parse(NOW) - BOOTED_MS };
  }

  get head(): Head {
    const { seq, hash } = this.lines.at(-1) ?? emptyHead;
    return { seq, hash };
  }

  /** Appends an event, recorded at `at` by a clock that is right; time since boot goes on with each line. */
  record(event: NewEvent, at = NOW): MadeLine {
    const seq = this.head.seq + 1;
    return this.recordAs({ seq, at, boot: this.boot, uptimeMs: Math.max(0, Date.parse(at) - BOOTED_MS) + seq * LINE_MS }, event);
  }

  /** Appends an event with what its line says of its time. */
  recordAs(moment: { readonly seq?: number; readonly at: string; readonly boot: string; readonly uptimeMs: number }, event: NewEvent): MadeLine {
    const { seq = this.head.seq + 1, at, boot, uptimeMs } = moment;
    return this.append(JSON.stringify({ seq, id: randomUUID(), at, boot, uptimeMs, type: event.type, data: event.data, prev: this.head.hash }));
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
    const header = { kind: 'usage/1', journal: this.journal, terminal: this.terminal, site: this.site, clock: this.clock, ...changes };
    const newline = Buffer.from('\n');
    const signed = Buffer.concat([Buffer.from(JSON.stringify(header)), newline, ...lines.flatMap((line) => [line, newline])]);
    const signature = sign(null, signed, this.#identity.privateKey).toString('base64url');
    return Buffer.concat([signed, Buffer.from(`${JSON.stringify({ signature })}\n`)]);
  }
}
