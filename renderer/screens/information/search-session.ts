import type { InformationHit } from '../../../contract/ipc/calls.ts';
import type { Problem, Result } from '../../../contract/problem.ts';
import type { SearchId } from '../../../contract/usage/event.ts';

/** Asks the main process for items; with `record` the search counts as a lookup and is named. */
export type Search = (
  query: string,
  record: boolean,
) => Promise<Result<{ readonly search: SearchId | null; readonly hits: readonly InformationHit[] }>>;

/** Completions of what is typed; nothing when they cannot be had, for one can type on without them. */
export type Suggest = (typed: string) => Promise<readonly string[]>;

export interface SearchState {
  /** As it stands in the field. */
  readonly query: string;
  /** What was found for `foundFor`; null before the first answer and for an empty field. */
  readonly hits: readonly InformationHit[] | null;
  readonly foundFor: string;
  /** What the person may be about to type. */
  readonly suggestions: readonly string[];
  readonly problem: Problem | null;
}

/** Results follow the typing after this much quiet. */
export const TYPING_PAUSE_MS = 200;

/**
 * One person's searching: results follow the typing and are not recorded; a query is recorded once, when the person has
 * finished typing it, however often it is confirmed and however many of its results are opened.
 */
export class SearchSession {
  readonly #search: Search;
  readonly #suggest: Suggest;
  readonly #listeners = new Set<() => void>();
  #state: SearchState = { query: '', hits: null, foundFor: '', suggestions: [], problem: null };
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Rises with every question, so that a late answer to an earlier one is dropped. */
  #turn = 0;
  #recorded: { readonly query: string; readonly search: Promise<SearchId | null> } | null = null;

  constructor(search: Search, suggest: Suggest) {
    this.#search = search;
    this.#suggest = suggest;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = (): SearchState => this.#state;

  type(query: string): void {
    if (query.trim() === this.#state.query.trim()) {
      this.#set({ query });
      return;
    }
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#recorded = null;
    const wanted = query.trim();
    if (wanted === '') {
      this.#set({ query, hits: null, foundFor: '', suggestions: [], problem: null });
      return;
    }
    this.#set({ query });
    this.#timer = setTimeout(() => void this.#find(wanted, false), TYPING_PAUSE_MS);
    void this.#complete(wanted);
  }

  /** Types a suggestion to its end: it is what the person looks for. */
  take(suggestion: string): Promise<SearchId | null> {
    this.type(suggestion);
    return this.finish();
  }

  /** The query is finished: records it, unless it has been. Null for an empty query or when it could not be recorded. */
  async finish(): Promise<SearchId | null> {
    const query = this.#state.query.trim();
    if (query === '') return null;
    let recorded = this.#recorded;
    if (recorded?.query !== query) {
      clearTimeout(this.#timer);
      recorded = { query, search: this.#find(query, true) };
      this.#recorded = recorded;
      this.#set({ suggestions: [] });
    }
    const id = await recorded.search;
    if (id === null && this.#recorded === recorded) this.#recorded = null;
    return id;
  }

  async #complete(typed: string): Promise<void> {
    const suggestions = await this.#suggest(typed);
    if (this.#state.query.trim() === typed && this.#recorded === null) this.#set({ suggestions });
  }

  async #find(query: string, record: boolean): Promise<SearchId | null> {
    this.#turn += 1;
    const turn = this.#turn;
    const answer = await this.#search(query, record);
    if (turn === this.#turn) {
      if (answer.ok) this.#set({ hits: answer.value.hits, foundFor: query, problem: null });
      else this.#set({ problem: answer.problem });
    }
    return answer.ok ? answer.value.search : null;
  }

  #set(change: Partial<SearchState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
