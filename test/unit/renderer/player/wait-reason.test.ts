import { describe, expect, it } from 'vitest';
import { mayArrive, waitReason } from '../../../../renderer/player/wait-reason.ts';

const bytes = { doneBytes: 4, totalBytes: 10 };
const unreachable = { code: 'county-unreachable', data: { url: 'https://county.example' } } as const;
const full = { code: 'disk-full', data: { freeBytes: 1 } } as const;

describe('why a film waits', () => {
  it('is only reading when all of it is here', () => {
    expect(waitReason({ state: 'here' }, 'offline')).toEqual({ kind: 'reading' });
  });

  it('is a slow line while bytes come', () => {
    expect(waitReason({ state: 'downloading', ...bytes, playable: true }, 'online')).toEqual({ kind: 'slow' });
    expect(waitReason({ state: 'absent', playable: true }, 'online')).toEqual({ kind: 'slow' });
    expect(waitReason({ state: 'waiting', ...bytes, playable: true, reason: null }, 'online')).toEqual({ kind: 'slow' });
  });

  it('is the line when it is away, whoever noticed it first', () => {
    expect(waitReason({ state: 'downloading', ...bytes, playable: true }, 'offline')).toEqual({ kind: 'line-away' });
    expect(waitReason({ state: 'downloading', ...bytes, playable: true }, 'portal')).toEqual({ kind: 'line-away' });
    expect(waitReason({ state: 'waiting', ...bytes, playable: true, reason: unreachable }, 'online')).toEqual({ kind: 'line-away' });
  });

  it('is what stops it when that is something else', () => {
    expect(waitReason({ state: 'waiting', ...bytes, playable: false, reason: full }, 'offline')).toEqual({ kind: 'problem', problem: full });
    expect(waitReason({ state: 'paused', ...bytes, playable: false }, 'online')).toEqual({ kind: 'paused' });
  });

  it('is no pause of downloads that lets the watched film through', () => {
    expect(waitReason({ state: 'paused', ...bytes, playable: true }, 'online')).toEqual({ kind: 'slow' });
  });

  it('is that the county took it back', () => {
    expect(waitReason({ state: 'withdrawn' }, 'online')).toEqual({ kind: 'withdrawn' });
    expect(waitReason(null, 'online')).toEqual({ kind: 'withdrawn' });
  });
});

describe('a film that broke off', () => {
  it('is tried again as long as its bytes may come', () => {
    expect(mayArrive(waitReason({ state: 'downloading', ...bytes, playable: true }, 'offline'))).toBe(true);
    expect(mayArrive(waitReason({ state: 'waiting', ...bytes, playable: false, reason: full }, 'online'))).toBe(true);
  });

  it('is called broken when all of it is here, or no more comes', () => {
    expect(mayArrive(waitReason({ state: 'here' }, 'online'))).toBe(false);
    expect(mayArrive(waitReason({ state: 'withdrawn' }, 'online'))).toBe(false);
  });
});
