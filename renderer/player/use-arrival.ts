import type { ProgramState } from '../../contract/ipc/topics.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import { usePrograms } from '../state/use-programs.ts';
import { useTopicPart } from '../state/use-topic-part.ts';
import { waitReason } from './wait-reason.ts';
import type { WaitReason } from './wait-reason.ts';

export interface Arrival {
  /** Null when the program is not in the catalogue any more. */
  readonly state: ProgramState | null;
  /** Why the film would wait now. */
  readonly reason: WaitReason;
}

/** How much of a program is here while it plays. */
export function useArrival(program: ProgramId): Arrival {
  const state = usePrograms().find(({ id }) => id === program)?.state ?? null;
  const line = useTopicPart('status', (status) => status.line);
  return { state, reason: waitReason(state, line) };
}
