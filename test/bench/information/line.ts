/** What one measurement says; see `npm run bench`. */
export interface Line {
  readonly bench: string;
  readonly ours: number | string;
  readonly peer?: number | string;
  readonly unit: string;
  readonly goal?: number;
  readonly ok?: boolean;
  readonly note?: string;
}

export function print(line: Line): void {
  console.log(JSON.stringify(line, (_key, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value)));
}

export function atMost(bench: string, ours: number, unit: string, goal: number, note?: string): void {
  print({ bench, ours, unit, goal, ok: ours <= goal, ...(note === undefined ? {} : { note }) });
}
