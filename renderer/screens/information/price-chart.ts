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

/** Difference of the last price to the one before it; null when there is none before it. */
export function lastChange(series: readonly PricePoint[]): { readonly by: number; readonly since: string } | null {
  const [before, last] = series.slice(-2);
  if (before === undefined || last === undefined) return null;
  // Prices are money: a thousandth is noise of the arithmetic.
  return { by: Math.round((last.price - before.price) * 1000) / 1000, since: before.date };
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
