import { describe, expect, it } from 'vitest';
import { cardNumberOf, meantNumber } from '../../../contract/viewing/card.ts';

describe('a card', () => {
  it.each([
    ['*0012345678#', '0012345678'],
    [';12345?', '12345'],
    ['ab-12', 'AB12'],
    ['１２３', '123'],
  ])('that a reader types as %s has the number %s', (typed, number) => {
    expect(cardNumberOf(typed)).toBe(number);
  });

  it('of signs alone has no number', () => {
    expect(cardNumberOf('*#')).toBeNull();
  });

  it('with leading zeros means the one member whose number is the same but for them', () => {
    expect(meantNumber(['1001', '1002'], '00001001')).toBe('1001');
    expect(meantNumber(['1', '01'], '001')).toBe('001');
  });
});
