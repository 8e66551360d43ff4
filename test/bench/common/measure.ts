/** One comparison, printed as a line of JSON. `ratio` is how many times better ours is: `peer` ÷ `ours` where less is better. */
export interface Finding {
  readonly bench: string;
  readonly ours: number;
  readonly peer: number;
  readonly unit: string;
  /** At least this much, or with `most` at most. */
  readonly goal: number;
  readonly direction?: 'least' | 'most';
  readonly ratio?: number;
  readonly note?: string;
}

/** Prints the finding and says whether it meets its goal. */
export function report({ direction = 'least', note, ...finding }: Finding): boolean {
  const ratio = finding.ratio ?? finding.peer / finding.ours;
  const ok = direction === 'least' ? ratio >= finding.goal : ratio <= finding.goal;
  const { bench, ours, peer, unit, goal } = finding;
  console.log(JSON.stringify({ bench, ours: round(ours), peer: round(peer), unit, ratio: round(ratio), goal, ok, ...(note === undefined ? {} : { note }) }));
  return ok;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

/** The value below which this share (0 to 1) of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Milliseconds that an action takes. */
export async function took(action: () => unknown): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}

/**
 * Runs contenders in turn, round after round in changing order, so that whatever else the machine does meets all alike.
 * Returns each one's measurements by name.
 */
export async function compete<N extends string>(rounds: number, contenders: Readonly<Record<N, () => Promise<number>>>): Promise<Record<N, number[]>> {
  const names = Object.keys(contenders) as N[];
  const results = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<N, number[]>;
  for (const name of names) await contenders[name](); // Once to warm up.
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) results[name].push(await contenders[name]());
  }
  return results;
}

/** Median over rounds of how many times longer the peer took in the same round. */
export function pairedRatio(ours: readonly number[], peer: readonly number[]): number {
  return median(ours.map((value, round) => (peer[round] ?? NaN) / value));
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
