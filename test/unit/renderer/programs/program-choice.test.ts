import { describe, expect, it } from 'vitest';
import type { ProgramView } from '../../../../contract/ipc/topics.ts';
import { programIdSchema } from '../../../../contract/programs/program.ts';
import { afterwards, choose, topicsOf } from '../../../../renderer/screens/programs/program-choice.ts';

const program = (name: string, category: ProgramView['category'], topics: string[] = [], here = true): ProgramView => ({
  id: programIdSchema.parse(`2026-11/${name}`),
  issue: { id: '2026-11', number: '2026-11', title: { 'zh-CN': '第11期' } },
  title: { 'zh-CN': name },
  summary: { 'zh-CN': name },
  category,
  courseKind: 'special',
  topics,
  lengthSeconds: 60,
  film: { url: `media://content/${name}`, mime: 'video/mp4' },
  posterUrl: null,
  subtitles: [],
  handouts: [],
  state: here ? { state: 'here' } : { state: 'waiting', doneBytes: 0, totalBytes: 10, reason: null },
});
const names = (programs: readonly ProgramView[]): string[] => programs.map(({ title }) => title['zh-CN']);

const away = program('away', 'wealth-skill', ['种植'], false);
const potato = program('potato', 'practical-technology', ['种植', '马铃薯']);
const water = program('water', 'wealth-skill', ['节水', '节水']);
const policy = program('policy', 'policy-regulation');
const all = [away, potato, water, policy];

describe('choosing programs', () => {
  it('keeps those of a category, what is here first', () => {
    expect(names(choose(all, 'wealth-skill', null))).toEqual(['water', 'away']);
  });

  it('keeps those of a topic', () => {
    expect(names(choose(all, null, '种植'))).toEqual(['potato', 'away']);
  });

  it('keeps all when neither is asked for', () => {
    expect(choose(all, null, null)).toHaveLength(4);
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
