import type { ProgramView } from '../../../../contract/ipc/topics.ts';
import { programIdSchema } from '../../../../contract/programs/program.ts';

/** A program of the catalogue that is here, but for what is said otherwise. */
export function programView(name: string, but: Partial<ProgramView> = {}): ProgramView {
  const issue = but.issue ?? { id: '2026-11', number: '2026-11', title: { 'zh-CN': '第11期' }, publishedAt: '2026-11-03T08:00:00.000+08:00' };
  return {
    id: programIdSchema.parse(`${issue.id}/${name}`),
    issue,
    title: { 'zh-CN': name },
    summary: { 'zh-CN': name },
    category: 'wealth-skill',
    courseKind: 'public',
    topics: [],
    lengthSeconds: 60,
    film: { url: `media://${name}`, mime: 'video/mp4' },
    posterUrl: null,
    subtitles: [],
    handouts: [],
    state: { state: 'here' },
    ...but,
  };
}
