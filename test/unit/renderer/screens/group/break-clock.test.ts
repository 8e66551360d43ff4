import { describe, expect, it } from 'vitest';
import type { GroupView } from '../../../../../contract/ipc/topics.ts';
import { programIdSchema } from '../../../../../contract/programs/program.ts';
import { breakClock } from '../../../../../renderer/screens/group/break-clock.ts';

const rest = (minutes: number | null): NonNullable<GroupView['break']> => ({ since: '2026-11-23T19:00:00.000+08:00', minutes, next: programIdSchema.parse('2026-11/potato') });
const at = (time: string): Date => new Date(`2026-11-23T${time}+08:00`);

describe('the clock of a break', () => {
  it('counts down to its end and stays there', () => {
    expect(breakClock(rest(10), at('19:02:30'))).toEqual({ text: '07:30', over: false });
    expect(breakClock(rest(10), at('19:12:00'))).toEqual({ text: '00:00', over: true });
  });

  it('counts up when nobody said how long', () => {
    expect(breakClock(rest(null), at('19:02:30'))).toEqual({ text: '02:30', over: false });
  });

  it('shows the whole break when the clock was set back', () => {
    expect(breakClock(rest(5), at('18:00:00'))).toEqual({ text: '05:00', over: false });
  });
});
