import type { DownloadsView } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';
import type { CatalogueEntry } from './issue-book.ts';
import type { ListedIssue, ListedProgram } from './listing.ts';
import type { FileOutline } from './outline.ts';
import { isWanted } from './plan.ts';
import { programState } from './program-states.ts';
import type { Situation } from './program-states.ts';

type IssueView = DownloadsView['issues'][number];

/** An issue as the downloads show it. `rate`: bytes a second, null while nothing comes. */
export function issueView(issue: ListedIssue, situation: Situation, rate: number | null): IssueView {
  const { content, choices } = situation;
  const { issue: id, number, title, publishedAt } = issue.outline;
  const { kept, paused, wish } = choices.of(id);
  const states = issue.programs.map((program) => ({ program, state: programState(issue, program, situation) }));
  // What is not to come does not count against what has come.
  const counted = states.filter(({ state }) => state.state !== 'absent').map(({ program }) => program);
  const files = filesOf(counted.length > 0 ? counted : issue.programs);
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const doneBytes = files.reduce((sum, file) => sum + content.doneBytes(file), 0);
  const has = (state: string): boolean => states.some((one) => one.state.state === state);
  const reason = states.flatMap(({ state }) => (state.state === 'waiting' && state.reason !== null ? [state.reason] : []))[0] ?? null;

  const stateOf = (): IssueView['state'] => {
    if (issue.isWithdrawn) return 'withdrawn';
    if (states.every(({ state }) => state.state === 'here')) return 'here';
    if (has('downloading')) return 'downloading';
    if (paused && wish !== 'cancel' && issue.programs.some((program) => isWanted(issue, program, choices))) return 'paused';
    if (has('waiting')) return 'waiting';
    return has('here') ? 'partial' : 'absent';
  };
  const state = stateOf();
  const bytesPerSecond = state === 'downloading' ? rate : null;
  return {
    issue: id,
    number,
    title,
    publishedAt,
    programs: issue.programs.length,
    state,
    doneBytes,
    totalBytes,
    bytesPerSecond,
    secondsLeft: bytesPerSecond === null || bytesPerSecond === 0 ? null : (totalBytes - doneBytes) / bytesPerSecond,
    reason: state === 'waiting' ? reason : null,
    kept,
  };
}

/** An issue of which only its line in the catalogue is known. */
export function entryView(entry: CatalogueEntry, situation: Situation, reason: Problem | null): IssueView {
  const { issue, number, title, publishedAt } = entry;
  const { kept, paused, wish } = situation.choices.of(issue);
  const state = wish === 'cancel' ? 'absent' : paused ? 'paused' : 'waiting';
  return {
    issue,
    number,
    title,
    publishedAt,
    programs: 0,
    state,
    doneBytes: 0,
    totalBytes: entry.bytes,
    bytesPerSecond: null,
    secondsLeft: null,
    reason: state === 'waiting' ? reason : null,
    kept,
  };
}

function filesOf(programs: readonly ListedProgram[]): readonly FileOutline[] {
  return [...new Map(programs.flatMap((program) => program.files).map((file) => [file.sha256, file])).values()];
}
