import type { GroupView, ProgramView } from '../../../contract/ipc/topics.ts';

export type Next =
  /** A group viewing is open: someone stopped in the middle of it. */
  | { readonly kind: 'group'; readonly group: GroupView }
  | { readonly kind: 'choose-pin' }
  | { readonly kind: 'downloading'; readonly count: number; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly kind: 'newest-issue'; readonly issue: ProgramView['issue']; readonly count: number }
  | { readonly kind: 'nothing' };

export interface Circumstances {
  readonly group: GroupView | null;
  /** In the order of the catalogue, newest issue first. */
  readonly programs: readonly ProgramView[];
  readonly pinChosen: boolean;
}

/** The one thing that the home screen points to: what was left unfinished before what is new. */
export function whatIsNext({ group, programs, pinChosen }: Circumstances): Next {
  if (group !== null) return { kind: 'group', group };
  if (!pinChosen) return { kind: 'choose-pin' };
  const coming = programs.flatMap(({ state }) => (state.state === 'downloading' ? [state] : []));
  if (coming.length > 0) {
    return {
      kind: 'downloading',
      count: coming.length,
      doneBytes: coming.reduce((sum, { doneBytes }) => sum + doneBytes, 0),
      totalBytes: coming.reduce((sum, { totalBytes }) => sum + totalBytes, 0),
    };
  }
  const here = programs.filter(({ state }) => state.state === 'here');
  const newest = here[0];
  if (newest === undefined) return { kind: 'nothing' };
  return { kind: 'newest-issue', issue: newest.issue, count: here.filter(({ issue }) => issue.id === newest.issue.id).length };
}
