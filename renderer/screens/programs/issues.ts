import type { DownloadsView, ProgramView } from '../../../contract/ipc/topics.ts';
import type { LocalizedText } from '../../../contract/text.ts';

export type IssueState = DownloadsView['issues'][number];

/** An issue as one looks through them: how it stands is null until the main process has told it. */
export interface ListedIssue {
  readonly id: string;
  readonly number: string;
  readonly title: LocalizedText;
  readonly publishedAt: string;
  readonly programs: number;
  readonly download: IssueState | null;
}

/** The issues of the catalogue, the latest first, with how much of each is here; also those that were taken back. */
export function issuesOf(programs: readonly ProgramView[], downloads: DownloadsView): readonly ListedIssue[] {
  const issues = new Map<string, ListedIssue>();
  for (const { issue, state } of programs) {
    const before = issues.get(issue.id) ?? { ...issue, programs: 0, download: null };
    issues.set(issue.id, { ...before, programs: before.programs + (state.state === 'withdrawn' ? 0 : 1) });
  }
  for (const download of downloads.issues) {
    const { issue: id, number, title, publishedAt } = download;
    issues.set(id, { id, number, title, publishedAt, programs: issues.get(id)?.programs ?? download.programs, download });
  }
  return [...issues.values()].sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.number < b.number ? 1 : -1));
}

/** How much of the issue has arrived, 0 to 1. */
export function shareOf({ doneBytes, totalBytes }: { readonly doneBytes: number; readonly totalBytes: number }): number {
  return totalBytes > 0 ? doneBytes / totalBytes : 0;
}
