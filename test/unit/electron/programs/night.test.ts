import { describe, expect, it } from 'vitest';
import { mayDownload } from '../../../../electron/programs/night.ts';

const at = (time: string): string => `2026-11-23T${time}:00.000+08:00`;

describe('the hours of downloads', () => {
  it.each([
    ['22:00', '06:00', '21:59', false],
    ['22:00', '06:00', '22:00', true],
    ['22:00', '06:00', '00:10', true],
    ['22:00', '06:00', '05:59', true],
    ['22:00', '06:00', '06:00', false],
    ['01:00', '05:30', '00:59', false],
    ['01:00', '05:30', '05:29', true],
    ['01:00', '05:30', '05:30', false],
    ['08:00', '08:00', '13:00', true],
  ])('from %s to %s hold at %s: %s', (from, to, now, may) => {
    expect(mayDownload({ from, to }, at(now))).toBe(may);
  });

  it('are all hours unless others were chosen', () => {
    expect(mayDownload(null, at('12:00'))).toBe(true);
  });
});
