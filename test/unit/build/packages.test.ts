import { describe, expect, it } from 'vitest';
import { isInstalled } from '../../../build/setup/packages.mjs';

const a = { version: '1.0.0', integrity: 'sha512-a' };
const onlyElsewhere = { version: '1.0.0', integrity: 'sha512-o', optional: true };
const wanted = { packages: { '': { version: '0.1.0' }, 'node_modules/a': a, 'node_modules/only-elsewhere': onlyElsewhere } };

describe('the installed packages', () => {
  it('are what is wanted when places and contents are the same; what is optional may be absent', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/a': a } })).toBe(true);
    expect(isInstalled(wanted, { packages: { 'node_modules/a': a, 'node_modules/only-elsewhere': onlyElsewhere } })).toBe(true);
  });

  it('are not, when one is missing', () => {
    expect(isInstalled(wanted, { packages: {} })).toBe(false);
  });

  it('are not, when one has another version or another content', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/a': { ...a, version: '1.0.1' } } })).toBe(false);
    expect(isInstalled(wanted, { packages: { 'node_modules/a': { ...a, integrity: 'sha512-x' } } })).toBe(false);
  });

  it('are not, when there is one too many', () => {
    expect(isInstalled(wanted, { packages: { 'node_modules/a': a, 'node_modules/b': a } })).toBe(false);
  });
});
