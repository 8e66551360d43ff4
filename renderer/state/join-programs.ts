import type { Holdings, ProgramDescription, ProgramState, ProgramView } from '../../contract/ipc/topics.ts';

/** What a program's view is made of, as the main process tells it. */
export interface ProgramParts {
  readonly descriptions: readonly ProgramDescription[];
  readonly holdings: Holdings;
  /** What is not here at all can be fetched while it plays. */
  readonly online: boolean;
}

export type JoinPrograms = (parts: ProgramParts) => readonly ProgramView[];

/**
 * Puts descriptions and holdings together. A program that did not change keeps its object, and the list stays the same one
 * when none did: of ten thousand cards only those are drawn anew of which something arrived.
 */
export function createJoin(): JoinPrograms {
  let parts: ProgramParts | null = null;
  let joined: readonly ProgramView[] = [];
  let byId: ReadonlyMap<string, Joined> = new Map();
  return (next) => {
    if (parts?.descriptions === next.descriptions && parts.holdings === next.holdings && parts.online === next.online) return joined;
    const entries = next.descriptions.map((description) => {
      const state = next.holdings[description.id] ?? absent[next.online ? 'online' : 'offline'];
      const known = byId.get(description.id);
      if (known?.description === description && isSame(known.view.state, state)) return known;
      return { description, view: { ...description, state } };
    });
    const views = entries.map(({ view }) => view);
    if (views.length !== joined.length || views.some((view, index) => view !== joined[index])) joined = views;
    byId = new Map(entries.map((entry) => [entry.description.id, entry]));
    parts = next;
    return joined;
  };
}

interface Joined {
  readonly description: ProgramDescription;
  readonly view: ProgramView;
}

const absent = {
  online: { state: 'absent', playable: true },
  offline: { state: 'absent', playable: false },
} as const satisfies Record<string, ProgramState>;

/** Most programs are simply here; only of those that arrive is there more to compare. */
function isSame(a: ProgramState, b: ProgramState): boolean {
  if (a === b) return true;
  if (a.state !== b.state) return false;
  return a.state === 'here' || a.state === 'withdrawn' || JSON.stringify(a) === JSON.stringify(b);
}
