import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSince, drawPrices, extremes, lastChange } from '../../../../renderer/screens/information/price-chart.ts';

const series = [
  { date: '2026-11-06', price: 66.3 },
  { date: '2026-11-13', price: 66.6 },
  { date: '2026-11-20', price: 67.6 },
];

describe('the history of a price', () => {
  it('tells the change since the price before', () => {
    expect(lastChange(series)).toEqual({ by: 1, percent: 2, since: '2026-11-13' });
  });

  it('tells the change since the week and the year before, by the price nearest to that day', () => {
    const year = [{ date: '2025-11-10', price: 50 }, { date: '2025-11-18', price: 80 }, ...series];
    expect(changeSince(year, 7)).toEqual({ by: 1, percent: 2, since: '2026-11-13' });
    expect(changeSince(year, 365)).toEqual({ by: -12.4, percent: 16, since: '2025-11-18' });
  });

  it('tells none since a day near which there is no price', () => {
    expect(changeSince([{ date: '2026-11-09', price: 3 }, { date: '2026-11-20', price: 2 }], 7)).toBeNull();
    expect(changeSince(series, 365)).toBeNull();
    expect(changeSince([], 7)).toBeNull();
  });

  it('tells no percent of what cost nothing', () => {
    expect(changeSince([{ date: '2026-11-13', price: 0 }, { date: '2026-11-20', price: 2 }], 7)).toEqual({ by: 2, percent: 0, since: '2026-11-13' });
  });

  it('tells no change without a price before', () => {
    expect(lastChange(series.slice(0, 1))).toBeNull();
    expect(lastChange([])).toBeNull();
  });

  it('tells the lowest and the highest', () => {
    expect(extremes(series)).toEqual({ low: series[0], high: series[2] });
    expect(extremes([])).toBeNull();
  });

  it('is drawn to scale in days', () => {
    const chart = drawPrices([{ date: '2026-11-01', price: 1 }, { date: '2026-11-02', price: 2 }, { date: '2026-11-11', price: 3 }], 1000, 100);
    expect(chart?.points.map(({ x }) => x)).toEqual([0, 100, 1000]);
  });

  it('is not drawn for one day alone', () => {
    expect(drawPrices(series.slice(0, 1), 100, 100)).toBeNull();
    expect(drawPrices([{ date: '2026-11-01', price: 1 }, { date: '2026-11-01', price: 2 }], 100, 100)).toBeNull();
  });

  it('rules its lines at round prices', () => {
    expect(drawPrices(series, 100, 100)?.lines.map(({ price }) => price)).toEqual([66, 66.5, 67, 67.5, 68]);
  });

  it('stays within the drawing, higher prices higher, whatever the prices', () => {
    const price = fc.integer({ min: 0, max: 10_000_000 }).map((cents) => cents / 100);
    fc.assert(
      fc.property(fc.array(price, { minLength: 2, maxLength: 60 }), (prices) => {
        const day = (index: number): string => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
        const chart = drawPrices(prices.map((each, index) => ({ date: day(index), price: each })), 300, 200);
        expect(chart).not.toBeNull();
        for (const point of chart?.points ?? []) {
          expect(point.y).toBeGreaterThanOrEqual(-0.001);
          expect(point.y).toBeLessThanOrEqual(200.001);
        }
        const sorted = [...(chart?.points ?? [])].sort((a, b) => a.price - b.price);
        for (const [index, point] of sorted.entries()) expect(point.y).toBeLessThanOrEqual((sorted[index - 1]?.y ?? 200) + 0.001);
        expect(chart?.lines.length).toBeGreaterThanOrEqual(2);
        expect(chart?.lines.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
