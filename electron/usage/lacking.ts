import type { Receipt } from '../../contract/usage/envelope.ts';
import type { Run, Watermark } from './watermark.ts';

/** How long a run that the county did not take in is left alone. */
const LEAVE_ALONE_MS = 15 * 60_000;

interface Attempt extends Run {
  /** Time since boot; infinite for lines that cannot be read here, which are never tried again. */
  readonly atMs: number;
}

/** What the county lacks of a journal, as far as it has told: everything behind a line, and runs before it. */
export class Lacking {
  #through = 0;
  #gaps: readonly Run[] = [];
  #attempts: readonly Attempt[] = [];

  /** Begins anew from what the county answered. */
  begin(watermark: Watermark): void {
    this.#through = watermark.through;
    this.#learn(watermark.missing);
  }

  /** The last line that was sent or passed over; others before it may be missing. */
  get reached(): number {
    return this.#through;
  }

  /** The county has all lines up to here that can be read. */
  get confirmed(): number {
    const unreadable = this.#attempts.filter(({ atMs }) => atMs === Infinity);
    const [first] = this.#gaps.flatMap((gap) => without(gap, unreadable));
    return (first?.first ?? this.#through + 1) - 1;
  }

  /** What to send next: the oldest run that is missing, then what follows up to `lastSeq`. */
  next(lastSeq: number, nowMs: number): Run | null {
    this.#attempts = this.#attempts.filter(({ atMs }) => nowMs - atMs < LEAVE_ALONE_MS);
    const [gap] = this.#gaps.flatMap((run) => without(run, this.#attempts));
    if (gap !== undefined) return gap;
    return this.#through < lastSeq ? { first: this.#through + 1, last: lastSeq } : null;
  }

  /** These lines were sent; `receipt` is the answer, when its head is a line of ours. Those before them may still be missing. */
  sent(run: Run, receipt: Receipt | null, nowMs: number): void {
    this.#passOver(run.first);
    if (run.first <= this.#through) this.#attempts = [...this.#attempts, { ...run, atMs: nowMs }];
    this.#through = Math.max(this.#through, run.last, receipt?.head.seq ?? 0);
    if (receipt === null) return;
    const { head, gaps } = receipt;
    const named = gaps.filter((gap) => gap.first <= this.#through).map((gap) => ({ ...gap, last: Math.min(gap.last, this.#through) }));
    // The line behind the head is missing by what a head is, also when the county names no gap there.
    const unnamed = head.seq < this.#through && !named.some((gap) => gap.first === head.seq + 1);
    this.#learn(unnamed ? [{ first: head.seq + 1, last: this.#through }] : named);
  }

  /** What is sent next begins at this line: those between it and what was sent so far are missing. */
  #passOver(next: number): void {
    if (next > this.#through + 1) this.#gaps = [...this.#gaps, { first: this.#through + 1, last: next - 1 }];
  }

  /** A run that is not missing any more may be lost again some day, and is not left alone then. */
  #learn(gaps: readonly Run[]): void {
    this.#gaps = gaps;
    this.#attempts = this.#attempts.filter((attempt) => attempt.atMs === Infinity || gaps.some((gap) => overlap(gap, attempt)));
  }

  /** The county does not take this line. */
  refused(seq: number, nowMs: number): void {
    this.#passOver(seq);
    this.#through = Math.max(this.#through, seq);
    this.#gaps = [...this.#gaps.flatMap((gap) => without(gap, [{ first: seq, last: seq }])), { first: seq, last: seq }];
    this.#attempts = [...this.#attempts, { first: seq, last: seq, atMs: nowMs }];
  }

  /** None of these lines can be read here. */
  unreadable(run: Run): void {
    this.#passOver(run.first);
    this.#through = Math.max(this.#through, run.last);
    this.#attempts = [...this.#attempts, { ...run, atMs: Infinity }];
  }
}

/** What is left of a run when others are taken away from it. */
function without(run: Run, others: readonly Run[]): readonly Run[] {
  return others.reduce<readonly Run[]>((rest, other) => rest.flatMap((part) => withoutOne(part, other)), [run]);
}

function overlap(one: Run, other: Run): boolean {
  return one.first <= other.last && other.first <= one.last;
}

function withoutOne({ first, last }: Run, other: Run): readonly Run[] {
  const before = { first, last: Math.min(last, other.first - 1) };
  const after = { first: Math.max(first, other.last + 1), last };
  return [before, after].filter((part) => part.first <= part.last);
}
