import { describe, expect, it } from 'vitest';
import { checkNodeVersion, compareVersions } from '../../../build/setup/node-version.mjs';

describe('the version of Node', () => {
  it('is compared by numbers, not by letters', () => {
    expect(compareVersions('20.9.0', '20.19')).toBeLessThan(0);
    expect(compareVersions('20.19.0', '20.19')).toBe(0);
    expect(compareVersions('22.0.0', '20.19')).toBeGreaterThan(0);
  });

  it('is refused, with what to do, when it is older than package.json asks for', () => {
    expect(() => checkNodeVersion('18.20.4')).toThrow(/Node 20\.19 or newer is needed; this is 18\.20\.4/);
  });

  it('is accepted when it is the one that runs this test', () => {
    expect(() => checkNodeVersion()).not.toThrow();
  });
});
