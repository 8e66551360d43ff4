import { describe, expect, it } from 'vitest';
import type { GroupView } from '../../../../../contract/ipc/topics.ts';
import { groupViewSchema } from '../../../../../contract/ipc/topics.ts';
import { isAtEnd, playlistOf } from '../../../../../renderer/screens/group/playlist-of.ts';
import { programView } from '../program-view.ts';

const [a, b] = [programView('a'), programView('b')];

function group(resume: { readonly program: string; readonly position: number }): GroupView {
  const at = '2026-11-23T09:30:00.000+08:00';
  return groupViewSchema.parse({
    viewing: '0191c1d0-0000-7000-8000-000000000001',
    kind: 'training',
    stage: 'playing',
    openedAt: at,
    startedAt: at,
    programs: [b, a].map(({ id, title, lengthSeconds }) => ({ program: id, title, lengthSeconds, playedSeconds: 0 })),
    resume,
    members: [],
    guests: 1,
    expected: 40,
    playedSeconds: 0,
    lengthSeconds: 120,
    faults: [],
    break: null,
    camera: null,
    cameraDue: null,
    evidence: [],
  });
}

describe('the playlist of a group viewing', () => {
  const begun = group({ program: b.id, position: 0 });

  it('has its programs in its order', () => {
    expect(playlistOf(begun, [a, b])).toEqual([b, a]);
  });

  it('keeps what has not arrived yet: the player waits for it', () => {
    const waiting = { ...a, state: { state: 'waiting', doneBytes: 0, totalBytes: 9, playable: false, reason: null } } as const;
    expect(playlistOf(begun, [waiting])).toEqual([waiting]);
  });

  it('leaves out what the county took back, and is nothing when nothing is left', () => {
    expect(playlistOf(begun, [a])).toEqual([a]);
    expect(playlistOf(begun, [{ ...a, state: { state: 'withdrawn' } }])).toBeNull();
    expect(playlistOf(begun, [])).toBeNull();
  });
});

describe('the end of a group viewing', () => {
  it('is reached at the end of its last program and nowhere else', () => {
    expect(isAtEnd(group({ program: a.id, position: 59.8 }))).toBe(true);
    expect(isAtEnd(group({ program: a.id, position: 30 }))).toBe(false);
    expect(isAtEnd(group({ program: a.id, position: 0 }))).toBe(false);
    expect(isAtEnd(group({ program: b.id, position: 60 }))).toBe(false);
  });
});
