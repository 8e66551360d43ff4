import { describe, expect, it } from 'vitest';
import type { ProgramView } from '../../../../contract/ipc/topics.ts';
import { programIdSchema } from '../../../../contract/programs/program.ts';
import { relatedProgram } from '../../../../renderer/screens/information/related-program.ts';

const program = (issue: string, name: string, here = true): ProgramView => ({
  id: programIdSchema.parse(`${issue}/${name}`),
  issue: { id: issue, number: issue, title: { 'zh-CN': issue }, publishedAt: '2026-11-03T08:00:00.000+08:00' },
  title: { 'zh-CN': name },
  summary: { 'zh-CN': name },
  category: 'practical-technology',
  courseKind: 'special',
  topics: [],
  lengthSeconds: 60,
  film: { url: `media://content/${name}`, mime: 'video/mp4' },
  posterUrl: null,
  subtitles: [],
  handouts: [],
  state: here ? { state: 'here' } : { state: 'downloading', doneBytes: 1, totalBytes: 10, playable: true },
});

describe('the film that shows how it is done', () => {
  it('is the latest of its name that is here', () => {
    const programs = [program('2026-09', 'potato-ridging'), program('2026-10', 'potato-ridging'), program('2026-11', 'potato-ridging', false)];
    expect(relatedProgram(programs, 'potato-ridging')?.id).toBe('2026-10/potato-ridging');
  });

  it('is not one whose name only ends alike', () => {
    expect(relatedProgram([program('2026-11', 'sweet-potato')], 'potato')).toBeNull();
  });

  it('is none when none is named or here', () => {
    expect(relatedProgram([program('2026-11', 'potato')], null)).toBeNull();
    expect(relatedProgram([program('2026-11', 'potato', false)], 'potato')).toBeNull();
  });
});
