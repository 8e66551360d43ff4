import type { DownloadRules } from '../../contract/ipc/topics.ts';
import { fail } from '../../contract/problem.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { DownloadChoices } from './choices.ts';

/** What the operator may do with downloads. Each throws `issue-unknown` for an issue that the catalogue does not list. */
export interface DownloadControl {
  /** Everything of the issue shall come, whatever the categories; undoes `cancel` and `pause`. */
  readonly fetch: (issue: string) => Promise<void>;
  readonly pause: (issue: string) => Promise<void>;
  /** Tries at once what waits after a failure. */
  readonly retry: (issue: string) => Promise<void>;
  /** Nothing of the issue comes by itself any more, and what is here of it is removed, unless it is being played. */
  readonly cancel: (issue: string) => Promise<void>;
  readonly first: (issue: string) => Promise<void>;
  readonly keep: (issue: string, kept: boolean) => Promise<void>;
  readonly setRules: (rules: DownloadRules) => Promise<void>;
}

export interface ControlOptions {
  readonly choices: DownloadChoices;
  readonly isListed: (issue: string) => boolean;
  readonly programsOf: (issue: string) => readonly ProgramId[];
  readonly filesOf: (issue: string) => readonly Sha256[];
  /** What is wanted has changed: plan anew. */
  readonly onChosen: () => void;
  /** Sources may be asked again at once for these files. */
  readonly forgive: (files: readonly Sha256[]) => void;
  /** Removes what is not to stay any more. */
  readonly sweep: () => Promise<void>;
}

export function createControl({ choices, isListed, programsOf, filesOf, onChosen, forgive, sweep }: ControlOptions): DownloadControl {
  const listed = (issue: string): string => (isListed(issue) ? issue : fail('issue-unknown', { issue }));
  return {
    fetch: async (issue) => {
      await choices.change(listed(issue), { wish: 'fetch', paused: false });
      await choices.setEvicted(programsOf(issue), false);
      forgive(filesOf(issue));
      onChosen();
    },
    pause: async (issue) => {
      await choices.change(listed(issue), { paused: true });
      onChosen();
    },
    retry: (issue) => {
      forgive(filesOf(listed(issue)));
      onChosen();
      return Promise.resolve();
    },
    cancel: async (issue) => {
      await choices.change(listed(issue), { wish: 'cancel', paused: false });
      onChosen();
      await sweep();
    },
    first: async (issue) => {
      await choices.putFirst(listed(issue));
      onChosen();
    },
    keep: async (issue, kept) => {
      await choices.change(listed(issue), { kept });
      onChosen();
    },
    setRules: async (rules) => {
      await choices.setRules(rules);
      onChosen();
    },
  };
}
