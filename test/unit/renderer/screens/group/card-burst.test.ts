import { describe, expect, it } from 'vitest';
import { CardBurst } from '../../../../../renderer/screens/group/card-burst.ts';

const typed = (text: string, betweenMs: number, enterAfterMs = betweenMs): string | null => {
  const burst = new CardBurst();
  Array.from(text).forEach((key, at) => burst.key(key, at * betweenMs));
  return burst.key('Enter', (text.length - 1) * betweenMs + enterAfterMs);
};

describe('what comes from a card reader', () => {
  it('is a run too fast for fingers, ended by Enter', () => {
    expect(typed('*0012345678#', 8)).toBe('*0012345678#');
    expect(typed('0012345678', 40)).toBe('0012345678');
  });

  it('is not what a person types, however quick', () => {
    expect(typed('1001', 90)).toBeNull();
    expect(typed('1001', 10, 200)).toBeNull();
    expect(typed('12', 5)).toBeNull();
  });

  it('begins anew after a pause, so that digits typed by hand before it are not part of it', () => {
    const burst = new CardBurst();
    burst.key('1', 0);
    burst.key('0', 300);
    Array.from('0012345678').forEach((key, at) => burst.key(key, 1000 + at * 5));
    expect(burst.key('Enter', 1055)).toBe('0012345678');
  });

  it('may hold signs that need Shift', () => {
    const burst = new CardBurst();
    for (const [at, key] of ['Shift', '*', '1', '2', '3', 'Shift', '#'].entries()) burst.key(key, at * 4);
    expect(burst.key('Enter', 30)).toBe('*123#');
  });
});
