import type { Holdings, ProgramState, ProgramView } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { DownloadChoices } from './choices.ts';
import type { ContentStore } from './content-store.ts';
import type { ListedIssue, ListedProgram, Listing } from './listing.ts';
import type { FileOutline } from './outline.ts';
import { isWanted } from './plan.ts';

/** What the state of a program depends on. */
export interface Situation {
  readonly content: Pick<ContentStore, 'has' | 'hasPart' | 'doneBytes'>;
  readonly choices: DownloadChoices;
  /** Bytes of it are coming. */
  readonly isActive: (sha256: Sha256) => boolean;
  /** Why a file does not come; null: its turn has not come. */
  readonly reasonOf: (file: FileOutline) => Problem | null;
  /** A source of the file can be expected to answer. */
  readonly isReachable: (sha256: Sha256) => boolean;
}

/** A film of which so much is here can be begun even with the line cut. */
const BEGINNING_BYTES = 4 * 1024 * 1024;

export function programState(issue: ListedIssue, program: ListedProgram, situation: Situation): ProgramState {
  const { content, choices } = situation;
  if (issue.isWithdrawn) return { state: 'withdrawn' };
  if (program.files.every((file) => content.has(file.sha256))) return { state: 'here' };
  const missing = program.files.filter((file) => !content.has(file.sha256));
  const playable = isPlayable(program.film, situation);
  const isActive = missing.some((file) => situation.isActive(file.sha256));
  const wanted = isWanted(issue, program, choices) && !(choices.isEvicted(program.description.id) && !content.has(program.film.sha256));
  if (!isActive && !wanted) return { state: 'absent', playable };
  const totalBytes = program.files.reduce((sum, file) => sum + file.bytes, 0);
  const doneBytes = program.files.reduce((sum, file) => sum + content.doneBytes(file), 0);
  const progress = { doneBytes, totalBytes, playable };
  if (isActive) return { state: 'downloading', ...progress };
  if (choices.of(issue.outline.issue).paused) return { state: 'paused', ...progress };
  for (const file of missing) {
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

/** The topic `holdings`. */
export function holdingsOf(listing: Listing, situation: Situation): Holdings {
  const holdings: Record<string, ProgramState> = {};
  for (const issue of listing.issues) {
    for (const program of issue.programs) {
      const state = programState(issue, program, situation);
      if (state.state !== 'absent') holdings[program.description.id] = state;
    }
  }
  return holdings;
}
