import { join } from 'node:path';
import { z } from 'zod';
import type { UpdateView } from '../../contract/ipc/topics.ts';
import { fail, ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Release } from '../../contract/site/release.ts';
import type { Clock } from '../site/clock.ts';
import { createListeners } from '../site/listeners.ts';
import { createPause, jittered } from '../site/pause.ts';
import { createSerial } from '../site/serial.ts';
import { openStore } from '../site/store.ts';
import { readVersions, switchTo, tidyVersions } from '../supervisor/versions.ts';
import { assemble } from './assemble.ts';
import type { OpenReleaseFile } from './assemble.ts';
import { compareVersions } from './compare-versions.ts';

const LOOK_EVERY_MS = 30 * 60_000;

export interface UpdaterOptions {
  /** Folder of the versions; null where the system keeps the program up to date. */
  readonly root: string | null;
  readonly folder: string;
  /** Of the program that runs. */
  readonly version: string;
  readonly platform: string;
  readonly clock: Pick<Clock, 'wall'>;
  /** The release that the county has for this terminal, checked; null for none. `now`: whether its turn has come or not. */
  readonly ask: (now: boolean) => Promise<Release | null>;
  readonly openFile: OpenReleaseFile;
  /** People are watching: the line and the disk are theirs. */
  readonly busy: () => boolean;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

export interface Updater {
  readonly view: () => UpdateView;
  readonly onChanged: (listener: () => void) => () => void;
  /** Asks the county now, and fetches what it has. Throws `update-not-possible`, `update-not-newer` and what went wrong. */
  readonly look: () => Promise<void>;
  /** Takes a release from elsewhere, e.g. a stick. Throws the same. */
  readonly take: (release: Release, openFile: OpenReleaseFile) => Promise<void>;
  /** The version that may be gone over to; null for none. */
  readonly ready: () => string | null;
  /** From the next start on the version that is ready runs. Throws `update-not-newer`. */
  readonly apply: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

const dataSchema = z.strictObject({
  /** The highest number of a release that was seen: an older one is not taken any more. */
  number: z.int().nonnegative(),
  /** Whole in the folder of the versions. */
  ready: z.string().nullable(),
});

/** Keeps the program up to date; what was begun goes on after a restart. */
export async function openUpdater(options: UpdaterOptions): Promise<Updater> {
  const { root, version } = options;
  const store = await openStore<z.infer<typeof dataSchema>>({
    file: join(options.folder, 'update.json'),
    version: 1,
    schema: dataSchema,
    initial: { number: 0, ready: null },
    clock: options.clock,
    onProblem: options.onProblem,
  });
  const listeners = createListeners();
  const serial = createSerial();
  const pause = createPause();
  const versions = root === null ? null : await readVersions(root);
  const givenUp = versions?.givenUp ?? null;
  const ready = store.read().ready;
  if (ready !== null && (compareVersions(ready, version) <= 0 || ready === givenUp)) await store.update((data) => ({ ...data, ready: null }));
  let view: UpdateView = {
    version,
    state: versions === null ? 'cannot' : store.read().ready === null ? 'none' : 'ready',
    next: store.read().ready,
    doneBytes: 0,
    totalBytes: 0,
    givenUp,
    problem: null,
  };
  let running: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  let toldMs = 0;

  const show = (next: Partial<UpdateView>): void => {
    view = { ...view, ...next };
    listeners.tell();
  };
  const progress = (doneBytes: number, totalBytes: number): void => {
    view = { ...view, doneBytes, totalBytes };
    if (performance.now() - toldMs < 500 && doneBytes < totalBytes) return;
    toldMs = performance.now();
    listeners.tell();
  };

  const bring = async (release: Release, openFile: OpenReleaseFile): Promise<void> => {
    if (root === null || versions === null) return fail('update-not-possible', {});
    const data = store.read();
    if (release.platform !== options.platform) return fail('update-not-possible', {});
    if (release.number < data.number) return fail('version-older', { what: 'release' });
    if (compareVersions(release.version, version) <= 0 || release.version === givenUp) return fail('update-not-newer', {});
    await store.update((known) => ({ ...known, number: release.number }));
    if (data.ready === release.version) return;
    show({ state: 'fetching', next: release.version, doneBytes: 0, totalBytes: 0, problem: null });
    const signal = running?.stop.signal ?? new AbortController().signal;
    try {
      await assemble({ root, release, current: versions.current, openFile, onProgress: progress, signal });
      await store.update((known) => ({ ...known, ready: release.version }));
      await tidyVersions(root, [versions.current, versions.previous ?? '', release.version]);
      show({ state: 'ready', next: release.version });
    } catch (error) {
      show({ state: store.read().ready === null ? 'none' : 'ready', next: store.read().ready, problem: error instanceof ProblemError ? error.problem : null });
      throw error;
    }
  };

  const look = async (now: boolean): Promise<void> => {
    if (versions === null) return fail('update-not-possible', {});
    const release = await options.ask(now);
    if (release === null) return now && store.read().ready === null ? fail('update-not-newer', {}) : undefined;
    await bring(release, options.openFile);
  };

  const loop = async (signal: AbortSignal): Promise<void> => {
    const stopped = (): boolean => signal.aborted;
    while (!stopped()) {
      await pause.wait(jittered(LOOK_EVERY_MS), signal);
      if (stopped() || options.busy()) continue;
      try {
        await serial(() => look(false));
      } catch (error) {
        // The line is cut, or what the county has is not for us: the next look may find it otherwise.
        if (!(error instanceof ProblemError) && !stopped()) options.onFault(error);
      }
    }
  };

  return {
    view: () => view,
    onChanged: listeners.add,
    look: () => serial(() => look(true)),
    take: (release, openFile) => serial(() => bring(release, openFile)),
    ready: () => store.read().ready,
    apply: () =>
      serial(async () => {
        const next = store.read().ready;
        if (root === null || next === null) return fail('update-not-newer', {});
        await switchTo(root, next, version);
        await store.update((data) => ({ ...data, ready: null }));
      }),
    start: () => {
      if (running !== null || versions === null) return;
      const stop = new AbortController();
      running = { stop, ended: loop(stop.signal).catch(options.onFault) };
    },
    stop: async () => {
      running?.stop.abort();
      await running?.ended;
      await serial(() => Promise.resolve()).catch(() => undefined); // Whoever asked for it has heard of it.
    },
  };
}
