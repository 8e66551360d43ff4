import type { ProgramState, ProgramView } from '../../contract/ipc/topics.ts';
import type { ListedIssue, ListedProgram } from './listing.ts';
import type { FileOutline } from './outline.ts';
import { isWanted } from './plan.ts';
import type { Situation } from './situation.ts';

/** A film of which so much is here can be begun even with the line cut. */
const BEGINNING_BYTES = 4 * 1024 * 1024;

export function programState(issue: ListedIssue, program: ListedProgram, situation: Situation): ProgramState {
  const { content, choices } = situation;
  if (issue.isWithdrawn) return { state: 'withdrawn' };
  const { files, film } = program;
  let isActive = false;
  let [totalBytes, doneBytes] = [0, 0];
  let isHere = true;
  for (const file of files) {
    totalBytes += file.bytes;
    if (content.has(file.sha256)) {
      doneBytes += file.bytes;
      continue;
    }
    isHere = false;
    doneBytes += content.doneBytes(file);
    if (situation.isActive(file.sha256)) isActive = true;
  }
  if (isHere) return { state: 'here' };
  const playable = isPlayable(film, situation);
  const wanted = isWanted(issue, program, choices) && !(choices.isEvicted(program.description.id) && !content.has(film.sha256));
  if (!isActive && !wanted) return { state: 'absent', playable };
  const progress = { doneBytes, totalBytes, playable };
  if (isActive) return { state: 'downloading', ...progress };
  if (choices.of(issue.outline.issue).paused) return { state: 'paused', ...progress };
  for (const file of files) {
    if (content.has(file.sha256)) continue;
    const reason = situation.reasonOf(file);
    if (reason !== null) return { state: 'waiting', ...progress, reason };
  }
  return { state: 'waiting', ...progress, reason: null };
}

function isPlayable(film: FileOutline, { content, isReachable }: Situation): boolean {
  if (content.has(film.sha256) || isReachable(film.sha256)) return true;
  return content.hasPart(film.sha256) && content.doneBytes(film) >= Math.min(BEGINNING_BYTES, film.bytes / 4);
}

export function programView(issue: ListedIssue, program: ListedProgram, situation: Situation): ProgramView {
  return { ...program.description, state: programState(issue, program, situation) };
}
