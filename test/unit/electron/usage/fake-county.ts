import { createHash, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { fail } from '../../../../contract/problem.ts';
import { emptyHead } from '../../../../contract/usage/chain.ts';
import type { Head } from '../../../../contract/usage/chain.ts';
import { envelopeHeaderSchema, envelopeSignatureSchema } from '../../../../contract/usage/envelope.ts';
import type { EnvelopeHeader, Receipt } from '../../../../contract/usage/envelope.ts';
import { journalIdSchema, journalLineSchema } from '../../../../contract/usage/journal-line.ts';
import type { UsageCollector } from '../../../../electron/usage/watermark.ts';

export const journalId = journalIdSchema.parse('22222222-2222-4222-8222-222222222222');

/** An envelope taken apart, its signature checked. */
export function openEnvelope(bytes: Uint8Array, key: KeyObject): { readonly header: EnvelopeHeader; readonly lines: readonly string[]; readonly text: string } {
  const text = gunzipSync(bytes).toString('utf8');
  const [first = '', ...rest] = text.trimEnd().split('\n');
  const last = rest.pop() ?? '';
  const { signature } = envelopeSignatureSchema.parse(JSON.parse(last));
  const signed = Buffer.from(`${[first, ...rest].join('\n')}\n`);
  if (!verify(null, signed, key, Buffer.from(signature, 'base64url'))) throw new Error('the signature is wrong');
  return { header: envelopeHeaderSchema.parse(JSON.parse(first)), lines: rest, text };
}

interface Stored {
  readonly seq: number;
  readonly prev: string;
  readonly line: string;
  /** Order in which it came. */
  readonly order: number;
}

/** A county that lives in the test: keeps lines by hash as a tree, and answers as the protocol says. */
export class FakeCounty implements UsageCollector {
  readonly #key: KeyObject;
  lines = new Map<string, Stored>();
  requests = 0;
  /** The runs that were taken in, in order. */
  readonly taken: { readonly first: number; readonly last: number }[] = [];
  nowMs = Date.parse('2026-11-23T10:00:00Z');
  /** Called before each request is taken in; throws to refuse it. */
  before: (kind: 'head' | 'send') => void = () => undefined;
  /** Called after each request was taken in; throws to lose the answer. */
  after: (kind: 'head' | 'send') => void = () => undefined;
  /** Refuses an envelope that has one of these lines. */
  refuses = new Set<number>();

  constructor(key: KeyObject) {
    this.#key = key;
  }

  journalHead = (line?: Head): Promise<Receipt> => this.#answer('head', () => this.#receipt(line ?? null, line === undefined || this.lines.has(line.hash)));

  send = (bytes: Uint8Array): Promise<Receipt> =>
    this.#answer('send', () => {
      const { header, lines } = openEnvelope(bytes, this.#key);
      if (lines.length !== header.last - header.first + 1) throw new Error('the header names another number of lines');
      for (let seq = header.first; seq <= header.last; seq++) {
        if (this.refuses.has(seq)) fail('county-refused', { code: 'envelope-malformed', message: `line ${seq}` });
      }
      for (const text of lines) this.#store(text);
      this.taken.push({ first: header.first, last: header.last });
      return this.#receipt({ seq: header.last, hash: header.head }, true);
    });

  /** What is stored of the branch that ends with this line, oldest first. */
  branch(tip: Head): readonly string[] {
    const found: string[] = [];
    for (let at = this.lines.get(tip.hash); at !== undefined; at = this.lines.get(at.prev)) found.unshift(at.line);
    return found;
  }

  /** As a restored backup would: only lines up to this number are left. */
  restore(throughSeq: number): void {
    this.lines = new Map([...this.lines].filter(([, { seq }]) => seq <= throughSeq));
  }

  #answer(kind: 'head' | 'send', act: () => Receipt): Promise<Receipt> {
    return Promise.resolve().then(() => {
      this.requests += 1;
      this.before(kind);
      const receipt = act();
      this.after(kind);
      return receipt;
    });
  }

  #store(line: string): void {
    const { seq, prev } = journalLineSchema.parse(JSON.parse(line));
    const hash = createHash('sha256').update(line).digest('hex');
    if (!this.lines.has(hash)) this.lines.set(hash, { seq, prev, line, order: this.lines.size });
  }

  #receipt(at: Head | null, known: boolean): Receipt {
    const head = this.#headOf(at);
    const seqs = [...this.lines.values()].map(({ seq }) => seq).filter((seq) => seq > head.seq);
    const present = new Set(seqs);
    const gaps: { first: number; last: number }[] = [];
    for (let seq = head.seq + 1; seq <= Math.max(0, ...seqs); seq++) {
      if (present.has(seq)) continue;
      const open = gaps.at(-1);
      if (open?.last === seq - 1) open.last = seq;
      else gaps.push({ first: seq, last: seq });
    }
    return { kind: 'receipt/1', journal: journalId, head, known, receivedAt: new Date(this.nowMs).toISOString(), gaps, quarantined: [] };
  }

  /** The end of the branch through `at`, if that is joined to line 1, else of the branch that came last. */
  #headOf(at: Head | null): Head {
    const joined = new Map<string, Stored>();
    for (const [hash, stored] of [...this.lines].sort(([, a], [, b]) => a.seq - b.seq)) {
      if (stored.seq === 1 || joined.has(stored.prev)) joined.set(hash, stored);
    }
    const newest = [...joined].reduce<[string, Stored] | undefined>((a, b) => (a === undefined || b[1].order > a[1].order ? b : a), undefined);
    const following = new Map<string, [string, Stored]>();
    for (const [hash, stored] of [...joined].sort(([, a], [, b]) => a.order - b.order)) following.set(stored.prev, [hash, stored]);
    let [hash, stored] = at !== null && joined.has(at.hash) ? [at.hash, joined.get(at.hash)] : (newest ?? ['', undefined]);
    if (stored === undefined) return emptyHead;
    for (let next = following.get(hash); next !== undefined; next = following.get(hash)) [hash, stored] = next;
    return { seq: stored.seq, hash };
  }
}
