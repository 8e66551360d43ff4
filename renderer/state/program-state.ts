import type { ProgramState, ProgramView } from '../../contract/ipc/topics.ts';

/** It can be started now: it is here, or what is missing comes while it plays. */
export function isPlayable({ state }: { readonly state: ProgramState }): boolean {
  return state.state === 'here' || ('playable' in state && state.playable);
}

/** All of it is here: no line is needed. */
export function isHere({ state }: { readonly state: ProgramState }): boolean {
  return state.state === 'here';
}

/** Programs that the county still offers. */
export function offered(programs: readonly ProgramView[]): readonly ProgramView[] {
  return programs.filter(({ state }) => state.state !== 'withdrawn');
}

/** How much of it has arrived, 0 to 1; null where that says nothing. */
export function arrivedShare(state: ProgramState): number | null {
  return 'doneBytes' in state ? state.doneBytes / state.totalBytes : null;
}
