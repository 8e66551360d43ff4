import { emptyHead } from '../../contract/usage/chain.ts';
import type { Head } from '../../contract/usage/chain.ts';
import { FIRST_PREV } from '../../contract/usage/journal-line.ts';
import { groupBy } from './group-by.ts';

/**
 * A journal's lines as the county keeps track of them: stretches of lines that follow each other by sequence number and
 * hash. A journal that arrives in order is one stretch that grows. A line that does not continue one begins another: behind
 * a gap, where a branch parts (fork), or where the chain is broken because a line was changed. So a journal of any age has
 * few stretches, and what they say about head, gaps and forks needs no look at the lines.
 */
export interface Stretch {
  /** From 1, in the order in which they began. */
  readonly id: number;
  readonly first: number;
  readonly firstHash: string;
  /** Hash that the first line says the line before it has; null when it does not say. */
  readonly prev: string | null;
  readonly last: number;
  /** Hash of the last line. */
  readonly hash: string;
  /** Stretch that holds the line before the first one; null at the journal's beginning, and as long as that line is missing. */
  readonly parent: number | null;
  /** The line before is known, and is not the one that the first line says: one of the two was changed. */
  readonly broken: boolean;
  /** Number of the envelope that made it longer last. */
  readonly extended: number;
}

/** A line as it is placed: new ones only, in the order of their envelope. */
export interface ChainLine {
  readonly seq: number;
  readonly hash: string;
  readonly prev: string | null;
}

/** A line that is stored, as far as joining stretches needs it. */
export interface StoredLine {
  readonly seq: number;
  readonly hash: string;
  readonly stretch: number;
  readonly received: number;
}

/** The stretches of one journal; `add` and `resolve` change it. */
export class Stretches {
  readonly #byId: Map<number, Stretch>;
  /** By where they end; the one that is growing is not among them. */
  readonly #byTip = new Map<string, number>();
  readonly #changed = new Set<number>();
  #growing: Stretch | null = null;
  #count: number;

  /** `count` is how many there are in all, should only some of them be given. */
  constructor(stretches: readonly Stretch[], count: number) {
    this.#byId = new Map(stretches.map((stretch) => [stretch.id, stretch]));
    this.#count = count;
    for (const stretch of stretches) this.#byTip.set(tip(stretch.last, stretch.hash), stretch.id);
  }

  get count(): number {
    return this.#count;
  }

  /** The stretches that `add` and `resolve` made or changed. */
  changed(): readonly Stretch[] {
    this.#settle();
    return [...this.#changed].map((id) => this.get(id));
  }

  /** Takes a line in that is not stored yet and returns the id of its stretch. */
  add({ seq, hash, prev }: ChainLine, received: number): number {
    if (this.#growing?.last !== seq - 1 || this.#growing.hash !== prev) this.#settle();
    const before = this.#growing ?? this.#endingWith(seq - 1, prev);
    this.#growing =
      before === null
        ? { id: this.#begin(), first: seq, firstHash: hash, prev, last: seq, hash, parent: null, broken: seq === 1 && prev !== null && prev !== FIRST_PREV, extended: received }
        : { ...before, last: seq, hash, extended: received };
    return this.#growing.id;
  }

  /** Sequence numbers of the lines that would join a stretch to what is before it, as far as lines `from` to `to` can tell. */
  wanted(from: number, to: number): readonly number[] {
    this.#settle();
    const open = [...this.#byId.values()].filter((stretch) => stretch.first > 1 && (stretch.parent === null || stretch.broken));
    const affected = open.filter((stretch) => this.#changed.has(stretch.id) || (stretch.first - 1 >= from && stretch.first - 1 <= to));
    return [...new Set(affected.map((stretch) => stretch.first - 1))];
  }

  /** Joins stretches to the lines before them. `stored` holds every stored line with a number that is `wanted`. */
  resolve(stored: readonly StoredLine[]): void {
    const bySeq = groupBy(stored, (line) => line.seq);
    for (const stretch of this.all()) {
      if (stretch.parent !== null && !stretch.broken) continue;
      const before = bySeq.get(stretch.first - 1);
      if (before === undefined) continue;
      const exact = before.find((line) => line.hash === stretch.prev);
      // Where the chain is broken, the line that came last stands for the one that is not there: uploading has to go on.
      const nearest = exact ?? before.reduce((a, b) => (b.received > a.received || (b.received === a.received && b.stretch > a.stretch) ? b : a));
      const broken = exact === undefined && stretch.prev !== null;
      if (nearest.stretch !== stretch.parent || broken !== stretch.broken) this.#set({ ...stretch, parent: nearest.stretch, broken });
    }
  }

  all(): readonly Stretch[] {
    this.#settle();
    return [...this.#byId.values()].sort((a, b) => a.id - b.id);
  }

  get(id: number): Stretch {
    this.#settle();
    const stretch = this.#byId.get(id);
    if (stretch === undefined) throw new Error(`Stretch ${id} was not loaded.`);
    return stretch;
  }

  #begin(): number {
    this.#count += 1;
    return this.#count;
  }

  /** The stretch that ends with this line, which is then no longer found there. */
  #endingWith(seq: number, hash: string | null): Stretch | null {
    const id = hash === null ? undefined : this.#byTip.get(tip(seq, hash));
    if (hash === null || id === undefined) return null;
    this.#byTip.delete(tip(seq, hash));
    return this.get(id);
  }

  /** Puts the stretch that was growing to the others: only one in thousands of lines begins another. */
  #settle(): void {
    const grown = this.#growing;
    this.#growing = null;
    if (grown !== null) this.#set(grown);
  }

  #set(stretch: Stretch): void {
    this.#byId.set(stretch.id, stretch);
    this.#byTip.set(tip(stretch.last, stretch.hash), stretch.id);
    this.#changed.add(stretch.id);
  }
}

/** Where a branch has got to, and the stretch that ends there. */
export interface BranchHead extends Head {
  /** Null at the empty head. */
  readonly stretch: number | null;
}

/**
 * The head of the branch that holds this stretch, else (and for a stretch behind a gap) of the branch that was extended last.
 * `reachedFrom` is a stretch that is known to be reached from line 1 although its parents are not among those given.
 */
export function branchHead(stretches: readonly Stretch[], of: number | null, reachedFrom: number | null = null): BranchHead {
  const reached = reachedStretches(stretches, reachedFrom);
  const asked = reached.find((stretch) => stretch.id === of);
  let at = asked ?? reached.reduce<Stretch | undefined>((a, b) => (a === undefined || later(b, a) ? b : a), undefined);
  if (at === undefined) return { ...emptyHead, stretch: null };
  const latest = latestInSubtree(reached);
  const children = groupBy(reached, (stretch) => stretch.parent);
  for (;;) {
    const here: Stretch = at;
    const next = (children.get(here.id) ?? [])
      .filter((stretch) => stretch.first === here.last + 1)
      .reduce<Stretch | undefined>((a, b) => (a === undefined || later(latest(b), latest(a)) ? b : a), undefined);
    if (next === undefined) return { seq: here.last, hash: here.hash, stretch: here.id };
    at = next;
  }
}

/** Runs of lines behind `head` that are missing although later ones are stored, in order. */
export function gapsBehind(stretches: readonly Stretch[], head: number): { readonly first: number; readonly last: number }[] {
  const reached = new Set(reachedStretches(stretches, null).map((stretch) => stretch.id));
  const apart = stretches.filter((stretch) => !reached.has(stretch.id)).sort((a, b) => a.first - b.first);
  const gaps: { first: number; last: number }[] = [];
  let next = head + 1;
  for (const stretch of apart) {
    if (stretch.first > next) gaps.push({ first: next, last: stretch.first - 1 });
    next = Math.max(next, stretch.last + 1);
  }
  return gaps;
}

/** The stretches that begin with a line whose number another line has too: where a branch parts. */
export function forks(stretches: readonly Stretch[]): readonly Stretch[] {
  let covered = 0;
  return [...stretches]
    .sort((a, b) => a.first - b.first || a.id - b.id)
    .filter((stretch) => {
      const parts = stretch.first <= covered;
      covered = Math.max(covered, stretch.last);
      return parts;
    });
}

/** In ascending order of `first`, so that each comes after its parent. */
function reachedStretches(stretches: readonly Stretch[], reachedFrom: number | null): readonly Stretch[] {
  const reached = new Set<number>();
  return [...stretches]
    .sort((a, b) => a.first - b.first)
    .filter((stretch) => {
      const is = stretch.first === 1 || stretch.id === reachedFrom || (stretch.parent !== null && reached.has(stretch.parent));
      if (is) reached.add(stretch.id);
      return is;
    });
}

/** Of each stretch and all that follow from it, the one that was extended last. */
function latestInSubtree(ascending: readonly Stretch[]): (stretch: Stretch) => Stretch {
  const latest = new Map(ascending.map((stretch) => [stretch.id, stretch]));
  const of = (stretch: Stretch) => latest.get(stretch.id) ?? stretch;
  for (const stretch of ascending.toReversed()) {
    const parent = stretch.parent === null ? undefined : latest.get(stretch.parent);
    if (stretch.parent !== null && parent !== undefined && later(of(stretch), parent)) latest.set(stretch.parent, of(stretch));
  }
  return of;
}

function later(a: Stretch, b: Stretch): boolean {
  return a.extended > b.extended || (a.extended === b.extended && a.id > b.id);
}

function tip(seq: number, hash: string): string {
  return `${seq} ${hash}`;
}
