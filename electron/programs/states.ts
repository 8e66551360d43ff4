import type { Holdings, ProgramState } from '../../contract/ipc/topics.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { ContentStore } from './content-store.ts';
import { issueView } from './downloads-view.ts';
import type { IssueView } from './downloads-view.ts';
import type { ListedIssue, Listing } from './listing.ts';
import { programState } from './program-states.ts';
import type { Situation } from './situation.ts';

/** The states of all programs as they are at one moment. */
export interface States {
  /** In the order of the issue's programs. */
  readonly of: (issue: ListedIssue) => readonly ProgramState[];
  /** The issue as the downloads show it, but for how fast it comes. */
  readonly view: (issue: ListedIssue) => IssueView;
  /** The topic `holdings`. The same object as before when nothing changed. */
  readonly holdings: () => Holdings;
}

export interface StatesOptions {
  readonly listing: () => Listing;
  readonly content: Pick<ContentStore, 'onChanged'>;
  readonly situation: () => Situation;
}

interface Known {
  readonly states: readonly ProgramState[];
  view: IssueView | null;
}

/** Each call looks how things are now; only those states are found out anew that may have changed since the call before. */
export function createStates({ listing, content, situation }: StatesOptions): () => States {
  const changed = new Set<Sha256>();
  content.onChanged((sha256) => changed.add(sha256));
  let known = new WeakMap<ListedIssue, Known>();
  let before: { readonly listing: Listing; readonly situation: Situation } | null = null;
  let holdings: Holdings | null = null;

  /** Forgets what may be another now. */
  const refresh = (now: { readonly listing: Listing; readonly situation: Situation }): void => {
    if (now.situation.common !== before?.situation.common) {
      known = new WeakMap();
      holdings = null;
    } else {
      for (const sha256 of [...changed, ...before.situation.special, ...now.situation.special]) {
        for (const issue of now.listing.issuesOf.get(sha256) ?? []) if (known.delete(issue)) holdings = null;
      }
    }
    if (now.listing !== before?.listing) holdings = null; // Of issues that it took over the states still hold.
    changed.clear();
    before = now;
  };

  return () => {
    const now = { listing: listing(), situation: situation() };
    refresh(now);
    const knownOf = (issue: ListedIssue): Known => {
      const found = known.get(issue) ?? { states: issue.programs.map((program) => programState(issue, program, now.situation)), view: null };
      known.set(issue, found);
      return found;
    };
    return {
      of: (issue) => knownOf(issue).states,
      view: (issue) => {
        const one = knownOf(issue);
        if (issue.isWithdrawn) return issueView(issue, one.states, now.situation); // What is here of it becomes less unnoticed.
        return (one.view ??= issueView(issue, one.states, now.situation));
      },
      holdings: () => (holdings ??= holdingsOf(now.listing, (issue) => knownOf(issue).states)),
    };
  };
}

function holdingsOf({ issues }: Listing, statesOf: (issue: ListedIssue) => readonly ProgramState[]): Holdings {
  const holdings: Record<string, ProgramState> = {};
  for (const issue of issues) {
    const states = statesOf(issue);
    for (const [place, { description }] of issue.programs.entries()) {
      const state = states[place];
      if (state !== undefined && state.state !== 'absent') holdings[description.id] = state;
    }
  }
  return holdings;
}
