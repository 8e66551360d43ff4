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
import type { FileOutline } from './outline.ts';
import type { PartFile } from './part-file.ts';
import type { Room } from './room.ts';
import type { SourceHealth } from './source-health.ts';

/** A file that comes, or is about to. */
export interface Arrival {
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

export interface ArrivalsOptions {
  readonly content: ContentStore;
  readonly health: SourceHealth;
  readonly room: Room;
  /** Null when the manifest turns out to be damaged. */
  readonly loadFile: (sha256: Sha256) => Promise<ManifestFile | null>;
  readonly pace: (bytes: number, signal: AbortSignal) => Promise<void>;
  readonly nowMs: () => number;
  /** The first wait after the disk failed. */
  readonly firstMs: number;
  readonly onBytes: (file: FileOutline, bytes: number) => void;
  /** Something is under way, waits, or has arrived that was not before. */
  readonly onChanged: () => void;
  readonly onFinished: (file: FileOutline) => void;
  /** Something may be begun that could not be before. */
  readonly onFree: () => void;
  readonly onFault: (error: unknown) => void;
}

/** The files that come, each from its opening until it is whole, given up, or nobody wants it any more. */
export interface Arrivals {
  readonly all: () => readonly Arrival[];
  readonly get: (sha256: Sha256) => Arrival | undefined;
  /** The arrival of a file, begun when there is none. */
  readonly of: (file: FileOutline) => Arrival;
  readonly lanes: () => readonly Lane[];
  /** True when the file is open and may be written. Otherwise begins what is lacking for that, if it may be begun now. */
  readonly isReady: (one: Arrival) => boolean;
  readonly openLane: (one: Arrival, part: PartFile, source: ByteSource, run: ChunkRun, urgent: boolean) => void;
  /** Closes what nobody needs open, and forgets what has nothing to tell. */
  readonly rest: (one: Arrival) => void;
  /** Others may fill the disk while bytes come: what comes then ends before the reserve is gone. */
  readonly lookForRoom: () => Promise<void>;
  /** Ends whatever is under way for a file, so that it can be removed. */
  readonly giveUp: (sha256: Sha256) => Promise<void>;
  /** Ends everything. `between`: to be done when no connection is open any more, and before the parts are closed. */
  readonly closeAll: (between: () => Promise<void>) => Promise<void>;
}

/** After so many bytes it is looked whether the disk still has room. */
const LOOK_EVERY_BYTES = 2 * 1024 * 1024;
const MOST_WAIT_MS = 5 * 60_000;

export function createArrivals(options: ArrivalsOptions): Arrivals {
  const { content, health, room, nowMs } = options;
  const coming = new Map<Sha256, Arrival>();
  let unlookedBytes = 0;

  const lanes = (): Lane[] => [...coming.values()].flatMap((one) => [...one.lanes]);

  const hold = (one: Arrival, problem: Problem): void => {
    const times = (one.waits?.times ?? 0) + 1;
    one.waits = { problem, times, untilMs: nowMs() + jittered(backoffMs(times, options.firstMs, MOST_WAIT_MS)) };
    one.room = 'unasked';
    room.release(one.file.sha256);
    options.onChanged();
  };

  const holdFor = (one: Arrival, error: unknown): void => {
    if (!(error instanceof ProblemError)) options.onFault(error);
    hold(one, error instanceof ProblemError ? error.problem : { code: 'internal', data: { reference: one.file.sha256 } });
  };

  /** Does something to a file that nothing else may be done to meanwhile. */
  const occupy = (one: Arrival, work: () => Promise<void>): void => {
    one.busy = work()
      .catch((error: unknown) => holdFor(one, error))
      .finally(() => {
        one.busy = null;
        options.onFree();
      });
  };

  const isReady = (one: Arrival): boolean => {
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

  const close = async (one: Arrival): Promise<void> => {
    const { part } = one;
    one.part = null;
    room.release(one.file.sha256);
    one.room = 'unasked';
    await part?.close();
  };

  const finish = async (one: Arrival): Promise<void> => {
    const { part, file } = one;
    if (part === null || !(await content.finish(part))) return;
    one.part = null;
    room.release(file.sha256);
    coming.delete(file.sha256);
    options.onFinished(file);
  };

  const laneEnded = (one: Arrival, lane: Lane, end: LaneEnd): void => {
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
    options.onFree();
  };

  const openLaneOf = (one: Arrival, part: PartFile, source: ByteSource, run: ChunkRun, urgent: boolean): void => {
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

  const lookForRoom = async (): Promise<void> => {
    unlookedBytes = 0;
    const problem = lanes().length === 0 ? null : await room.shortage();
    if (problem === null) return;
    for (const one of coming.values()) {
      if (one.lanes.size > 0) hold(one, problem);
      for (const lane of one.lanes) lane.abort();
    }
  };

  return {
    all: () => [...coming.values()],
    get: (sha256) => coming.get(sha256),
    of: (file) => {
      const one = coming.get(file.sha256) ?? { file, part: null, busy: null, room: 'unasked', waits: null, isAhead: false, lanes: new Set<Lane>() };
      coming.set(file.sha256, one);
      return one;
    },
    lanes,
    isReady,
    openLane: openLaneOf,
    rest: (one) => {
      if (one.part !== null) occupy(one, () => close(one));
      else if (one.waits === null) coming.delete(one.file.sha256);
    },
    lookForRoom,
    giveUp: async (sha256) => {
      const one = coming.get(sha256);
      if (one === undefined) return;
      for (const lane of one.lanes) lane.abort();
      await Promise.all([...one.lanes].map((lane) => lane.ended));
      await one.busy;
      await close(one);
      coming.delete(sha256);
    },
    closeAll: async (between) => {
      const all = [...coming.values()];
      for (const lane of lanes()) lane.abort();
      await Promise.all(lanes().map((lane) => lane.ended));
      for (const one of all) await one.busy;
      await between();
      await Promise.all(all.map(close));
      coming.clear();
    },
  };
}

/** What no source, line or disk explains. */
function isFault(error: Error): boolean {
  return !(error instanceof ProblemError) && error.name !== 'BadChunkError';
}
