import { describe, expect, test } from 'vitest';
import { lastDayOf, monthsUntil, yearBefore } from '../../../../county/overview/year-before.ts';

describe('the year before', () => {
  test('has the same day, and the 28th of February for the 29th', () => {
    expect([yearBefore('2026-11-23'), yearBefore('2024-02-29'), yearBefore('2025-02-28')]).toEqual(['2025-11-23', '2023-02-28', '2024-02-28']);
  });

  test('is told by months that go on across the turn of the year', () => {
    expect(monthsUntil('2026-02', 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsUntil('2026-12', 24)).toHaveLength(24);
  });

  test('knows how long its months are', () => {
    expect(['2026-01', '2026-02', '2024-02', '2026-04', '2026-12'].map(lastDayOf)).toEqual(['2026-01-31', '2026-02-28', '2024-02-29', '2026-04-30', '2026-12-31']);
  });
});
