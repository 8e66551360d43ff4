import type { CallResult } from '../../contract/ipc/calls.ts';
import type { StickWork } from '../../contract/ipc/topics.ts';

type Outcome<O extends NonNullable<StickWork['outcome']>['outcome']> = Omit<Extract<NonNullable<StickWork['outcome']>, { outcome: O }>, 'outcome'>;

export type StickSurvey = Pick<CallResult<'stick.look'>, 'issues' | 'refused'>;
export type ImportedIssues = Omit<Outcome<'issues-imported'>, 'information'>;
export type ExportedIssues = Outcome<'issues-exported'>;

export interface CarryingOptions {
  /** Bytes. */
  readonly onProgress: (progress: { readonly doneBytes: number; readonly totalBytes: number }) => void;
  readonly signal: AbortSignal;
}

/** Issues and sticks, as the programs feature offers it. `stick` is the stick's root. */
export interface StickIssues {
  /** What issues are on a stick; reads names and small signed files only. */
  readonly survey: (options: { readonly stick: string; readonly signal: AbortSignal }) => Promise<StickSurvey>;
  /** Writes whole issues that are here. */
  readonly exportIssues: (options: CarryingOptions & { readonly stick: string; readonly issues: readonly string[] }) => Promise<ExportedIssues>;
  /** Takes in what is missing here of the issues on a stick. */
  readonly importIssues: (options: CarryingOptions & { readonly stick: string }) => Promise<ImportedIssues>;
}
