import { setImmediate } from 'node:timers/promises';
import { informationDocumentSchema } from '../../contract/information/delta.ts';
import type { InformationDelta } from '../../contract/information/delta.ts';
import { informationDigest } from '../../contract/information/digest.ts';
import { informationKinds } from '../../contract/information/item.ts';
import type { InformationItem, InformationKind, Picture } from '../../contract/information/item.ts';
import { fail, ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import type { Language } from '../../contract/text.ts';
import type { Clock } from '../site/clock.ts';
import { createSerial } from '../site/serial.ts';
import { readSigned } from '../site/signed.ts';
import { openBaseFolder } from './base-folder.ts';
import type { BaseFolder, Current, SegmentEntry } from './base-folder.ts';
import type { Build } from './build-job.ts';
import { lineHashes } from './item-line.ts';
import { loadSegment } from './loaded-segment.ts';
import type { LoadedSegment } from './loaded-segment.ts';
import { createSearch } from './search.ts';
import type { Found, InformationSearch } from './search.ts';
import { packSegment } from './segment-writer.ts';
import { createSlices } from './slices.ts';
import { vocabularyOf } from './lexicon.ts';
import type { Vocabulary } from './lexicon.ts';
import { shippedSynonyms, synonymsOf } from './synonyms.ts';

/** What is here, for whoever has no index: how many items of each kind have which last day (its number). */
export interface EngineState {
  readonly version: number;
  readonly publishedAt: string | null;
  readonly lastDays: Readonly<Record<InformationKind, readonly (readonly [day: number, items: number])[]>>;
}

/** `whole-wanted`: a delta does not fit what is here; the whole base would. */
export type Taken = 'taken' | 'known' | 'whole-wanted';

/** The wealth information with its search: all that is too much for the main thread. */
export interface InformationEngine {
  readonly state: () => EngineState;
  readonly find: (query: string, kind: InformationKind | null, today: string, most: number) => Promise<Found>;
  readonly suggest: (typed: string, language: Language, today: string) => Promise<readonly string[]>;
  /** The item with this id, expired or not. Throws `content-damaged`. */
  readonly item: (id: string) => Promise<InformationItem | null>;
  /** The pictures of all items, each once. */
  readonly pictures: () => Promise<readonly Picture[]>;
  /** Takes a signed document as it came, a base or a delta. Throws as `readSigned`, `version-older` and errors of the disk. */
  readonly accept: (text: Uint8Array) => Promise<Taken>;
  /** Resolves when nothing is being repaired or joined any more. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface EngineOptions {
  readonly folder: string;
  readonly countyKey: PublicKey;
  readonly clock: Pick<Clock, 'wall'>;
  readonly build: (folder: BaseFolder) => Build;
  readonly onState: (state: EngineState) => void;
  /** How much of a large new version is made, 0 to 1; null when none is being made any more. */
  readonly onPreparing: (share: number | null) => void;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

/** A delta is read beside the searching; anything larger by another thread. */
const MOST_BESIDE_BYTES = 4 * 1024 * 1024;
/** More segments, or a larger share of removed items, are joined into one. */
const MOST_SEGMENTS = 6;
const MOST_REMOVED = 0.3;
const DELTA_SLICE_MS = 4;

export async function openEngine(options: EngineOptions): Promise<InformationEngine> {
  const folder = await openBaseFolder(options);
  const build = options.build(folder);
  const serial = createSerial();
  let current = await folder.read();
  let loaded: readonly LoadedSegment[] = [];
  let search: InformationSearch = createSearch([], vocabularyOf(synonymsOf()));
  let state: EngineState = stateOf(current, []);
  let closed = false;
  const isClosed = (): boolean => closed;
  let known: { readonly synonyms: string; readonly vocabulary: Vocabulary } | null = null;
  const vocabulary = (synonyms: Current['synonyms']): Vocabulary => {
    const text = JSON.stringify(synonyms);
    if (known?.synonyms !== text) known = { synonyms: text, vocabulary: vocabularyOf(synonymsOf(shippedSynonyms, synonyms)) };
    return known.vocabulary;
  };

  const prepare = async (of: InformationSearch): Promise<void> => {
    for (const step of of.prepare()) {
      step();
      await setImmediate();
      if (isClosed() || search !== of) return;
    }
  };

  /** Makes `next` what is searched; gives the entries that cannot be used. */
  const load = async (next: Current): Promise<readonly SegmentEntry[]> => {
    const kept = new Map(loaded.map((one) => [one.number, one]));
    const damaged: SegmentEntry[] = [];
    const usable: (readonly [SegmentEntry, LoadedSegment])[] = [];
    for (const entry of next.segments) {
      const one = kept.get(entry.number) ?? (await loadSegment(folder, entry));
      if (one === null) damaged.push(entry);
      else usable.push([entry, one]);
    }
    // From here on at one stroke: whoever searches meanwhile finds the old version, then the new one.
    for (const [{ removed }, one] of usable) one.setRemoved(removed);
    const now = usable.map(([, one]) => one);
    const before = loaded;
    [current, loaded] = [next, now];
    search = createSearch(now.map(({ segment }) => segment), vocabulary(next.synonyms));
    state = stateOf(next, now);
    options.onState(state);
    for (const one of before) if (!now.includes(one)) await one.close();
    await folder.clean(next);
    prepare(search).catch(options.onFault);
    return damaged;
  };

  /** Makes the index anew where it cannot be used. What is lost of the items comes again with the whole base. */
  const repair = async (damaged: readonly SegmentEntry[]): Promise<void> => {
    if (damaged.length === 0 || closed) return;
    const built = await build({ do: 'join', segments: damaged, number: await folder.freeNumber() });
    if (built === null || isClosed()) return;
    const segments = [...current.segments.filter((entry) => !damaged.includes(entry)), built.entry];
    const next = { ...current, segments, version: built.complete ? current.version : 0 };
    await folder.switchTo(next);
    await load(next);
  };

  const joinWhenMany = async (): Promise<void> => {
    const items = loaded.reduce((sum, { segment }) => sum + segment.count, 0);
    const removed = current.segments.reduce((sum, entry) => sum + entry.removed.length, 0);
    if (closed || (current.segments.length <= MOST_SEGMENTS && removed <= items * MOST_REMOVED)) return;
    const built = await build({ do: 'join', segments: current.segments, number: await folder.freeNumber() });
    if (built === null || isClosed()) return;
    const next = { ...current, segments: [built.entry], version: built.complete ? current.version : 0 };
    await folder.switchTo(next);
    await load(next);
  };

  /** In the background: what goes wrong is tried again at the next start. */
  const later = (work: () => Promise<void>): void =>
    void serial(work).catch((error: unknown) => {
      if (closed) return;
      if (error instanceof ProblemError) options.onProblem(error.problem);
      else options.onFault(error);
    });

  const whereIs = (id: string): readonly [LoadedSegment, number] | null => {
    for (const one of loaded) {
      const doc = one.segment.docOf(id);
      if (doc !== -1 && one.segment.alive[doc] === 1) return [one, doc];
    }
    return null;
  };

  const acceptBase = async (text: Uint8Array): Promise<Taken> => {
    const number = await folder.freeNumber();
    options.onPreparing(0);
    try {
      const built = await build({ do: 'base', text, countyKey: options.countyKey, newerThan: current.version, number }, options.onPreparing);
      const base = built?.base ?? null;
      if (built === null || base === null) return 'whole-wanted';
      const next = { ...base, segments: [built.entry] };
      await folder.switchTo(next);
      await load(next);
      return 'taken';
    } finally {
      options.onPreparing(null);
    }
  };

  const acceptDelta = async (delta: InformationDelta): Promise<Taken> => {
    if (delta.from !== current.version) return 'whole-wanted';
    const put = new Map(delta.put.map((item) => [item.id, item]));
    const digest = informationDigest(current.digest);
    const removed = new Map(current.segments.map((entry) => [entry.number, [...entry.removed]]));
    const breathe = createSlices(DELTA_SLICE_MS);
    for (const id of new Set([...delta.removed, ...put.keys()])) {
      const found = whereIs(id);
      if (found === null) continue;
      const [one, doc] = found;
      const hash = one.hash(doc);
      if (hash === null) return 'whole-wanted';
      digest.remove(hash);
      removed.get(one.number)?.push(doc);
      await breathe();
    }
    const segment = put.size === 0 ? null : await packSegment(put.values(), breathe);
    for (const hash of segment === null ? [] : lineHashes(segment.items)) digest.add(hash);
    if (digest.text() !== delta.digest) return 'whole-wanted';
    const segments = current.segments.map(({ number }) => ({ number, removed: removed.get(number) ?? [] }));
    if (segment !== null) {
      const number = await folder.freeNumber();
      await folder.write(number, segment);
      segments.push({ number, removed: [] });
    }
    const { version, publishedAt, synonyms } = delta;
    const next: Current = { format: 1, version, publishedAt, synonyms, digest: delta.digest, segments };
    await folder.switchTo(next);
    await load(next);
    later(joinWhenMany);
    return 'taken';
  };

  const accept = async (text: Uint8Array): Promise<Taken> => {
    if (text.byteLength > MOST_BESIDE_BYTES) return acceptBase(text);
    const { payload } = await readSigned(Buffer.from(text).toString('latin1'), options.countyKey, informationDocumentSchema, 'information');
    if (payload.version < current.version) return fail('version-older', { what: 'information' });
    if (payload.version === current.version) return 'known';
    return payload.kind === 'information/1' ? acceptBase(text) : acceptDelta(payload);
  };

  const damaged = await load(current);
  if (damaged.length > 0) later(() => repair(damaged));

  return {
    state: () => state,
    find: (query, kind, today, most) => Promise.resolve(search.find(query, kind, today, most)),
    suggest: (typed, language, today) => Promise.resolve(search.suggest(typed, language, today)),
    item: async (id) => {
      const found = whereIs(id);
      if (found === null) return null;
      const item = await found[0].item(found[1]);
      if (item !== null) return item;
      // Everything that can still be read is kept, and the whole base asked for.
      later(async () => repair(current.segments.filter(({ number }) => number === found[0].number)));
      return fail('content-damaged', { what: 'information' });
    },
    pictures: async () => {
      const found = new Map<string, Picture>();
      const breathe = createSlices(DELTA_SLICE_MS);
      for (const { segment, pictures } of loaded) {
        for (let doc = 0; doc < segment.count && !closed; doc++) {
          if (segment.alive[doc] !== 1 || segment.kindOf(doc) !== 'technique') continue;
          for (const picture of pictures(doc)) found.set(picture.sha256, picture);
          await breathe();
        }
      }
      return [...found.values()];
    },
    accept: (text) => serial(() => accept(text)),
    settled: () => serial(() => Promise.resolve()),
    close: async () => {
      closed = true;
      await serial(() => Promise.resolve());
      for (const one of loaded) await one.close();
    },
  };
}

function stateOf({ version, publishedAt }: Current, loaded: readonly LoadedSegment[]): EngineState {
  const counts = new Map(informationKinds.map((kind) => [kind, new Map<number, number>()]));
  for (const { lastDays } of loaded) {
    for (const [kind, days] of lastDays()) {
      const all = counts.get(kind);
      for (const [day, items] of days) all?.set(day, (all.get(day) ?? 0) + items);
    }
  }
  return { version, publishedAt, lastDays: Object.fromEntries(informationKinds.map((kind) => [kind, [...(counts.get(kind) ?? [])]])) as unknown as EngineState['lastDays'] };
}
