import type { IssueState } from '../../programs/issues.ts';

export type DownloadAction = 'fetch' | 'pause' | 'retry' | 'first' | 'keep' | 'cancel';

/** What can be done about an issue as it stands, what one most likely wants first. */
export function actionsFor({ state, reason, doneBytes }: IssueState): readonly DownloadAction[] {
  switch (state) {
    case 'downloading':
      return ['pause', 'first', 'keep', 'cancel'];
    case 'waiting':
      return reason === null ? ['pause', 'first', 'keep', 'cancel'] : ['pause', 'retry', 'first', 'keep', 'cancel'];
    case 'paused':
      return ['fetch', 'keep', 'cancel'];
    case 'partial':
      return ['fetch', 'keep', 'cancel'];
    case 'absent':
      return doneBytes > 0 ? ['fetch', 'cancel'] : ['fetch'];
    case 'here':
      return ['keep', 'cancel'];
    case 'withdrawn':
      return [];
  }
}
