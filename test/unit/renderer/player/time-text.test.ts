import { describe, expect, it } from 'vitest';
import { timeText } from '../../../../renderer/player/time-text.ts';

describe('a place in a film', () => {
  it('is written as minutes and seconds', () => {
    expect(timeText(185.9)).toBe('3:05');
    expect(timeText(0)).toBe('0:00');
  });

  it('has hours when there are any', () => {
    expect(timeText(3723)).toBe('1:02:03');
  });

  it('is never before the start', () => {
    expect(timeText(-3)).toBe('0:00');
  });
});
