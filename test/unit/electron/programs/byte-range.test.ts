import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wantedRange } from '../../../../electron/programs/byte-range.ts';

const stretch = (from: number, to: number) => ({ kind: 'stretch', range: { from, to } });

describe('a Range header for a file of 1000 bytes', () => {
  it.each([
    ['bytes=0-', stretch(0, 1000)],
    ['bytes=0-0', stretch(0, 1)],
    ['bytes=100-199', stretch(100, 200)],
    ['bytes=999-', stretch(999, 1000)],
    ['bytes=999-2000', stretch(999, 1000)],
    ['bytes=-1', stretch(999, 1000)],
    ['bytes=-1000', stretch(0, 1000)],
    ['bytes=-5000', stretch(0, 1000)],
    ['Bytes= 5 - 9 ', stretch(5, 10)],
    ['bytes=1000-', { kind: 'unsatisfiable' }],
    ['bytes=1000-1001', { kind: 'unsatisfiable' }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
  ])('%s is one stretch or none', (header, wanted) => {
    expect(wantedRange(header, 1000)).toEqual(wanted);
  });

  it.each([null, '', 'bytes', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=5-2', 'bytes=0-1,5-6', 'items=0-5', 'bytes=0x10-20', 'bytes=1.5-3', 'bytes=--5'])(
    '%s asks for the whole',
    (header) => expect(wantedRange(header, 1000)).toEqual({ kind: 'all' }),
  );

  it('never reaches beyond the file', () => {
    fc.assert(
      fc.property(fc.nat(), fc.option(fc.nat()), fc.integer({ min: 1, max: 100_000 }), (first, last, bytes) => {
        const wanted = wantedRange(`bytes=${first}-${last ?? ''}`, bytes);
        if (wanted.kind !== 'stretch') return;
        expect(wanted.range.from).toBeLessThan(wanted.range.to);
        expect(wanted.range.to).toBeLessThanOrEqual(bytes);
      }),
    );
  });
});
