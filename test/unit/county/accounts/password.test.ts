import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { waitAfter } from '../../../../county/accounts/failures.ts';
import { hashPassword, isPassword } from '../../../../county/accounts/password.ts';

describe('a password', () => {
  it('is told by its hash, which is another one each time', async () => {
    const [one, other] = await Promise.all([hashPassword('ridge the potatoes'), hashPassword('ridge the potatoes')]);
    expect(one).not.toBe(other);
    expect(one).not.toContain('potatoes');
    expect(await isPassword('ridge the potatoes', one)).toBe(true);
    expect(await isPassword('ridge the potato', one)).toBe(false);
    expect(await isPassword('', null)).toBe(false);
  });

  it('is the same however its letters were typed', async () => {
    const stored = await hashPassword('Zo\u00eb und \uff21');
    expect(await isPassword('Zoe\u0308 und A', stored)).toBe(true);
  });

  it('is checked with the cost it was stored with', async () => {
    const cheap = 'scrypt$1024$8$1$AAAAAAAAAAAAAAAAAAAAAA$';
    await expect(isPassword('x', cheap)).rejects.toThrow(/not in the form/);
    await expect(isPassword('x', 'plain text')).rejects.toThrow(/not in the form/);
    const hash = scryptSync('x', Buffer.alloc(16), 32, { N: 1024, r: 8, p: 1 }).toString('base64url');
    expect(await isPassword('x', cheap + hash)).toBe(true);
  });
});

it('the wait after failures doubles up to a quarter of an hour', () => {
  expect([1, 5, 6, 7, 8, 15, 16, 1000].map((failures) => waitAfter(failures, 5) / 1000)).toEqual([0, 0, 1, 2, 4, 512, 900, 900]);
});
