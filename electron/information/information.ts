import { join } from 'node:path';
import { informationKinds } from '../../contract/information/item.ts';
import type { InformationItem, InformationKind, Picture } from '../../contract/information/item.ts';
import type { InformationView } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import type { Language } from '../../contract/text.ts';
import type { Clock } from '../site/clock.ts';
import { createListeners } from '../site/listeners.ts';
import { dayNumber } from './days.ts';
import { openEngineThread } from './engine-thread.ts';
import type { EngineState, InformationEngine, Taken } from './engine.ts';
import type { Found } from './search.ts';

/** The wealth information that is here. */
export interface Information {
  /** The topic `information`; what has expired is not counted. */
  readonly view: () => InformationView;
  readonly onChanged: (listener: () => void) => () => void;
  /** See `InformationSearch.find`. */
  readonly find: (query: string, kind: InformationKind | null, most: number) => Promise<Found>;
  /** See `InformationSearch.suggest`. */
  readonly suggest: (typed: string, language: Language) => Promise<readonly string[]>;
  /** The item with this id, expired or not. Throws `content-damaged`. */
  readonly item: (id: string) => Promise<InformationItem | null>;
  /** The pictures of all items, each once. */
  readonly pictures: () => Promise<readonly Picture[]>;
  /** The version that is here, 0 for none. */
  readonly version: () => number;
  /** See `InformationEngine.accept`. Results are the old ones until the new index is ready, then at once the new ones. */
  readonly accept: (text: Uint8Array) => Promise<Taken>;
  /** Resolves when nothing is under way any more. */
  readonly close: () => Promise<void>;
}

export interface InformationOptions {
  readonly folder: string;
  /** Null until the terminal is enrolled: there is nothing then. */
  readonly countyKey: PublicKey | null;
  readonly clock: Pick<Clock, 'wall'>;
  /** The built `information.worker`; without it everything runs in this thread, in slices: for tests and tools. */
  readonly worker?: string | undefined;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

export async function openInformation(options: InformationOptions): Promise<Information> {
  const { countyKey, clock, worker } = options;
  const folder = join(options.folder, 'information');
  const listeners = createListeners();
  let state: EngineState | null = null;
  const onState = (next: EngineState): void => {
    state = next;
    listeners.tell();
  };
  let preparing: number | null = null;
  /** To the hundredth: the screens show no more, and are told no more often. */
  const onPreparing = (share: number | null): void => {
    const next = share === null ? null : Math.round(share * 100) / 100;
    if (next === preparing) return;
    preparing = next;
    listeners.tell();
  };
  const { onProblem, onFault } = options;
  const open = async (key: PublicKey): Promise<InformationEngine> => {
    if (worker !== undefined) return openEngineThread({ folder, countyKey: key, onState, onPreparing, onProblem, onFault, program: worker });
    // Loaded here alone: with a thread, the main one has no use for the dictionaries that come with it.
    const { openEngineHere } = await import('./engine-here.ts');
    return openEngineHere({ folder, countyKey: key, clock, onState, onPreparing, onProblem, onFault });
  };
  const engine = countyKey === null ? null : await open(countyKey);
  const version = (): number => state?.version ?? 0;

  /** A clock that was set back by a dead battery must not bring back what had expired when the county published. */
  const today = (): string => {
    const day = clock.wall().slice(0, 10);
    const published = state?.publishedAt?.slice(0, 10) ?? day;
    return day > published ? day : published;
  };
  const nothing: Found = { count: 0, hits: [] };

  return {
    view: () => {
      const day = dayNumber(today());
      const count = (kind: InformationKind): number => (state?.lastDays[kind] ?? []).reduce((sum, [last, items]) => (last < day ? sum : sum + items), 0);
      return {
        version: version(),
        publishedAt: state?.publishedAt ?? null,
        counts: Object.fromEntries(informationKinds.map((kind) => [kind, count(kind)])) as InformationView['counts'],
        preparing,
      };
    },
    onChanged: listeners.add,
    find: (query, kind, most) => engine?.find(query, kind, today(), most) ?? Promise.resolve(nothing),
    suggest: (typed, language) => engine?.suggest(typed, language, today()) ?? Promise.resolve([]),
    item: (id) => engine?.item(id) ?? Promise.resolve(null),
    pictures: () => engine?.pictures() ?? Promise.resolve([]),
    version,
    accept: (text) => engine?.accept(text) ?? Promise.resolve('known'),
    close: () => engine?.close() ?? Promise.resolve(),
  };
}
