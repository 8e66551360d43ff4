import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import type { Sha256 } from '../../contract/values.ts';
import { backoffMs, jittered } from '../site/pause.ts';
import type { ByteSource } from './byte-source.ts';
import type { ChunkRun } from './chunks.ts';
import type { ContentStore } from './content-store.ts';
import { openLane } from './lane.ts';
import type { Lane, LaneEnd } from './lane.ts';
import { isFilm } from './outline.ts';
import type { FileOutline } from './outline.ts';
import type { PartFile } from './part-file.ts';
import { createReaders } from './readers.ts';
import type { Reader } from './readers.ts';
import type { Room } from './room.ts';
import type { SourceHealth } from './source-health.ts';
import { aheadOf, runBytes, shouldTakeOver, untaken } from './transfer-rules.ts';

export interface TransfersOptions {
  readonly content: ContentStore;
  readonly health: SourceHealth;
  readonly room: Room;
  /** Null when the manifest turns out to be damaged. */
  readonly loadFile: (sha256: Sha256) => Promise<ManifestFile | null>;
  readonly sourcesOf: (sha256: Sha256) => readonly ByteSource[];
  /** Files that may come now without anybody watching, in order. Asked after each `replan`. */
  readonly wanted: () => readonly FileOutline[];
  readonly pace: (bytes: number, signal: AbortSignal) => Promise<void>;
  readonly nowMs: () => number;
  /** The first wait after the disk failed. */
  readonly firstMs: number;
  /** Most connections at once besides those for who watches. */
  readonly connections: number;
  /** No byte for so long: another source, if there is one, takes over. */
  readonly stalledMs: number;
  readonly onBytes: (file: FileOutline, bytes: number) => void;
  /** Something is under way, waits, or has arrived that was not before. */
  readonly onChanged: () => void;
  readonly onFinished: (file: FileOutline) => void;
  readonly onFault: (error: unknown) => void;
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
  /** What keeps a file from coming, besides its sources. */
  readonly problemOf: (sha256: Sha256) => Problem | null;
  /** What keeps any file from coming, besides its sources. */
  readonly problems: () => readonly Problem[];
  /** Ends whatever is under way for these files, so that they can be removed. */
  readonly giveUp: (files: readonly Sha256[]) => Promise<void>;
}

/** A file that comes, or is about to. */
interface Coming {
  readonly file: FileOutline;
  part: PartFile | null;
  /** Something that ends by itself keeps it: it is being opened, verified or closed, or room is asked for. */
  busy: Promise<void> | null;
  room: 'unasked' | 'given';
  waits: { readonly problem: Problem; readonly times: number; readonly untilMs: number } | null;
  /** What a watcher has ahead suffices for a while. */
  isAhead: boolean;
  readonly lanes: Set<Lane>;
}

/** Most connections for pictures and texts that somebody waits for. */
const SMALL_LANES = 2;
/** After so many bytes it is looked whether the disk still has room. */
const LOOK_EVERY_BYTES = 2 * 1024 * 1024;
const MOST_WAIT_MS = 5 * 60_000;

export function createTransfers(options: TransfersOptions): Transfers {
  const { content, health, room, nowMs } = options;
  const coming = new Map<Sha256, Coming>();
  const readers = createReaders(() => soon());
  let wanted: readonly FileOutline[] | null = null;
  let running = false;
  let planned = false;
  let hurry: 'no' | 'soon' | 'now' = 'no';
  let unlookedBytes = 0;

  /** Makes one pass over everything, however many things happen together. */
  const soon = (): void => {
    if (planned || !running) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      if (running) pass();
    });
  };

  const comingOf = (file: FileOutline): Coming => {
    const one = coming.get(file.sha256) ?? { file, part: null, busy: null, room: 'unasked', waits: null, isAhead: false, lanes: new Set<Lane>() };
    coming.set(file.sha256, one);
    return one;
  };

  const lanes = (): Lane[] => [...coming.values()].flatMap((one) => [...one.lanes]);

  const hold = (one: Coming, problem: Problem): void => {
    const times = (one.waits?.times ?? 0) + 1;
    one.waits = { problem, times, untilMs: nowMs() + jittered(backoffMs(times, options.firstMs, MOST_WAIT_MS)) };
    one.room = 'unasked';
    room.release(one.file.sha256);
    options.onChanged();
  };

  const holdFor = (one: Coming, error: unknown): void => {
    if (!(error instanceof ProblemError)) options.onFault(error);
    hold(one, error instanceof ProblemError ? error.problem : { code: 'internal', data: { reference: one.file.sha256 } });
  };

  /** Does something to a file that nothing else may be done to meanwhile. */
  const occupy = (one: Coming, work: () => Promise<void>): void => {
    one.busy = work()
      .catch((error: unknown) => holdFor(one, error))
      .finally(() => {
        one.busy = null;
        soon();
      });
  };

  /** True when the file is open and may be written. Otherwise begins what is lacking for that, if it may be begun now. */
  const isReady = (one: Coming): boolean => {
    if (one.busy !== null || (one.waits?.untilMs ?? 0) > nowMs()) return false;
    if (one.room === 'given' && one.part !== null) return true;
    occupy(one, async () => {
      const problem = await room.admit(one.file);
      if (problem !== null) {
        hold(one, problem);
        return;
      }
      one.room = 'given';
      if (one.part !== null) return;
      const file = await options.loadFile(one.file.sha256);
      if (file === null) {
        hold(one, { code: 'content-damaged', data: { what: one.file.sha256 } });
        return;
      }
      one.part = await content.openPart(file);
      if (one.part.nextMissing() === null) await finish(one);
    });
    return false;
  };

  const close = async (one: Coming): Promise<void> => {
    const { part } = one;
    one.part = null;
    room.release(one.file.sha256);
    one.room = 'unasked';
    await part?.close();
  };

  const finish = async (one: Coming): Promise<void> => {
    const { part, file } = one;
    if (part === null || !(await content.finish(part))) return;
    one.part = null;
    room.release(file.sha256);
    coming.delete(file.sha256);
    wanted = wanted?.filter((other) => other.sha256 !== file.sha256) ?? null;
    options.onFinished(file);
  };

  const laneEnded = (one: Coming, lane: Lane, end: LaneEnd): void => {
    one.lanes.delete(lane);
    const { sha256 } = one.file;
    if (end.chunks > 0) one.waits = null;
    if (end.how === 'brought') health.sentRight(lane.source, sha256);
    if (end.how === 'failed') {
      if (!(end.error instanceof Error) || isFault(end.error)) options.onFault(end.error);
      health.failed(lane.source, sha256, end.error, end.chunks > 0);
    }
    if (end.how === 'disk') holdFor(one, end.error);
    if (one.lanes.size === 0 && one.busy === null && one.part?.nextMissing() === null) occupy(one, () => finish(one));
    options.onChanged();
    soon();
  };

  const openLaneFor = (one: Coming, part: PartFile, source: ByteSource, run: ChunkRun, urgent: boolean): void => {
    const lane = openLane({
      part,
      source,
      run,
      urgent,
      nowMs,
      pace: options.pace,
      onBytes: (bytes) => {
        const wasSilent = health.isFailing(source);
        health.got(source, bytes);
        options.onBytes(one.file, bytes);
        unlookedBytes += bytes;
        if (unlookedBytes >= LOOK_EVERY_BYTES) lookForRoom().catch(options.onFault);
        if (wasSilent) options.onChanged();
      },
    });
    one.lanes.add(lane);
    options.onChanged();
    void lane.ended.then((end) => laneEnded(one, lane, end));
  };

  /** Opens a lane for who reads at the first chunk that they lack. Returns how urgent it is. */
  const serve = (reader: Reader): typeof hurry => {
    if (content.has(reader.file.sha256)) return 'no';
    const sources = health.usable(options.sourcesOf(reader.file.sha256), reader.file.sha256);
    if (sources.length === 0) return 'no';
    const one = comingOf(reader.file);
    if (!isReady(one) || one.part === null) return (one.waits?.untilMs ?? 0) > nowMs() || !isFilm(reader.file.mime) ? 'no' : 'now';
    const { missing, isEnough, isShort } = aheadOf(one.part, reader.position());
    if (missing === null || isEnough) one.isAhead = true;
    else if (isShort) one.isAhead = false;
    if (missing === null || one.isAhead) return 'no';
    const urgency = missing === reader.position() ? 'now' : 'soon';
    const serving = [...one.lanes].find((lane) => lane.next() <= missing && missing < lane.end());
    if (serving?.next() === missing) {
      serving.makeUrgent();
      return isFilm(reader.file.mime) ? urgency : 'no';
    }
    serving?.stopBefore(missing);
    for (const lane of one.lanes) if (lane.isUrgent()) lane.abort(); // It brings a place that was left.
    if (!isFilm(reader.file.mime) && lanes().filter((lane) => lane.isUrgent() && !isFilm(lane.file.mime)).length >= SMALL_LANES) return 'no';
    const fastest = [...sources].sort((a, b) => (health.rate(b) ?? 0) - (health.rate(a) ?? 0))[0];
    const run = untaken(one.part, one.lanes, missing, runBytes(null));
    if (fastest !== undefined && run !== null) openLaneFor(one, one.part, fastest, run, true);
    return isFilm(reader.file.mime) ? urgency : 'no'; // For a picture nothing else is given up.
  };

  const serveReaders = (): void => {
    hurry = 'no';
    const served = new Set<Sha256>();
    for (const reader of readers.all()) {
      const { sha256 } = reader.file;
      if (served.has(sha256)) continue; // Where a film is read in two places, the one that waits, or came last, is the person's.
      const urgency = serve(reader);
      if (urgency !== 'no') served.add(sha256);
      if (urgency === 'now' || hurry === 'no') hurry = urgency;
    }
    for (const one of coming.values()) {
      for (const lane of one.lanes) {
        if (lane.isUrgent() && !readers.isReading(one.file.sha256)) lane.abort();
        else if (!lane.isUrgent() && hurry === 'now') lane.abort();
        else if (!lane.isUrgent() && hurry === 'soon') lane.stopBefore(lane.next() + 1);
      }
    }
  };

  const isSomebodyWatching = (): boolean => readers.all().some((reader) => isFilm(reader.file.mime));

  const bringWanted = (): ReadonlySet<Sha256> => {
    wanted ??= options.wanted();
    const touched = new Set<Sha256>();
    let free = (isSomebodyWatching() ? 1 : options.connections) - lanes().filter((lane) => !lane.isUrgent()).length;
    let refusedBytes = Infinity;
    for (const file of wanted) {
      if (free <= 0) break;
      const { problem, untilMs = 0 } = coming.get(file.sha256)?.waits ?? {};
      const missingBytes = file.bytes - content.doneBytes(file);
      if (problem?.code === 'programs-lack-room' && untilMs > nowMs()) refusedBytes = Math.min(refusedBytes, missingBytes);
      if (content.has(file.sha256) || missingBytes >= refusedBytes) continue;
      const sources = health.usable(options.sourcesOf(file.sha256), file.sha256);
      if (sources.length === 0) continue;
      const one = comingOf(file);
      touched.add(file.sha256);
      if (!isReady(one)) {
        if (one.busy !== null) break; // Whether there is room for the others depends on this one.
        continue;
      }
      for (; free > 0 && one.part !== null; free -= 1) {
        const source = leastUsed(sources);
        const run = untaken(one.part, one.lanes, 0, runBytes(health.rate(source)));
        if (run === null) break;
        openLaneFor(one, one.part, source, run, false);
      }
    }
    return touched;
  };

  const leastUsed = (sources: readonly ByteSource[]): ByteSource => {
    const used = lanes();
    const count = (source: ByteSource): number => used.filter((lane) => lane.source.name === source.name).length;
    return sources.reduce((best, source) => (count(source) < count(best) ? source : best));
  };

  const pass = (): void => {
    serveReaders();
    if (hurry !== 'no') return;
    const touched = bringWanted();
    for (const one of coming.values()) {
      const isIdle = one.lanes.size === 0 && one.busy === null && !touched.has(one.file.sha256) && !readers.isReading(one.file.sha256);
      if (!isIdle) continue;
      if (one.part !== null) occupy(one, () => close(one));
      else if (one.waits === null) coming.delete(one.file.sha256);
    }
  };

  /** Others may fill the disk while bytes come: what comes then ends before the reserve is gone. */
  const lookForRoom = async (): Promise<void> => {
    unlookedBytes = 0;
    const problem = lanes().length === 0 ? null : await room.shortage();
    if (problem === null) return;
    for (const one of coming.values()) {
      if (one.lanes.size > 0) hold(one, problem);
      for (const lane of one.lanes) lane.abort();
    }
  };

  /** What stands still, or is far slower than another source would be, is left to that one. */
  const lookForSlow = (): void => {
    for (const one of coming.values()) {
      for (const lane of one.lanes) {
        const others = health.usable(options.sourcesOf(one.file.sha256), one.file.sha256).filter((source) => source.name !== lane.source.name);
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
    isBusy: () => lanes().length > 0 || readers.all().length > 0,
    isHurrying: () => hurry !== 'no',
    isActive: (sha256) => {
      for (const lane of coming.get(sha256)?.lanes ?? []) if (lane.hasBytes() || !health.isFailing(lane.source)) return true;
      return false;
    },
    problemOf: (sha256) => coming.get(sha256)?.waits?.problem ?? null,
    problems: () => [...coming.values()].flatMap((one) => one.waits?.problem ?? []),
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
      const all = [...coming.values()];
      for (const lane of lanes()) lane.abort();
      await Promise.all(lanes().map((lane) => lane.ended));
      for (const one of all) await one.busy;
      await readers.closeAll();
      await Promise.all(all.map(close));
      coming.clear();
    },
    replan: () => {
      wanted = options.wanted();
      const now = new Set(wanted.map((file) => file.sha256));
      for (const [sha256, one] of coming) {
        if (now.has(sha256)) continue;
        one.waits = readers.isReading(sha256) ? one.waits : null;
        for (const lane of one.lanes) if (!lane.isUrgent()) lane.abort();
      }
      soon();
    },
    wake: () => {
      for (const one of coming.values()) if (one.waits !== null) one.waits = { ...one.waits, untilMs: 0 };
      soon();
    },
    tick: async () => {
      lookForSlow();
      await lookForRoom();
      soon();
    },
    giveUp: async (files) => {
      for (const sha256 of files) {
        const one = coming.get(sha256);
        if (one === undefined) continue;
        for (const lane of one.lanes) lane.abort();
        await Promise.all([...one.lanes].map((lane) => lane.ended));
        await one.busy;
        await close(one);
        coming.delete(sha256);
      }
    },
  };
}

/** What no source, line or disk explains. */
function isFault(error: Error): boolean {
  return !(error instanceof ProblemError) && error.name !== 'BadChunkError';
}
