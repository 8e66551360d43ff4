import { describe, expect, it } from 'vitest';
import { isRecent } from '../../../build/setup/official-runtime.mjs';

const HOUR_MS = 3600_000;
const now = Date.UTC(2026, 10, 23, 12);
const note = (failedAt: number, version = '45.4.1') => JSON.stringify({ version, failedAt });

describe('the note that the official Electron is out of reach', () => {
  it('holds for a day', () => {
    expect(isRecent(note(now - HOUR_MS), '45.4.1', now)).toBe(true);
    expect(isRecent(note(now - 25 * HOUR_MS), '45.4.1', now)).toBe(false);
  });

  it('says nothing about another version', () => {
    expect(isRecent(note(now - HOUR_MS, '45.4.0'), '45.4.1', now)).toBe(false);
  });

  it('is not believed when it comes from the future, is torn or is not there', () => {
    expect(isRecent(note(now + HOUR_MS), '45.4.1', now)).toBe(false);
    expect(isRecent('{"version":"45', '45.4.1', now)).toBe(false);
    expect(isRecent(null, '45.4.1', now)).toBe(false);
  });
});
