import type { Problem } from '../../contract/problem.ts';
import type { Sha256 } from '../../contract/values.ts';
import { createArrivals } from './arrivals.ts';
import type { ArrivalsOptions } from './arrivals.ts';
import type { ByteSource } from './byte-source.ts';
import type { Lane } from './lane.ts';
import { isFilm } from './outline.ts';
import type { FileOutline } from './outline.ts';
import { createReaders } from './readers.ts';
import type { Reader } from './readers.ts';
import { runBytes, shouldTakeOver, untaken } from './transfer-rules.ts';
import { createWatching } from './watching.ts';
import type { Hurry } from './watching.ts';

export interface TransfersOptions extends Omit<ArrivalsOptions, 'onFree'> {
  readonly sourcesOf: (sha256: Sha256) => readonly ByteSource[];
  /** Files that may come now without anybody watching, in order. Asked after each `replan`. */
  readonly wanted: () => readonly FileOutline[];
  /** Most connections at once besides those for who watches. */
  readonly connections: number;
  /** No byte for so long: another source, if there is one, takes over. */
  readonly stalledMs: number;
}

/** Brings files from their sources: first what somebody watches, chunk by chunk ahead of them, then what is wanted. */
export interface Transfers {
  /** Opens a file that is not here whole for reading while it comes. Null when nothing is known of its chunks any more. */
  readonly read: (file: FileOutline) => Promise<Reader | null>;
  readonly isReading: (sha256: Sha256) => boolean;
  /** Bytes come for anybody, or somebody reads what is arriving. */
  readonly isBusy: () => boolean;
  /** Somebody reads ahead of what is here, so that everything else has to wait. */
  readonly isHurrying: () => boolean;
  readonly start: () => void;
  /** Resolves when nothing is under way any more. */
  readonly stop: () => Promise<void>;
  /** Other files are wanted, or in another order. */
  readonly replan: () => void;
  /** Tries at once what waits for room or for the disk. */
  readonly wake: () => void;
  /** To be called about once a second: looks for connections that stand still, and for room that others took. */
  readonly tick: () => Promise<void>;
  readonly isActive: (sha256: Sha256) => boolean;
  /** The files that come, are about to, or wait for something of their own. */
  readonly coming: () => readonly Sha256[];
  /** What keeps a file from coming, besides its sources. */
  readonly problemOf: (sha256: Sha256) => Problem | null;
  /** What keeps any file from coming, besides its sources. */
  readonly problems: () => readonly Problem[];
  /** Ends whatever is under way for these files, so that they can be removed. */
  readonly giveUp: (files: readonly Sha256[]) => Promise<void>;
}

export function createTransfers(options: TransfersOptions): Transfers {
  const { content, health, sourcesOf, nowMs } = options;
  const readers = createReaders(() => soon());
  const arrivals = createArrivals({
    ...options,
    onFree: () => soon(),
    onFinished: (file) => {
      wanted = wanted?.filter((other) => other.sha256 !== file.sha256) ?? null;
      options.onFinished(file);
    },
  });
  const serveReaders = createWatching({ arrivals, readers, content, health, sourcesOf, nowMs });
  let wanted: readonly FileOutline[] | null = null;
  let running = false;
  let planned = false;
  let hurry: Hurry = 'no';

  /** Makes one pass over everything, however many things happen together. */
  const soon = (): void => {
    if (planned || !running) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      if (running) pass();
    });
  };

  const isSomebodyWatching = (): boolean => readers.all().some((reader) => isFilm(reader.file.mime));

  const bringWanted = (): ReadonlySet<Sha256> => {
    wanted ??= options.wanted();
    const touched = new Set<Sha256>();
    let free = (isSomebodyWatching() ? 1 : options.connections) - arrivals.lanes().filter((lane) => !lane.isUrgent()).length;
    let refusedBytes = Infinity;
    for (const file of wanted) {
      if (free <= 0) break;
      const { problem, untilMs = 0 } = arrivals.get(file.sha256)?.waits ?? {};
      const missingBytes = file.bytes - content.doneBytes(file);
      if (problem?.code === 'programs-lack-room' && untilMs > nowMs()) refusedBytes = Math.min(refusedBytes, missingBytes);
      if (content.has(file.sha256) || missingBytes >= refusedBytes) continue;
      const sources = health.usable(sourcesOf(file.sha256), file.sha256);
      if (sources.length === 0) continue;
      const one = arrivals.of(file);
      touched.add(file.sha256);
      if (!arrivals.isReady(one)) {
        if (one.busy !== null) break; // Whether there is room for the others depends on this one.
        continue;
      }
      for (; free > 0 && one.part !== null; free -= 1) {
        const source = leastUsed(sources);
        const run = untaken(one.part, one.lanes, 0, runBytes(health.rate(source)));
        if (run === null) break;
        arrivals.openLane(one, one.part, source, run, false);
      }
    }
    return touched;
  };

  const leastUsed = (sources: readonly ByteSource[]): ByteSource => {
    const used = arrivals.lanes();
    const count = (source: ByteSource): number => used.filter((lane) => lane.source.name === source.name).length;
    return sources.reduce((best, source) => (count(source) < count(best) ? source : best));
  };

  const pass = (): void => {
    hurry = serveReaders();
    if (hurry !== 'no') return;
    const touched = bringWanted();
    for (const one of arrivals.all()) {
      const isIdle = one.lanes.size === 0 && one.busy === null && !touched.has(one.file.sha256) && !readers.isReading(one.file.sha256);
      if (isIdle) arrivals.rest(one);
    }
  };

  /** What stands still, or is far slower than another source would be, is left to that one. */
  const lookForSlow = (): void => {
    for (const one of arrivals.all()) {
      for (const lane of one.lanes) {
        const others = health.usable(sourcesOf(one.file.sha256), one.file.sha256).filter((source) => source.name !== lane.source.name);
        const best = Math.max(0, ...others.map((source) => health.rate(source) ?? 0));
        const verdict = shouldTakeOver(lane, others.length, best, nowMs(), options.stalledMs);
        if (verdict === 'no') continue;
        health.wasSlow(lane.source);
        if (verdict === 'now') lane.abort();
        else lane.stopBefore(lane.next() + 1);
      }
    }
  };

  return {
    isReading: readers.isReading,
    isBusy: () => arrivals.lanes().length > 0 || readers.all().length > 0,
    isHurrying: () => hurry !== 'no',
    isActive: (sha256) => {
      for (const lane of arrivals.get(sha256)?.lanes ?? noLanes) if (lane.hasBytes() || !health.isFailing(lane.source)) return true;
      return false;
    },
    coming: () => arrivals.all().map((one) => one.file.sha256),
    problemOf: (sha256) => arrivals.get(sha256)?.waits?.problem ?? null,
    problems: () => arrivals.all().flatMap((one) => one.waits?.problem ?? []),
    read: async (file) => {
      const whole = await options.loadFile(file.sha256);
      return whole === null ? null : readers.open(await content.openPart(whole));
    },
    start: () => {
      running = true;
      soon();
    },
    stop: async () => {
      running = false;
      await arrivals.closeAll(readers.closeAll);
    },
    replan: () => {
      wanted = options.wanted();
      const now = new Set(wanted.map((file) => file.sha256));
      for (const one of arrivals.all()) {
        if (now.has(one.file.sha256)) continue;
        one.waits = readers.isReading(one.file.sha256) ? one.waits : null;
        for (const lane of one.lanes) if (!lane.isUrgent()) lane.abort();
      }
      soon();
    },
    wake: () => {
      for (const one of arrivals.all()) if (one.waits !== null) one.waits = { ...one.waits, untilMs: 0 };
      soon();
    },
    tick: async () => {
      lookForSlow();
      await arrivals.lookForRoom();
      soon();
    },
    giveUp: async (files) => {
      for (const sha256 of files) await arrivals.giveUp(sha256);
    },
  };
}

const noLanes: ReadonlySet<Lane> = new Set();
