import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../contract/problem.ts';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import { sha256Schema, wallTimeSchema } from '../../contract/values.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import { createPause } from '../site/pause.ts';
import { openStore } from '../site/store.ts';
import type { ContentStore } from './content-store.ts';
import { chunkRange } from './outline.ts';

/** How much of its time a terminal spends on it. */
export interface ScrubPace {
  /** Bytes read a second, 2 MB unless given: an old disk hardly notices. */
  readonly bytesPerSecond?: number;
  /** Days from the end of one round to the beginning of the next, 14 unless given. */
  readonly everyDays?: number;
  /** How often it is looked whether there is time, 30 s unless given. */
  readonly lookEveryMs?: number;
}

export interface ScrubOptions extends ScrubPace {
  readonly folder: string;
  readonly content: ContentStore;
  readonly clock: Clock;
  /** Null when nothing is known of its chunks: it is passed over. */
  readonly loadFile: (sha256: Sha256) => Promise<ManifestFile | null>;
  /** Nobody watches, and nothing comes. */
  readonly isIdle: () => boolean;
  /** Damage was found; the file is a part again. */
  readonly onDamage: (file: ManifestFile) => void;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

/** Verifies again, slowly and when nobody is disturbed, what has been here for long: disks forget. */
export interface Scrub {
  readonly start: () => void;
  /** Resolves when nothing is under way any more. */
  readonly stop: () => Promise<void>;
}

const dataSchema = z.strictObject({
  /** The file that is looked at, or was when the program ended, and the chunk to go on with; null: none in this round yet. */
  place: z.strictObject({ file: sha256Schema, chunk: z.int().nonnegative() }).nullable(),
  /** When the last round ended. */
  endedAt: wallTimeSchema.nullable(),
});

const DAY_MS = 86_400_000;
/** How often the place is written down. */
const NOTE_EVERY_MS = 60_000;

export async function openScrub(options: ScrubOptions): Promise<Scrub> {
  const { content, clock, bytesPerSecond = 2 * 1024 ** 2, everyDays = 14, lookEveryMs = 30_000 } = options;
  const store = await openStore<z.infer<typeof dataSchema>>({
    file: join(options.folder, 'scrub.json'),
    version: 1,
    schema: dataSchema,
    initial: { place: null, endedAt: null },
    clock,
    onProblem: options.onProblem,
  });
  const pause = createPause();
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  let notedMs = clock.uptimeMs();

  const note = async (file: Sha256, chunk: number): Promise<void> => {
    if (clock.uptimeMs() - notedMs < NOTE_EVERY_MS) return;
    notedMs = clock.uptimeMs();
    await store.update((data) => ({ ...data, place: { file, chunk } }));
  };

  const untilIdle = async (signal: AbortSignal): Promise<void> => {
    while (!options.isIdle() && !signal.aborted) await pause.wait(lookEveryMs, signal);
  };

  /** Looks at a file from a chunk on. One that has a bad chunk is looked at whole, then made a part again. */
  const check = async (file: ManifestFile, firstChunk: number, signal: AbortSignal): Promise<void> => {
    for (let index = firstChunk; index < file.chunks.length; index += 1) {
      await untilIdle(signal);
      if (signal.aborted || !content.has(file.sha256)) return;
      if (!(await isGood(content, file, index))) {
        const good = new Set<number>();
        for (const each of file.chunks.keys()) if (await isGood(content, file, each)) good.add(each);
        await content.demote(file, good);
        options.onDamage(file);
        return;
      }
      await note(file.sha256, index);
      await pause.wait((file.chunkBytes * 1000) / bytesPerSecond, signal);
    }
  };

  const round = async (signal: AbortSignal): Promise<void> => {
    const { place } = store.read();
    const files = [...content.stored()].filter((sha256) => content.has(sha256) && (place === null || sha256 >= place.file)).sort();
    for (const sha256 of files) {
      await untilIdle(signal);
      if (signal.aborted) return;
      const file = await options.loadFile(sha256);
      if (file !== null) await check(file, place?.file === sha256 ? place.chunk : 0, signal);
    }
    if (!signal.aborted) await store.update(() => ({ place: null, endedAt: clock.wall() }));
  };

  const isDue = (): boolean => {
    const { endedAt, place } = store.read();
    return place !== null || endedAt === null || Math.abs(Date.parse(clock.wall()) - Date.parse(endedAt)) >= everyDays * DAY_MS;
  };

  const loop = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      if (isDue() && content.stored().size > 0) await round(signal).catch(options.onFault);
      await pause.wait(lookEveryMs, signal);
    }
  };

  return {
    start: () => {
      if (running !== null) return;
      const stop = new AbortController();
      running = { stop, ended: loop(stop.signal).catch(options.onFault) };
    },
    stop: async () => {
      const ending = running;
      running = null;
      ending?.stop.abort();
      await ending?.ended;
    },
  };
}

/** A chunk that cannot be read, on a bad sector or behind a cut end, is as bad as a wrong one. */
async function isGood(content: ContentStore, file: ManifestFile, index: number): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    for await (const piece of content.read(file.sha256, chunkRange(file, index))) hash.update(piece);
  } catch {
    return false;
  }
  return hash.digest('hex') === file.chunks[index];
}
