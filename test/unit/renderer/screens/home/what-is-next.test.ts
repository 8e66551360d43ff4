import { describe, expect, it } from 'vitest';
import type { GroupView } from '../../../../../contract/ipc/topics.ts';
import { whatIsNext } from '../../../../../renderer/screens/home/what-is-next.ts';
import { programView } from '../program-view.ts';

const older = { id: '2026-10', number: '2026-10', title: { 'zh-CN': '第10期' }, publishedAt: '2026-10-03T08:00:00.000+08:00' };
const programs = [programView('a'), programView('b'), programView('c', { issue: older })];
const coming = (name: string, doneBytes: number): ReturnType<typeof programView> =>
  programView(name, { state: { state: 'downloading', doneBytes, totalBytes: 100, playable: false } });

describe('what is next', () => {
  it('is a group viewing that was left open, before anything else', () => {
    const group = { stage: 'interrupted' } as GroupView;
    expect(whatIsNext({ group, programs: [coming('d', 1)], pinChosen: false, unread: [] })).toEqual({ kind: 'group', group });
  });

  it('is choosing the PIN while there is none', () => {
    expect(whatIsNext({ group: null, programs, pinChosen: false, unread: [] })).toEqual({ kind: 'choose-pin' });
  });

  it('is an answer of the county that nobody has read, before what is new to watch', () => {
    const unread = [{ asked: '羊不吃草怎么办' }, { asked: '哪里有卖树苗的' }];
    expect(whatIsNext({ group: null, programs: [coming('d', 10)], pinChosen: true, unread })).toEqual({ kind: 'answered', count: 2, asked: '羊不吃草怎么办' });
    expect(whatIsNext({ group: null, programs, pinChosen: false, unread })).toEqual({ kind: 'choose-pin' });
  });

  it('is what is being downloaded, all of it together', () => {
    expect(whatIsNext({ group: null, programs: [...programs, coming('d', 10), coming('e', 30)], pinChosen: true, unread: [] })).toEqual({
      kind: 'downloading',
      count: 2,
      doneBytes: 40,
      totalBytes: 200,
    });
  });

  it('is the newest issue of which something can be played, and how much', () => {
    expect(whatIsNext({ group: null, programs, pinChosen: true, unread: [] })).toMatchObject({ kind: 'newest-issue', issue: { id: '2026-11' }, count: 2 });
  });

  it('is nothing when nothing is here and nothing comes', () => {
    expect(whatIsNext({ group: null, programs: [], pinChosen: true, unread: [] })).toEqual({ kind: 'nothing' });
    const waiting = programView('w', { state: { state: 'waiting', doneBytes: 0, totalBytes: 1, playable: false, reason: null } });
    expect(whatIsNext({ group: null, programs: [waiting], pinChosen: true, unread: [] })).toEqual({ kind: 'nothing' });
  });
});
