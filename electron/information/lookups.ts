import { uuidv7 } from 'uuidv7';
import type { CallArguments, CallResult } from '../../contract/ipc/calls.ts';
import type { ProgramView } from '../../contract/ipc/topics.ts';
import { fail } from '../../contract/problem.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import { searchIdSchema } from '../../contract/usage/event.ts';
import type { EventData, MemberCopy } from '../../contract/usage/event.ts';
import type { Clock } from '../site/clock.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import { programCopy } from '../viewing/sources.ts';
import { createSerial } from '../site/serial.ts';
import type { Information } from './information.ts';
import type { Found } from './search.ts';

/** Most hits of one answer. */
const MOST_HITS = 200;
/** Counted searches that are remembered for the items opened from them. */
const REMEMBERED = 50;
/** The same search again after this long is another person's, or a new wish. */
const REPEAT_MS = 5 * 60_000;

type SearchResultId = NonNullable<CallResult<'information.search'>['search']>;

interface CountedSearch {
  readonly id: SearchResultId;
  readonly query: string;
  readonly kind: CallArguments<'information.search'>['kind'];
  readonly member: string | null;
  /** What it found; an item counts as reached from it only if it is among them. */
  readonly items: ReadonlySet<string>;
}

/** The calls `information.…`: they answer, and record what was looked up, for how long it was read, and what it led to. */
export interface Lookups {
  readonly search: (args: CallArguments<'information.search'>, member: MemberCopy | null) => Promise<CallResult<'information.search'>>;
  /** Completions while somebody types; never recorded. */
  readonly suggest: (args: CallArguments<'information.suggest'>) => Promise<CallResult<'information.suggest'>>;
  /** Throws `item-unknown`. */
  readonly open: (args: CallArguments<'information.open'>, member: MemberCopy | null) => Promise<CallResult<'information.open'>>;
  /** Throws `item-unknown` for an opening that is not one of the last. */
  readonly close: (args: CallArguments<'information.close'>) => Promise<void>;
  /** Throws `item-unknown` as `close`, and `program-unknown`. */
  readonly watch: (args: CallArguments<'information.watch'>, member: MemberCopy | null) => Promise<void>;
}

export interface LookupsOptions {
  readonly information: Pick<Information, 'find' | 'suggest' | 'item'>;
  readonly recorder: Pick<UsageRecorder, 'record'>;
  readonly program: (id: ProgramId) => ProgramView | undefined;
  readonly clock: Pick<Clock, 'uptimeMs'>;
}

/** Openings that are remembered for what is recorded of them later. */
const REMEMBERED_OPENINGS = 200;
/** Nobody reads anything in less. */
const LEAST_SECONDS = 0.5;

interface Opening {
  readonly data: EventData<'lookup.opened'>;
  readonly openedMs: number;
  /** Reading that was recorded already. */
  readonly readSeconds: number;
}

export function createLookups({ information, recorder, program, clock }: LookupsOptions): Lookups {
  const serial = createSerial();
  /** Oldest first. */
  let counted: readonly CountedSearch[] = [];
  /** By the identifier of what recorded them, oldest first. */
  const openings = new Map<string, Opening>();
  const openingOf = (id: string): Opening => openings.get(id) ?? fail('item-unknown', { item: id });
  /** When the last counted search, or what was opened from it, was used. */
  let usedMs = 0;

  /** The last counted search, if this is only a repeat of it: a second touch, or the way back from an opened item. */
  const repeated = (query: string, kind: CountedSearch['kind'], member: MemberCopy | null): CountedSearch | null => {
    const last = counted.at(-1);
    if (last === undefined || clock.uptimeMs() - usedMs > REPEAT_MS) return null;
    return last.query === query && last.kind === kind && last.member === (member?.number ?? null) ? last : null;
  };

  const record = (query: string, kind: CountedSearch['kind'], member: MemberCopy | null, found: Found): Promise<SearchResultId> =>
    serial(async () => {
      const repeat = repeated(query, kind, member);
      const id = repeat?.id ?? searchIdSchema.parse(uuidv7());
      if (repeat === null) {
        await recorder.record({ type: 'lookup.searched', data: { search: id, query, kind, hits: found.count, member } });
        const items = new Set(found.hits.map((item) => item.id));
        counted = [...counted.slice(1 - REMEMBERED), { id, query, kind, member: member?.number ?? null, items }];
      }
      usedMs = clock.uptimeMs();
      return id;
    });

  return {
    search: async (args, member) => {
      const query = args.query.trim();
      const found = await information.find(query, args.kind, MOST_HITS);
      const search = args.record && query !== '' ? await record(query, args.kind, member, found) : null;
      return { search, hits: [...found.hits] };
    },
    suggest: async ({ typed, language }) => ({ suggestions: [...(await information.suggest(typed, language))] }),
    open: async (args, member) => {
      const item = (await information.item(args.item)) ?? fail('item-unknown', { item: args.item });
      const from = counted.find((search) => search.id === args.search && search.items.has(item.id)) ?? null;
      const { id, kind, title } = item;
      const data = { item: id, kind, title, search: from?.id ?? null, member };
      const { id: opening } = await recorder.record({ type: 'lookup.opened', data });
      openings.set(opening, { data, openedMs: clock.uptimeMs(), readSeconds: 0 });
      for (const oldest of openings.keys()) {
        if (openings.size <= REMEMBERED_OPENINGS) break;
        openings.delete(oldest);
      }
      if (from !== null && from === counted.at(-1)) usedMs = clock.uptimeMs();
      return { opening, item };
    },
    close: (args) =>
      serial(async () => {
        const opening = openingOf(args.opening);
        // Nobody can have read for longer than it has been open.
        const most = (clock.uptimeMs() - opening.openedMs) / 1000 - opening.readSeconds;
        const seconds = Math.round(Math.min(args.seconds, most) * 10) / 10;
        if (seconds < LEAST_SECONDS) return;
        openings.set(args.opening, { ...opening, readSeconds: opening.readSeconds + seconds });
        const { item, kind } = opening.data;
        await recorder.record({ type: 'lookup.closed', data: { opening: args.opening, item, kind, seconds } });
      }),
    watch: async (args, member) => {
      const { item, kind, title } = openingOf(args.opening).data;
      const led = program(args.program) ?? fail('program-unknown', { program: args.program });
      await recorder.record({ type: 'lookup.led-to-program', data: { opening: args.opening, item, kind, title, program: programCopy(led), member } });
    },
  };
}
