import { describe, expect, it } from 'vitest';
import { digitsOf } from '../../../../renderer/components/digits.ts';

describe('digits', () => {
  it('are all that is taken of what was typed', () => {
    expect(digitsOf('0a1 2-3')).toBe('0123');
    expect(digitsOf('')).toBe('');
  });

  it('are the same when a Chinese keyboard gives them in full width', () => {
    expect(digitsOf('０１２')).toBe('012');
  });
});
