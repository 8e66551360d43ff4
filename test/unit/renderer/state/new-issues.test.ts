import { describe, expect, it } from 'vitest';
import { newSince } from '../../../../renderer/state/new-issues.ts';

const isNew = (publishedAt: string, now: Date, published: readonly string[] = []): boolean =>
  Date.parse(publishedAt) >= newSince([publishedAt, ...published], now);

describe('a new issue', () => {
  const now = new Date('2026-11-23T12:00:00+08:00');

  it('was published within the last thirty days', () => {
    expect(isNew('2026-11-01T00:00:00+08:00', now)).toBe(true);
    expect(isNew('2026-10-24T13:00:00+08:00', now)).toBe(true);
    expect(isNew('2026-10-24T11:00:00+08:00', now)).toBe(false);
  });

  it('is not every issue when the clock went back to years ago', () => {
    const dead = new Date('2000-01-01T00:00:00+08:00');
    expect(isNew('2026-11-01T00:00:00+08:00', dead)).toBe(true);
    expect(isNew('2026-09-01T00:00:00+08:00', dead, ['2026-11-01T00:00:00+08:00'])).toBe(false);
  });
});
