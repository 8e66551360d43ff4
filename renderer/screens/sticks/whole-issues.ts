import type { DownloadsView } from '../../../contract/ipc/topics.ts';

type Issue = DownloadsView['issues'][number];

/** The issues of which every file is here: those that can be copied onto a stick, newest first. */
export function wholeIssues({ issues }: DownloadsView): readonly Issue[] {
  return issues.filter(({ state }) => state === 'here').sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt));
}

/** Bytes of some of them together. */
export function bytesOf(issues: readonly Issue[]): number {
  return issues.reduce((sum, { totalBytes }) => sum + totalBytes, 0);
}
