/** One price on one day. */
export interface PricePoint {
  readonly date: string;
  readonly price: number;
}

/** Where a price stands in a drawing, in its units; y grows downwards. */
export interface ChartPoint extends PricePoint {
  readonly x: number;
  readonly y: number;
}

export interface PriceChart {
  readonly points: readonly ChartPoint[];
  /** Round prices at which a line goes across, lowest first. */
  readonly lines: readonly { readonly price: number; readonly y: number }[];
}

/** How a price has changed since an earlier one. */
export interface PriceChange {
  readonly by: number;
  /** Whole percent of the earlier price; 0 where that was 0. */
  readonly percent: number;
  /** The day of the earlier price. */
  readonly since: string;
}

/** A price older than this may be another one by now. */
export const STALE_DAYS = 14;

const DAY_MS = 86_400_000;
/** How far from the day that one asks for an earlier price may be, in days. */
const near = { 7: 3, 365: 20 } as const;

/** The last price against the one about so many days before it; of several the nearest. Null when there is none near that day. */
export function changeSince(series: readonly PricePoint[], daysBefore: keyof typeof near): PriceChange | null {
  const last = series.at(-1);
  if (last === undefined) return null;
  const wanted = Date.parse(last.date) - daysBefore * DAY_MS;
  const off = (point: PricePoint): number => Math.abs(Date.parse(point.date) - wanted) / DAY_MS;
  const earlier = series.slice(0, -1).filter((point) => off(point) <= near[daysBefore]);
  const [nearest] = earlier.sort((a, b) => off(a) - off(b));
  return nearest === undefined ? null : changeFrom(nearest, last);
}

/** The last price against the one before it, whenever that was; null when there is none. */
export function lastChange(series: readonly PricePoint[]): PriceChange | null {
  const [before, last] = series.slice(-2);
  return before === undefined || last === undefined ? null : changeFrom(before, last);
}

function changeFrom(before: PricePoint, last: PricePoint): PriceChange {
  // Prices are money: a thousandth is noise of the arithmetic.
  const by = Math.round((last.price - before.price) * 1000) / 1000;
  return { by, percent: before.price === 0 ? 0 : Math.round((Math.abs(by) / before.price) * 100), since: before.date };
}

/** The lowest and the highest of a series; of equal ones the latest. Null for an empty series. */
export function extremes(series: readonly PricePoint[]): { readonly low: PricePoint; readonly high: PricePoint } | null {
  const first = series[0];
  if (first === undefined) return null;
  return series.reduce(
    ({ low, high }, point) => ({ low: point.price <= low.price ? point : low, high: point.price >= high.price ? point : high }),
    { low: first, high: first },
  );
}

/**
 * Places a series in a drawing of the given size: days to scale from left to right, prices between two round ones. Null
 * when there are fewer than two days to draw.
 */
export function drawPrices(series: readonly PricePoint[], width: number, height: number): PriceChart | null {
  const ends = extremes(series);
  const days = series.map((point) => Date.parse(point.date));
  const [from, to] = [Math.min(...days), Math.max(...days)];
  if (ends === null || from === to) return null;
  const step = roundStep((ends.high.price - ends.low.price) / 3 || ends.high.price / 3 || 1);
  const bottom = Math.max(0, Math.floor(ends.low.price / step) * step);
  const top = Math.ceil(ends.high.price / step) * step + (ends.high.price === bottom ? step : 0);
  const yOf = (price: number): number => height - ((price - bottom) / (top - bottom)) * height;
  const count = Math.round((top - bottom) / step);
  return {
    points: series.map((point) => ({ ...point, x: ((Date.parse(point.date) - from) / (to - from)) * width, y: yOf(point.price) })),
    lines: Array.from({ length: count + 1 }, (_, index) => {
      const price = Number((bottom + index * step).toFixed(6));
      return { price, y: yOf(price) };
    }),
  };
}

/** The next of 1, 2, 5, 10, … (or a tenth, a hundredth of these) that is not smaller. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= wanted * 0.999) ?? 10 * power;
}
