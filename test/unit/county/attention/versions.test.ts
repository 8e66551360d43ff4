import { describe, expect, test } from 'vitest';
import { compareVersions, newestOf } from '../../../../county/attention/versions.ts';

describe('versions of the terminal’s program', () => {
  test('are compared by their numbers, not by their letters', () => {
    expect(compareVersions('0.9.0', '0.10.0')).toBeLessThan(0);
    expect(compareVersions('1.0', '1.0.0')).toBe(0);
    expect(compareVersions('v2.1.3', '2.1.2')).toBeGreaterThan(0);
  });

  test('that say nothing are older than those that do', () => {
    expect(compareVersions('', '0.0.1')).toBeLessThan(0);
    expect(newestOf(['0.1.0', 'test', '0.10.0', '0.9.9'])).toBe('0.10.0');
    expect(newestOf([])).toBeNull();
  });
});
