import { describe, expect, it } from 'vitest';
import type { DownloadsView } from '../../../../../contract/ipc/topics.ts';
import { issuesOf, shareOf } from '../../../../../renderer/screens/programs/issues.ts';
import type { IssueState } from '../../../../../renderer/screens/programs/issues.ts';
import { programView } from '../program-view.ts';

const october = { id: '2026-10', number: '2026-10', title: { 'zh-CN': '第10期' }, publishedAt: '2026-10-03T08:00:00.000+08:00' };
const download = (issue: string, publishedAt: string, state: IssueState['state']): IssueState => ({
  issue, number: issue, title: { 'zh-CN': issue }, publishedAt, programs: 3, state, doneBytes: 4, totalBytes: 10, bytesPerSecond: null, secondsLeft: null, reason: null, kept: false,
});
const downloads = (...issues: IssueState[]): DownloadsView => ({
  issues, sources: [], rules: { night: null, bytesPerSecond: null, categories: [] }, reserveBytes: 0, usableBytes: 1,
});

describe('the issues of the catalogue', () => {
  it('stand with the latest first, whatever the order of fetching, each with its state', () => {
    const issues = issuesOf(
      [programView('a', { issue: october }), programView('b'), programView('c')],
      downloads(download('2026-10', october.publishedAt, 'downloading'), download('2026-11', '2026-11-03T08:00:00.000+08:00', 'here')),
    );
    expect(issues.map(({ id, programs, download: state }) => [id, programs, state?.state])).toEqual([
      ['2026-11', 2, 'here'],
      ['2026-10', 1, 'downloading'],
    ]);
  });

  it('name an issue that was taken back', () => {
    const issues = issuesOf([], downloads(download('2026-09', '2026-09-03T08:00:00.000+08:00', 'withdrawn')));
    expect(issues).toMatchObject([{ id: '2026-09', download: { state: 'withdrawn' } }]);
  });

  it('offer no program of an issue that the county took back', () => {
    expect(issuesOf([programView('a', { state: { state: 'withdrawn' } })], downloads())[0]?.programs).toBe(0);
  });

  it('have nothing of an issue without bytes', () => {
    expect(shareOf({ doneBytes: 0, totalBytes: 0 })).toBe(0);
  });
});
