import { describe, expect, it } from 'vitest';
import type { PlanItem } from '../../../../../contract/ipc/hall-topics.ts';
import { planIdSchema } from '../../../../../contract/usage/copies.ts';
import { comingPlan } from '../../../../../renderer/screens/home/coming-plan.ts';
import { whatIsNext } from '../../../../../renderer/screens/home/what-is-next.ts';

const item = (day: string, held = false): PlanItem => ({
  plan: planIdSchema.parse('01939f69-1a2b-7d00-8c11-0242ac120002'),
  ...{ day, time: '19:30', kind: 'party-class', programs: [], issue: null, note: '', source: 'county', held },
});
const now = new Date(2026, 10, 23, 9);

describe('what is planned', () => {
  it('is told for today before what the county answered', () => {
    const planned = comingPlan([item('2026-11-22'), item('2026-11-23', true), item('2026-11-23')], now);
    expect(planned).toMatchObject({ isToday: true, item: { day: '2026-11-23', held: false } });
    expect(whatIsNext({ group: null, programs: [], pinChosen: true, unread: [{ asked: '?' }], planned }).kind).toBe('plan');
  });

  it('is told for the coming days behind an answer', () => {
    const planned = comingPlan([item('2026-11-27')], now);
    expect(planned?.isToday).toBe(false);
    expect(whatIsNext({ group: null, programs: [], pinChosen: true, unread: [{ asked: '?' }], planned }).kind).toBe('answered');
    expect(whatIsNext({ group: null, programs: [], pinChosen: true, unread: [], planned }).kind).toBe('plan');
  });

  it('is not told when it is far away', () => {
    expect(comingPlan([item('2026-12-24')], now)).toBeNull();
  });
});
