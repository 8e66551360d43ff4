import type { ProgramState, StatusView } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';

/** Why the film has no picture to show. */
export type WaitReason =
  /** It is here and only has to be read. */
  | { readonly kind: 'reading' }
  /** It comes, but slower than it is watched. */
  | { readonly kind: 'slow' }
  | { readonly kind: 'line-away' }
  | { readonly kind: 'paused' }
  /** The county took it back: what is missing will not come any more. */
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Why a film waits, by how much of its program is here and how the line is. Null: the program is not in the catalogue any more. */
export function waitReason(state: ProgramState | null, line: StatusView['line']): WaitReason {
  if (state === null || state.state === 'withdrawn') return { kind: 'withdrawn' };
  if (state.state === 'here') return { kind: 'reading' };
  const reason = state.state === 'waiting' ? state.reason : null;
  // What stops downloads may leave the film that is watched alone: then it comes.
  if (reason !== null && !ofLine.has(reason.code) && !state.playable) return { kind: 'problem', problem: reason };
  if (reason !== null && ofLine.has(reason.code)) return { kind: 'line-away' };
  if (line !== 'online' && line !== 'unknown') return { kind: 'line-away' };
  if (state.state === 'paused' && !state.playable) return { kind: 'paused' };
  return { kind: 'slow' };
}

/** It may still arrive: a film that breaks off is waited for, not called damaged. */
export function mayArrive(reason: WaitReason): boolean {
  return reason.kind !== 'reading' && reason.kind !== 'withdrawn';
}

const ofLine: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'county-failing',
  'county-is-something-else',
  'county-unreachable',
]);
