import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyHead, lineHash } from '../../../../contract/usage/chain.ts';
import { FIRST_PREV } from '../../../../contract/usage/journal-line.ts';
import { branchHead, forks, gapsBehind, Stretches } from '../../../../county/ingest/stretches.ts';
import type { ChainLine, StoredLine } from '../../../../county/ingest/stretches.ts';

/** A county that keeps lines in memory. */
class Shelf {
  readonly lines: StoredLine[] = [];
  stretches = new Stretches([], 0);
  #received = 0;

  /** Takes the new ones of these lines in, as one envelope. */
  take(lines: readonly ChainLine[]): void {
    const fresh = lines.filter((line) => this.find(line) === undefined);
    const [first, last] = [lines.at(0), lines.at(-1)];
    if (fresh.length === 0 || first === undefined || last === undefined) return;
    this.#received += 1;
    this.stretches = new Stretches(this.stretches.all(), this.stretches.count);
    for (const line of fresh) this.lines.push({ ...line, stretch: this.stretches.add(line, this.#received), received: this.#received });
    const wanted = this.stretches.wanted(first.seq, last.seq);
    this.stretches.resolve(this.lines.filter(({ seq }) => wanted.includes(seq)));
  }

  find(line: { readonly seq: number; readonly hash: string }): StoredLine | undefined {
    return this.lines.find(({ seq, hash }) => seq === line.seq && hash === line.hash);
  }

  headOf(line: ChainLine | null): { seq: number; hash: string } {
    const { seq, hash } = branchHead(this.stretches.all(), line === null ? null : (this.find(line)?.stretch ?? null));
    return { seq, hash };
  }
}

/** A line that follows `before`; `mark` tells lines with the same place apart. */
function follow(before: ChainLine | null, mark: string): ChainLine {
  const [seq, prev] = before === null ? [1, FIRST_PREV] : [before.seq + 1, before.hash];
  return { seq, prev, hash: lineHash(`${seq} ${prev} ${mark}`) };
}

function chain(length: number, from: ChainLine | null = null, mark = ''): ChainLine[] {
  const lines: ChainLine[] = [];
  for (let count = 0; count < length; count += 1) lines.push(follow(lines.at(-1) ?? from, mark));
  return lines;
}

/** A tree of lines: each number says how far back from the newest line the next one's parent is. */
const treeOfLines = fc.array(fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.nat(20)), { minLength: 1, maxLength: 60 }).map((steps) => {
  const lines: ChainLine[] = [];
  for (const [index, back] of steps.entries()) lines.push(follow(lines.at(-1 - back) ?? null, String(index)));
  return lines;
});

describe('stretches', () => {
  it('of a journal in order are one', () => {
    const shelf = new Shelf();
    const lines = chain(30);
    for (let from = 0; from < 30; from += 7) shelf.take(lines.slice(from, from + 7));
    expect(shelf.stretches.all().length).toBe(1);
    expect(shelf.headOf(null)).toMatchObject({ seq: 30, hash: lines[29]?.hash });
  });

  it('of one chain tell head and gaps, however its parts come', () => {
    const parts = fc.array(fc.tuple(fc.integer({ min: 0, max: 39 }), fc.integer({ min: 1, max: 15 })), { maxLength: 12 });
    fc.assert(
      fc.property(parts, (ranges) => {
        const shelf = new Shelf();
        const lines = chain(40);
        for (const [from, count] of ranges) {
          shelf.take(lines.slice(from, from + count));
          const missing = lines.filter((line) => shelf.find(line) === undefined).map(({ seq }) => seq);
          const highest = Math.max(0, ...shelf.lines.map(({ seq }) => seq));
          const head = (missing[0] ?? 41) - 1;
          expect(shelf.headOf(null)).toEqual(head === 0 ? { ...emptyHead } : { seq: head, hash: lines[head - 1]?.hash });
          const named = gapsBehind(shelf.stretches.all(), head).flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
          expect(named).toEqual(missing.filter((seq) => seq < highest));
        }
        expect(forks(shelf.stretches.all())).toEqual([]);
        expect(shelf.stretches.all().filter(({ broken }) => broken)).toEqual([]);
      }),
    );
  });

  it('of a journal that branches find the head of every branch, in whatever order the lines come', () => {
    fc.assert(
      fc.property(treeOfLines, fc.infiniteStream(fc.nat()), (lines, numbers) => {
        const shelf = new Shelf();
        const waiting = [...lines];
        while (waiting.length > 0) {
          const [next] = waiting.splice((numbers.next().value ?? 0) % waiting.length, 1);
          if (next === undefined) break;
          // An envelope: this line and some that follow it on one branch, new or not.
          const envelope = [next];
          for (let more = (numbers.next().value ?? 0) % 5; more > 0; more -= 1) {
            const after = lines.find(({ prev }) => prev === envelope.at(-1)?.hash);
            if (after !== undefined) envelope.push(after);
          }
          shelf.take(envelope);
        }
        const stretches = shelf.stretches.all();
        expect(stretches.filter(({ broken }) => broken)).toEqual([]);
        const leaves = lines.filter(({ hash }) => !lines.some(({ prev }) => prev === hash));
        for (const leaf of leaves) {
          expect(shelf.headOf(leaf)).toEqual({ seq: leaf.seq, hash: leaf.hash });
          expect(gapsBehind(stretches, leaf.seq)).toEqual([]);
        }
        for (const line of lines) expect(leaves.map(({ hash }) => hash)).toContain(shelf.headOf(line).hash);
        const roots = lines.filter(({ seq }) => seq === 1).length;
        expect(forks(stretches).length > 0).toBe(leaves.length > 1 || roots > 1);
      }),
    );
  });

  it('go on behind a changed line, which is named', () => {
    const lines = chain(6);
    const changed = lines.map((line, index) => (index === 2 ? { ...line, hash: 'c'.repeat(64) } : line));
    const shelf = new Shelf();
    shelf.take(changed);
    expect(shelf.headOf(null)).toMatchObject({ seq: 6 });
    expect(shelf.stretches.all().map(({ first, broken }) => ({ first, broken }))).toEqual([{ first: 1, broken: false }, { first: 4, broken: true }]);
    shelf.take(lines.slice(2, 3));
    expect(shelf.stretches.all().filter(({ broken }) => broken)).toEqual([]);
  });

  it('prefer the branch that was extended last', () => {
    const trunk = chain(5);
    const [left, right] = [chain(3, trunk[4], 'left'), chain(9, trunk[4], 'right')];
    const shelf = new Shelf();
    for (const part of [trunk, right, left]) shelf.take(part);
    expect(shelf.headOf(null)).toMatchObject({ seq: 8 });
    const more = chain(1, right[8], 'right');
    shelf.take(more);
    expect(shelf.headOf(null)).toMatchObject({ seq: 15 });
    expect(shelf.headOf(trunk[1] ?? null)).toMatchObject({ seq: 15 });
    expect(shelf.headOf(left[0] ?? null)).toMatchObject({ seq: 8 });
  });
});
