import type { GroupView, ProgramView } from '../../../contract/ipc/topics.ts';
import type { ComingPlan } from './coming-plan.ts';

export type Next =
  /** A group viewing is open: someone stopped in the middle of it. */
  | { readonly kind: 'group'; readonly group: GroupView }
  | { readonly kind: 'choose-pin' }
  /** Planned and not yet begun: for today, or the next one of the coming days. */
  | ({ readonly kind: 'plan' } & ComingPlan)
  /** The county has answered what was asked here, and nobody has read it yet. */
  | { readonly kind: 'answered'; readonly count: number; readonly asked: string }
  | { readonly kind: 'downloading'; readonly count: number; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly kind: 'newest-issue'; readonly issue: ProgramView['issue']; readonly count: number }
  | { readonly kind: 'nothing' };

export interface Circumstances {
  readonly group: GroupView | null;
  /** In the order of the catalogue, newest issue first. */
  readonly programs: readonly ProgramView[];
  readonly pinChosen: boolean;
  /** Answers of the county that nobody has read yet, newest first. */
  readonly unread: readonly { readonly asked: string }[];
  /** The next planned viewing, if one is near. */
  readonly planned?: ComingPlan | null;
}

/** The one thing that the home screen points to: what was left unfinished before what is new. */
export function whatIsNext({ group, programs, pinChosen, unread, planned = null }: Circumstances): Next {
  if (group !== null) return { kind: 'group', group };
  if (!pinChosen) return { kind: 'choose-pin' };
  if (planned?.isToday === true) return { kind: 'plan', ...planned };
  const [answer] = unread;
  if (answer !== undefined) return { kind: 'answered', count: unread.length, asked: answer.asked };
  const coming = programs.flatMap(({ state }) => (state.state === 'downloading' ? [state] : []));
  if (coming.length > 0) {
    return {
      kind: 'downloading',
      count: coming.length,
      doneBytes: coming.reduce((sum, { doneBytes }) => sum + doneBytes, 0),
      totalBytes: coming.reduce((sum, { totalBytes }) => sum + totalBytes, 0),
    };
  }
  if (planned !== null) return { kind: 'plan', ...planned };
  const here = programs.filter(({ state }) => state.state === 'here');
  const newest = here[0];
  if (newest === undefined) return { kind: 'nothing' };
  return { kind: 'newest-issue', issue: newest.issue, count: here.filter(({ issue }) => issue.id === newest.issue.id).length };
}
