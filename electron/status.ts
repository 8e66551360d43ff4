import type { StatusView } from '../contract/ipc/topics.ts';
import type { Problem } from '../contract/problem.ts';
import type { Features } from './features.ts';

/** Below this an operator should hear of it: the journal has room of its own for some hundred records more. */
const LOW_BYTES = 20 * 1024 ** 2;

/** How the line, the records and the disk stand, gathered from the features that know. */
export function statusView(features: Features | null, freeBytes: number | null, problems: readonly Problem[]): StatusView {
  if (features === null) {
    const journal = { last: 0, confirmed: 0, waitingForDisk: 0 };
    return { line: 'not-enrolled', lastContactAt: null, nextTryAt: null, journal, freeBytes, warnings: [...problems] };
  }
  const line = features.sync.state();
  const trouble = features.recorder.trouble();
  return {
    line: line.line,
    lastContactAt: line.lastContactAt,
    nextTryAt: line.nextTryAt,
    journal: {
      last: features.journal.last.seq,
      confirmed: features.uploader.state().confirmed,
      waitingForDisk: trouble?.lines ?? 0,
    },
    freeBytes,
    warnings: [...new Map([...recordingProblems(trouble, freeBytes), ...features.programs.problems(), ...line.problems, ...problems].map((problem) => [JSON.stringify(problem), problem])).values()],
  };
}

function recordingProblems(trouble: { readonly code: string; readonly lines: number } | null, freeBytes: number | null): readonly Problem[] {
  if (trouble === null) return freeBytes !== null && freeBytes < LOW_BYTES ? [{ code: 'disk-full', data: { freeBytes } }] : [];
  const cause: Problem =
    trouble.code === 'ENOSPC' || trouble.code === 'EDQUOT'
      ? { code: 'disk-full', data: { freeBytes: freeBytes ?? 0 } }
      : { code: 'disk-failing', data: { code: trouble.code } };
  return trouble.lines > 0 ? [{ code: 'records-waiting-for-disk', data: { lines: trouble.lines } }, cause] : [cause];
}
