import type { TerminalApi } from '../../../contract/ipc/api.ts';
import { ProblemError } from '../../../contract/problem.ts';
import type { ProgramId } from '../../../contract/programs/program.ts';
import type { Segment } from '../../../contract/viewing/played-segments.ts';

/** Reports a stretch that was played; rejects when it was not recorded, so that it is reported again. */
export async function reportPlayed(api: TerminalApi, program: ProgramId, [from, to]: Segment): Promise<void> {
  const result = await api.call('group.played', { program, segment: [from, to] });
  if (!result.ok) throw new ProblemError(result.problem);
}
