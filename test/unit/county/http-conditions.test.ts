import { describe, expect, test } from 'vitest';
import { holdsEtag, wantedRange } from '../../../county/http-conditions.ts';

describe('Range', () => {
  test.each([
    ['bytes=0-0', { kind: 'part', first: 0, last: 0 }],
    ['bytes=10-19', { kind: 'part', first: 10, last: 19 }],
    ['bytes=90-', { kind: 'part', first: 90, last: 99 }],
    ['bytes=90-500', { kind: 'part', first: 90, last: 99 }],
    ['bytes=-10', { kind: 'part', first: 90, last: 99 }],
    ['bytes=-500', { kind: 'part', first: 0, last: 99 }],
    ['bytes=100-', { kind: 'beyond' }],
    ['bytes=100-200', { kind: 'beyond' }],
    ['bytes=-0', { kind: 'beyond' }],
    [undefined, { kind: 'whole' }],
    ['bytes=20-10', { kind: 'whole' }],
    ['bytes=0-1,5-6', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
    ['bytes=a-b', { kind: 'whole' }],
    ['lines=1-2', { kind: 'whole' }],
  ])('%s of 100 bytes', (range, wanted) => {
    expect(wantedRange(range, 100)).toEqual(wanted);
  });
});

describe('If-None-Match', () => {
  test.each([
    ['"a"', '"a"', true],
    ['W/"a"', '"a"', true],
    ['"b", W/"a"', 'W/"a"', true],
    ['*', '"a"', true],
    ['"b"', '"a"', false],
    ['a', '"a"', false],
    [undefined, '"a"', false],
  ])('%s against %s', (header, etag, held) => {
    expect(holdsEtag(header, etag)).toBe(held);
  });
});
