import { describe, expect, it } from 'vitest';
import type { ProgramView } from '../../../../contract/ipc/topics.ts';
import { afterwards, choose, named, topicsOf } from '../../../../renderer/screens/programs/program-choice.ts';
import { programView } from '../screens/program-view.ts';

const program = (name: string, category: ProgramView['category'], topics: string[] = [], but: Partial<ProgramView> = {}): ProgramView =>
  programView(name, { category, topics, ...but });
const names = (programs: readonly ProgramView[]): string[] => programs.map(({ title }) => title['zh-CN']);

const away = program('away', 'wealth-skill', ['种植'], { state: { state: 'absent', playable: false } });
const overTheLine = program('over-the-line', 'wealth-skill', [], { state: { state: 'absent', playable: true } });
const gone = program('gone', 'wealth-skill', ['种植'], { state: { state: 'withdrawn' } });
const potato = program('potato', 'practical-technology', ['种植', '马铃薯']);
const water = program('water', 'wealth-skill', ['节水', '节水']);
const policy = program('policy', 'policy-regulation', [], {
  issue: { id: '2026-10', number: '2026-10', title: { 'zh-CN': '第10期' }, publishedAt: '2026-10-03T08:00:00.000+08:00' },
});
const all = [away, overTheLine, gone, potato, water, policy];
const any = { category: null, topic: null, issue: null };

describe('choosing programs', () => {
  it('keeps those of a category: what is here first, then what plays over the line', () => {
    expect(names(choose(all, { ...any, category: 'wealth-skill' }))).toEqual(['water', 'over-the-line', 'away']);
  });

  it('keeps those of a topic', () => {
    expect(names(choose(all, { ...any, topic: '种植' }))).toEqual(['potato', 'away']);
  });

  it('keeps those of a course kind', () => {
    const special = program('special', 'wealth-skill', [], { courseKind: 'special' });
    expect(names(choose([...all, special], { ...any, kind: 'special' }))).toEqual(['special']);
  });

  it('finds those that are named, in the order of the names, without what was taken back or is not known', () => {
    expect(names(named(all, [water.id, gone.id, potato.id, programView('unknown').id]))).toEqual(['water', 'potato']);
  });

  it('keeps those of an issue', () => {
    expect(names(choose(all, { ...any, issue: '2026-10' }))).toEqual(['policy']);
  });

  it('keeps all but the withdrawn ones when nothing is asked for', () => {
    expect(choose(all, any)).toHaveLength(5);
  });

  it('counts topics, each program once, the fullest first', () => {
    expect(topicsOf(all)).toEqual([
      { topic: '种植', count: 2 },
      { topic: '马铃薯', count: 1 },
      { topic: '节水', count: 1 },
    ]);
  });

  it('proposes what is here, of the same category first, never the program itself', () => {
    const other = program('other', 'practical-technology');
    expect(names(afterwards([...all, other], potato.id, 2))).toEqual(['other', 'water']);
  });

  it('proposes nothing when there is nothing else', () => {
    expect(afterwards([potato, away], potato.id, 3)).toEqual([]);
  });
});
