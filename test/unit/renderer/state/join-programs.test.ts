import { describe, expect, it } from 'vitest';
import type { ProgramDescription } from '../../../../contract/ipc/topics.ts';
import { createJoin } from '../../../../renderer/state/join-programs.ts';
import { programView } from '../screens/program-view.ts';

/** A view has its state besides; the join puts another in its place. */
const description = (name: string): ProgramDescription => programView(name);

const [a, b] = [description('a'), description('b')];
const descriptions = [a, b];
const downloading = { state: 'downloading', doneBytes: 4, totalBytes: 10, playable: true } as const;

describe('programs with their states', () => {
  it('have the state that is held of them', () => {
    const programs = createJoin()({ descriptions, holdings: { [a.id]: { state: 'here' }, [b.id]: downloading }, online: true });
    expect(programs.map(({ id, state }) => [id, state])).toEqual([
      [a.id, { state: 'here' }],
      [b.id, downloading],
    ]);
  });

  it('are absent when nothing is held of them, and then playable only while the line works', () => {
    const join = createJoin();
    expect(join({ descriptions: [a], holdings: {}, online: true })[0]?.state).toEqual({ state: 'absent', playable: true });
    expect(join({ descriptions: [a], holdings: {}, online: false })[0]?.state).toEqual({ state: 'absent', playable: false });
  });

  it('keep the object of a program that did not change, and change that of one that did', () => {
    const join = createJoin();
    const before = join({ descriptions, holdings: { [a.id]: { state: 'here' }, [b.id]: downloading }, online: true });
    const after = join({ descriptions, holdings: { [a.id]: { state: 'here' }, [b.id]: { ...downloading, doneBytes: 5 } }, online: true });
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[1]?.state).toMatchObject({ doneBytes: 5 });
  });

  it('are the same list as before when holdings are told anew and say the same', () => {
    const join = createJoin();
    const before = join({ descriptions, holdings: { [b.id]: downloading }, online: true });
    expect(join({ descriptions, holdings: { [b.id]: { ...downloading } }, online: true })).toBe(before);
  });

  it('follow a catalogue that lost one and gained one', () => {
    const join = createJoin();
    join({ descriptions, holdings: {}, online: true });
    const c = description('c');
    expect(join({ descriptions: [c, a], holdings: {}, online: true }).map(({ id }) => id)).toEqual([c.id, a.id]);
  });
});
