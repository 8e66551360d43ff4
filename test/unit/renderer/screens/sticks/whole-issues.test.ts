import { expect, it } from 'vitest';
import type { DownloadsView } from '../../../../../contract/ipc/topics.ts';
import { bytesOf, wholeIssues } from '../../../../../renderer/screens/sticks/whole-issues.ts';

type Issue = DownloadsView['issues'][number];

function issue(name: string, state: Issue['state'], publishedAt: string): Issue {
  return {
    issue: name, number: name, title: { 'zh-CN': name }, publishedAt, programs: 1, state,
    doneBytes: 10, totalBytes: 10, bytesPerSecond: null, secondsLeft: null, reason: null, kept: false,
  };
}

it('only issues that are here whole can be copied to a stick, the newest first', () => {
  const downloads: DownloadsView = {
    issues: [
      issue('older', 'here', '2026-09-01T09:00:00+08:00'),
      issue('part', 'partial', '2026-10-01T09:00:00+08:00'),
      issue('coming', 'downloading', '2026-11-01T09:00:00+08:00'),
      issue('newer', 'here', '2026-11-01T00:00:00Z'),
      issue('withdrawn', 'withdrawn', '2026-11-02T00:00:00Z'),
    ],
    sources: [], rules: { night: null, bytesPerSecond: null, categories: [] }, reserveBytes: 0, usableBytes: null,
  };
  const whole = wholeIssues(downloads);
  expect(whole.map((one) => one.issue)).toEqual(['newer', 'older']);
  expect(bytesOf(whole)).toBe(20);
});
