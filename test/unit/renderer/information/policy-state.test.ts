import { describe, expect, it } from 'vitest';
import { localDay, policyState } from '../../../../renderer/screens/information/policy-state.ts';

describe('a policy', () => {
  it('is in force from its first day to its last', () => {
    expect(policyState('2026-03-01', '2026-11-30', '2026-03-01')).toBe('in-force');
    expect(policyState('2026-03-01', '2026-11-30', '2026-11-30')).toBe('in-force');
  });

  it('is to come before its first day and over after its last', () => {
    expect(policyState('2026-03-01', '2026-11-30', '2026-02-28')).toBe('coming');
    expect(policyState('2026-03-01', '2026-11-30', '2026-12-01')).toBe('over');
  });

  it('without a last day stays in force', () => {
    expect(policyState('2020-09-01', null, '2036-01-01')).toBe('in-force');
  });

  it('goes by the local calendar', () => {
    expect(localDay(new Date(2026, 0, 5, 0, 30))).toBe('2026-01-05');
  });
});
