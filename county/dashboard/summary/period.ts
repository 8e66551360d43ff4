import type { SummaryQuery } from '../../../contract/http.ts';

export const periodKinds = ['month', 'year', 'all', 'range'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** A chosen period. `from` and `to` are the days typed for a range; empty is open. */
export interface Period {
  readonly kind: PeriodKind;
  readonly from: string;
  readonly to: string;
}

/** The days that a period asks for; null while its end is before its beginning. `today` is a day, `2026-11-23`. */
export function daysOf(period: Period, today: string): Pick<SummaryQuery, 'from' | 'to'> | null {
  switch (period.kind) {
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case 'all':
      return {};
    case 'range': {
      const { from, to } = period;
      if (from !== '' && to !== '' && to < from) return null;
      return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
    }
  }
}

/** The day where the reader is. */
export function dayOf(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
