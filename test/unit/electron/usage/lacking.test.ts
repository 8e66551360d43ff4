import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../../../contract/usage/envelope.ts';
import { Lacking } from '../../../../electron/usage/lacking.ts';
import { journalId } from './fake-county.ts';

function receipt(head: number, ...gaps: readonly [first: number, last: number][]): Receipt {
  return {
    ...{ kind: 'receipt/1', journal: journalId, known: true, receivedAt: '2026-11-23T10:00:00Z', quarantined: [] },
    head: { seq: head, hash: 'a'.repeat(64) },
    gaps: gaps.map(([first, last]) => ({ first, last })),
  };
}

const QUARTER_HOUR_MS = 15 * 60_000;

describe('what the county lacks', () => {
  it('is what follows the line it has, until that was sent', () => {
    const lacking = new Lacking();
    lacking.begin({ through: 10, missing: [] });
    expect(lacking.next(25, 0)).toEqual({ first: 11, last: 25 });
    lacking.sent({ first: 11, last: 20 }, receipt(20), 0);
    expect(lacking.next(25, 0)).toEqual({ first: 21, last: 25 });
    lacking.sent({ first: 21, last: 25 }, receipt(25), 0);
    expect([lacking.next(25, 0), lacking.confirmed]).toEqual([null, 25]);
  });

  it('may have come another way meanwhile', () => {
    const lacking = new Lacking();
    lacking.begin({ through: 10, missing: [] });
    lacking.sent({ first: 11, last: 20 }, receipt(90), 0);
    expect(lacking.next(95, 0)).toEqual({ first: 91, last: 95 });
  });

  it('includes what was passed over to send later lines first, whatever became of those', () => {
    for (const later of ['sent', 'sent without an answer of use', 'refused', 'unreadable'] as const) {
      const lacking = new Lacking();
      lacking.begin({ through: 10, missing: [] });
      if (later === 'sent') lacking.sent({ first: 90, last: 95 }, receipt(10, [11, 89]), 0);
      else if (later === 'refused') lacking.refused(90, 0);
      else if (later === 'unreadable') lacking.unreadable({ first: 90, last: 95 });
      else lacking.sent({ first: 90, last: 95 }, null, 0);
      expect([later, lacking.next(95, 0), lacking.confirmed]).toEqual([later, { first: 11, last: 89 }, 10]);
    }
  });

  it('includes runs in between, the oldest first, each tried once in a while', () => {
    const lacking = new Lacking();
    lacking.begin({ through: 100, missing: [{ first: 20, last: 30 }, { first: 50, last: 50 }] });
    expect([lacking.next(100, 0), lacking.confirmed]).toEqual([{ first: 20, last: 30 }, 19]);
    lacking.sent({ first: 20, last: 25 }, receipt(25, [26, 30], [50, 50]), 0);
    expect(lacking.next(100, 0)).toEqual({ first: 26, last: 30 });
    lacking.sent({ first: 26, last: 30 }, receipt(25, [26, 30], [50, 50]), 0); // It did not take them in.
    expect(lacking.next(100, 0)).toEqual({ first: 50, last: 50 });
    lacking.sent({ first: 50, last: 50 }, receipt(25, [26, 30]), 0);
    expect([lacking.next(100, QUARTER_HOUR_MS - 1), lacking.confirmed]).toEqual([null, 25]);
    expect(lacking.next(100, QUARTER_HOUR_MS)).toEqual({ first: 26, last: 30 });
  });

  it('includes what a county lost that had it before, at once', () => {
    const lacking = new Lacking();
    lacking.begin({ through: 100, missing: [{ first: 20, last: 30 }] });
    lacking.sent({ first: 20, last: 30 }, receipt(100), 0);
    lacking.sent({ first: 101, last: 110 }, receipt(14, [15, 100]), 1);
    expect([lacking.next(110, 1), lacking.confirmed]).toEqual([{ first: 15, last: 100 }, 14]);
  });

  it('begins behind its head, also when it names no gap there', () => {
    const lacking = new Lacking();
    lacking.begin({ through: 10, missing: [] });
    lacking.sent({ first: 11, last: 20 }, receipt(15), 0);
    expect([lacking.next(20, 0), lacking.confirmed]).toEqual([{ first: 16, last: 20 }, 15]);
  });

  it('does not count what cannot be read here, and leaves a refused line alone for a while', () => {
    const lacking = new Lacking();
    lacking.begin({ through: 0, missing: [] });
    lacking.sent({ first: 1, last: 9 }, receipt(9), 0);
    lacking.unreadable({ first: 10, last: 12 });
    lacking.sent({ first: 13, last: 20 }, receipt(9, [10, 12]), 0);
    expect([lacking.next(20, 0), lacking.confirmed]).toEqual([null, 20]);
    lacking.refused(21, 0);
    expect([lacking.next(21, 0), lacking.confirmed]).toEqual([null, 20]);
    expect(lacking.next(21, QUARTER_HOUR_MS)).toEqual({ first: 21, last: 21 });
    expect(lacking.next(21, 10 * QUARTER_HOUR_MS)).toEqual({ first: 21, last: 21 });
  });

  it('does not follow gaps behind what we have sent: they are another branch’s', () => {
    const lacking = new Lacking();
    lacking.begin({ through: 10, missing: [] });
    lacking.sent({ first: 11, last: 20 }, receipt(20, [25, 30]), 0);
    expect(lacking.next(20, 0)).toBeNull();
  });
});
