import { describe, expect, it } from 'vitest';
import { programIdSchema } from '../../../../contract/programs/program.ts';
import { againAt, firstTurn, nextTurn } from '../../../../renderer/player/playlist.ts';
import type { PlayableProgram, Playlist } from '../../../../renderer/player/playlist.ts';

const program = (name: string): PlayableProgram => ({
  id: programIdSchema.parse(`2026-11/${name}`),
  title: { 'zh-CN': name },
  film: { url: `media://content/${name}`, mime: 'video/mp4' },
  subtitles: [],
  posterUrl: null,
  lengthSeconds: 60,
});
const [a, b] = [program('a'), program('b')];
const playlist: Playlist = [a, b];

describe('the playlist', () => {
  it('begins at the program and place given', () => {
    expect(firstTurn(playlist, { program: b.id, position: 12.5 })).toEqual({ program: b, index: 1, startAt: 12.5, resting: false });
  });

  it('begins a program anew that was left within its last seconds', () => {
    expect(firstTurn(playlist, { program: a.id, position: 58 }).startAt).toBe(0);
  });

  it('begins with the first program when the one given is not in it', () => {
    expect(firstTurn(playlist, { program: program('gone').id, position: 30 })).toEqual({ program: a, index: 0, startAt: 0, resting: false });
  });

  it('goes on with the next program from its start, and ends after the last', () => {
    const first = firstTurn(playlist, { program: a.id, position: 30 });
    const second = nextTurn(playlist, first);
    expect(second).toEqual({ program: b, index: 1, startAt: 0, resting: false });
    expect(second === null ? undefined : nextTurn(playlist, second)).toBeNull();
  });

  it('tries a program again from where it stopped, as a turn of its own', () => {
    const turn = firstTurn(playlist, { program: a.id, position: 0 });
    const again = againAt(turn, 0);
    expect(again).toEqual(turn);
    expect(again).not.toBe(turn);
  });

  it('keeps a program at rest that was paused when it is tried again', () => {
    expect(againAt(firstTurn(playlist, { program: a.id, position: 0 }), 12, true)).toMatchObject({ startAt: 12, resting: true });
  });
});
