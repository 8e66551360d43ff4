import { describe, expect, it } from 'vitest';
import { installCommand } from '../../../build/setup/apt.mjs';
import { missingLibraries, summary } from '../../../build/setup/system-libraries.mjs';

describe('the system libraries', () => {
  it('that ldd did not find are named, each once', () => {
    const output = [
      '\tlinux-vdso.so.1 (0x00007f4638947000)',
      '\tlibffmpeg.so => /cache/electron/libffmpeg.so (0x00007f462d200000)',
      '\tlibnss3.so => not found',
      '\tlibgtk-3.so.0 => not found',
      '\tlibnss3.so => not found',
      '\t/lib64/ld-linux-x86-64.so.2 (0x00007f4638949000)',
      '',
    ].join('\n');
    expect(missingLibraries(output)).toEqual(['libnss3.so', 'libgtk-3.so.0']);
  });

  it('are complete when ldd found them all', () => {
    expect(missingLibraries('\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f4638929000)\n')).toEqual([]);
  });

  it('are summed up when many are missing', () => {
    expect(summary(['a', 'b'])).toBe('a, b');
    expect(summary(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d and 2 more');
  });

  it('can be installed with the command that is printed', () => {
    expect(installCommand(['libnss3', 'xvfb'])).toBe(
      'sudo apt-get update && sudo apt-get install --yes --no-install-recommends libnss3 xvfb',
    );
  });
});
