import type { InformationKind } from '../../contract/information/item.ts';
import type { ReadQuery } from './query.ts';

/** An item and how high it stands among the others. */
export interface Ranked {
  readonly segment: number;
  readonly doc: number;
  readonly rank: number;
}

export interface Candidate {
  /** 0 to 1. */
  readonly match: number;
  readonly kind: InformationKind;
  /** As its number. */
  readonly date: number;
  /** There is a newer price of the same series. */
  readonly isOlder: boolean;
}

/** What is asked for is most often a price, and every price is also somebody's news. */
const byKind: Readonly<Record<InformationKind, number>> = { 'market-price': 0.1, technique: 0.05, policy: 0.04, 'supply-demand': 0.02, contact: 0.01 };
const ASKED_KIND = 0.35;
const IN_ASKED_DAYS = 0.2;
const NEWNESS = 0.06;
const NEWNESS_DAYS = 90;
const OLDER_PRICE = -0.3;

/** Match first; kind, days and newness decide among items that match about as well. */
export function rankOf({ match, kind, date, isOlder }: Candidate, query: Pick<ReadQuery, 'kinds' | 'days'>, today: number): number {
  const asked = query.kinds.has(kind) ? ASKED_KIND : 0;
  const inDays = query.days !== null && date >= query.days.from && date <= query.days.to ? IN_ASKED_DAYS : 0;
  const older = isOlder && inDays === 0 ? OLDER_PRICE : 0;
  return match + byKind[kind] + asked + inDays + older + NEWNESS * Math.exp(-Math.max(0, today - date) / NEWNESS_DAYS);
}
