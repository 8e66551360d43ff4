import type { DownloadsView, ProgramState } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';
import type { ByteSource } from './byte-source.ts';
import type { DownloadChoices } from './choices.ts';
import type { CatalogueEntry, IssueBook } from './issue-book.ts';
import type { JobQueueState } from './job-queue.ts';
import type { ListedIssue, ListedProgram, Listing } from './listing.ts';
import type { FileOutline } from './outline.ts';
import { inDownloadOrder, isWanted } from './plan.ts';
import type { Situation } from './situation.ts';
import type { SourceHealth } from './source-health.ts';
import type { States } from './states.ts';

export type IssueView = DownloadsView['issues'][number];

export interface DownloadsViewOptions {
  readonly listing: Listing;
  /** The issues of the listing in the order in which they come. */
  readonly ordered: readonly ListedIssue[];
  readonly book: Pick<IssueBook, 'catalogue'>;
  readonly choices: DownloadChoices;
  readonly states: States;
  readonly health: Pick<SourceHealth, 'isSetAside'>;
  readonly sources: readonly ByteSource[];
  readonly jobs: JobQueueState;
  /** Bytes a second that come of an issue; null while nothing does. */
  readonly rateOf: (issue: string) => number | null;
  readonly reserveBytes: number;
  readonly usableBytes: number | null;
}

/** The topic `downloads`. */
export function downloadsView(options: DownloadsViewOptions): DownloadsView {
  const { listing, ordered, choices, states, jobs } = options;
  const view = (issue: ListedIssue): IssueView => withRate(states.view(issue), options.rateOf(issue.outline.issue));
  const listed = new Set(ordered.map((issue) => issue.outline.issue));
  // Also one whose manifest has just come and is not listed yet.
  const entries = options.book.catalogue.current()?.payload.issues.filter((entry) => !listed.has(entry.issue)) ?? [];
  const coming = [...entries.map((entry) => entryView(entry, choices, jobs.blocked ?? jobs.failed.get(entry.manifestSha256) ?? null)), ...ordered.map(view)];
  return {
    issues: [...inDownloadOrder(coming, (issue) => issue, choices), ...listing.issues.filter((issue) => issue.isWithdrawn).map(view)],
    sources: options.sources.map((source) => ({ name: source.name, setAside: options.health.isSetAside(source) })),
    rules: choices.rules(),
    reserveBytes: options.reserveBytes,
    usableBytes: options.usableBytes,
  };
}

/** An issue as the downloads show it, but for how fast it comes. */
export function issueView(issue: ListedIssue, programStates: readonly ProgramState[], situation: Pick<Situation, 'content' | 'choices'>): IssueView {
  const { content, choices } = situation;
  const { issue: id, number, title, publishedAt } = issue.outline;
  const { kept, paused, wish } = choices.of(id);
  // What is not to come does not count against what has come.
  const counted = issue.programs.filter((_, place) => programStates[place]?.state !== 'absent');
  const files = filesOf(counted.length > 0 ? counted : issue.programs);
  const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const doneBytes = files.reduce((sum, file) => sum + content.doneBytes(file), 0);
  const has = (state: string): boolean => programStates.some((one) => one.state === state);
  const reason = programStates.flatMap((one) => (one.state === 'waiting' && one.reason !== null ? [one.reason] : []))[0] ?? null;

  const stateOf = (): IssueView['state'] => {
    if (issue.isWithdrawn) return 'withdrawn';
    if (programStates.every(({ state }) => state === 'here')) return 'here';
    if (has('downloading')) return 'downloading';
    if (paused && wish !== 'cancel' && issue.programs.some((program) => isWanted(issue, program, choices))) return 'paused';
    if (has('waiting')) return 'waiting';
    return has('here') ? 'partial' : 'absent';
  };
  const state = stateOf();
  return {
    issue: id,
    number,
    title,
    publishedAt,
    programs: issue.programs.length,
    state,
    doneBytes,
    totalBytes,
    bytesPerSecond: null,
    secondsLeft: null,
    reason: state === 'waiting' ? reason : null,
    kept,
  };
}

function withRate(view: IssueView, rate: number | null): IssueView {
  if (view.state !== 'downloading' || rate === null) return view;
  return { ...view, bytesPerSecond: rate, secondsLeft: rate === 0 ? null : (view.totalBytes - view.doneBytes) / rate };
}

/** An issue of which only its line in the catalogue is known. */
function entryView(entry: CatalogueEntry, choices: DownloadChoices, reason: Problem | null): IssueView {
  const { issue, number, title, publishedAt } = entry;
  const { kept, paused, wish } = choices.of(issue);
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
