import { describe, expect, it } from 'vitest';
import { dateText, daysSince, dayText } from '../../../../renderer/screens/information/day-text.ts';

const noon = new Date(2026, 10, 23, 12, 0);

describe('the age of an item', () => {
  it('counts calendar days, whatever the hour', () => {
    expect(daysSince('2026-11-20', new Date(2026, 10, 23, 0, 1))).toBe(3);
    expect(daysSince('2026-11-20', new Date(2026, 10, 23, 23, 59))).toBe(3);
  });

  it('is right over the end of a month and of a year', () => {
    expect(daysSince('2026-12-31', new Date(2027, 0, 1, 8))).toBe(1);
    expect(daysSince('2028-02-28', new Date(2028, 2, 1, 8))).toBe(2);
  });

  it('is said in words while it is recent', () => {
    expect(dayText('2026-11-23', noon, 'en')).toBe('today');
    expect(dayText('2026-11-20', noon, 'en')).toBe('3 days ago');
    expect(dayText('2026-11-22', noon, 'zh-CN')).toBe('昨天');
  });

  it('is a date when it is older', () => {
    expect(dayText('2026-09-18', noon, 'en')).toBe('18 September');
    expect(dayText('2026-09-18', noon, 'zh-CN')).toBe('9月18日');
  });

  it('is a date when it lies ahead, as with a clock that is behind', () => {
    expect(dayText('2026-11-25', noon, 'en')).toBe('25 November');
  });

  it('names the year when it is another one', () => {
    expect(dateText('2025-09-18', noon, 'en')).toBe('18 September 2025');
    expect(dateText('2025-09-18', noon, 'zh-CN')).toBe('2025年9月18日');
  });
});
