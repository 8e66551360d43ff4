import { join } from 'node:path';
import type { Problem } from '../../contract/problem.ts';
import { makeFolder } from '../site/disk.ts';
import { createListeners } from '../site/listeners.ts';
import { openChoices } from './choices.ts';
import { openCompletedIssues } from './completed-issues.ts';
import { openContentStore } from './content-store.ts';
import { createControl } from './control.ts';
import { downloadsView } from './downloads-view.ts';
import { createEvictingRoom } from './evicting-room.ts';
import type { Programs, ProgramsOptions } from './feature.ts';
import { openIssueBook } from './issue-book.ts';
import { createJobQueue } from './job-queue.ts';
import { manifestJobs, recordJobs } from './jobs.ts';
import type { JobsOptions } from './jobs.ts';
import { openLastPlayed } from './last-played.ts';
import { createLister } from './listing.ts';
import { createMedia } from './media.ts';
import { mayDownload } from './night.ts';
import { isFilm } from './outline.ts';
import { issuesInOrder, wantedFiles } from './plan.ts';
import { programView } from './program-states.ts';
import { createRates } from './rates.ts';
import { openScrub } from './scrub.ts';
import { situationOf } from './situation.ts';
import type { Situation } from './situation.ts';
import { createSourceHealth } from './source-health.ts';
import { createSources } from './sources-of.ts';
import { createStates } from './states.ts';
import { createProgramSticks } from './stick/program-sticks.ts';
import { sweep } from './sweep.ts';
import { createTokenBucket } from './token-bucket.ts';
import { toldSeldom } from './told-seldom.ts';
import { createTransfers } from './transfers.ts';
import { createUpkeep } from './upkeep.ts';
import { createUse } from './use.ts';

export type { Programs, ProgramsOptions } from './feature.ts';

export async function openPrograms(options: ProgramsOptions): Promise<Programs> {
  const { folder, county, http, clock, onFault, reserveBytes = 200 * 1024 ** 2, progressEveryMs = 500, retryFirstMs = 1000 } = options;
  await makeFolder(folder);
  const records = join(folder, 'records');
  const content = await openContentStore(folder, onFault);
  const book = await openIssueBook({ ...options, folder });
  const completed = await openCompletedIssues({ ...options, folder: records });
  const choices = await openChoices({ ...options, folder: records });
  const played = await openLastPlayed({ ...options, folder: records });
  const health = createSourceHealth(clock, retryFirstMs);
  const bucket = createTokenBucket(() => choices.rules().bytesPerSecond, clock.uptimeMs);
  const catalogueListeners = createListeners();
  const holdingsListeners = createListeners();
  const list = createLister();
  let listing = list(book.issues(), book.withdrawn());
  let ordered = issuesInOrder(listing, choices);
  let mayRun = mayDownload(choices.rules().night, clock.wall());
  await content.survey(content.begun().flatMap((sha256) => book.outline(sha256) ?? []));

  const progress = toldSeldom(progressEveryMs, holdingsListeners.tell);
  const sources = createSources(county, http, () => listing);

  const rates = createRates(clock, () => listing);
  const use = createUse({ clock, listing: () => listing, inPlay: () => options.inPlay?.() ?? new Set(), isReading: (sha256) => transfers.isReading(sha256) });

  const room = createEvictingRoom({
    folder,
    reserveBytes,
    content,
    choices,
    played,
    clock,
    listing: () => listing,
    inOrder: () => ordered,
    isInUse: use.isInUse,
    mustStay: () => options.mustStay?.() ?? new Set(),
    giveUp: (files) => transfers.giveUp(files),
    onEvicted: () => replan(),
  });

  const transfers = createTransfers({
    content,
    health,
    room,
    loadFile: book.file,
    sourcesOf: sources.of,
    wanted: () => (mayRun && county() !== null ? wantedFiles(ordered, choices, (file) => content.has(file.sha256)) : []),
    pace: bucket.take,
    nowMs: clock.uptimeMs,
    firstMs: retryFirstMs,
    connections: options.connections ?? 4,
    stalledMs: options.stalledMs ?? 6000,
    onBytes: (file, bytes) => {
      rates.add(file.sha256, bytes);
      progress.changed();
    },
    onChanged: progress.changed,
    onFinished: (file) => {
      const shown = (listing.shownBy.get(file.sha256) ?? []).filter(choices.isEvicted);
      void choices.setEvicted(shown, false).catch(onFault);
      queue.wake();
      progress.changed();
    },
    onFault,
  });

  const replan = (): void => {
    ordered = issuesInOrder(listing, choices);
    transfers.replan();
    progress.changed();
  };

  /** The catalogue or its manifests are others now. */
  const relist = (): void => {
    listing = list(book.issues(), book.withdrawn());
    catalogueListeners.tell();
    replan();
  };

  const clear = async (): Promise<void> => {
    const isGone = await sweep({ book, content, choices, listing: () => listing, isInUse: use.isInUse, giveUp: transfers.giveUp });
    if (isGone) replan();
  };

  const sticks = createProgramSticks({
    countyKey: options.countyKey,
    content,
    book,
    makeRoom: room.require,
    want: async (issue) => {
      const { wish } = choices.of(issue);
      if (wish !== 'fetch') await choices.change(issue, { wish: 'fetch' });
    },
    onImported: () => {
      relist();
      queue.wake();
    },
  });

  const jobs: JobsOptions = { book, content, completed, county, carrierOf: sticks.carrierOf, onManifest: relist };

  /** Manifests are small; only who watches right now goes before them. */
  const queue = createJobQueue({
    clock,
    jobs: () => (county() === null ? [] : [...recordJobs(jobs, ordered), ...(transfers.isHurrying() ? [] : manifestJobs(jobs))]),
    onChanged: progress.changed,
    onFault,
    firstMs: retryFirstMs,
  });

  const scrub = await openScrub({
    ...options,
    ...options.scrub,
    folder: records,
    content,
    loadFile: book.file,
    isIdle: () => !transfers.isBusy() && use.isQuiet(),
    onDamage: () => replan(),
  });

  book.catalogue.onChanged(() => {
    relist();
    queue.wake();
    void clear().catch(onFault);
  });

  const situation = (): Situation =>
    situationOf({ content, choices, health, sourcesOf: sources.of, allSources: sources.all, transfers, isHeld: !mayRun });
  const states = createStates({ listing: () => listing, content, situation });

  const upkeep = createUpkeep({
    book,
    choices,
    played,
    listing: () => listing,
    lookAtHours: () => {
      const now = mayDownload(choices.rules().night, clock.wall());
      if (now === mayRun) return;
      mayRun = now;
      replan();
    },
    tickTransfers: transfers.tick,
    relist,
    wakeJobs: () => queue.wake(),
    clear,
    onFault,
  });

  const wake = (): void => {
    health.forgive();
    transfers.wake();
    queue.wake();
  };

  const media = createMedia({
    content,
    fileOf: book.outline,
    isOffered: (sha256) => listing.issuesOf.has(sha256),
    readArriving: transfers.read,
    onMissing: () => replan(),
    onFault,
  });

  return {
    descriptions: () => listing.issues.flatMap((issue) => issue.programs.map((program) => program.description)),
    holdings: () => states().holdings(),
    programs: () => {
      const now = situation();
      return listing.issues.flatMap((issue) => issue.programs.map((program) => programView(issue, program, now)));
    },
    program: (id) => {
      const known = listing.programs.get(id);
      return known === undefined ? undefined : programView(known.issue, known.program, situation());
    },
    downloads: () =>
      downloadsView({
        listing,
        ordered,
        book,
        choices,
        states: states(),
        health,
        sources: sources.all(),
        jobs: queue.state(),
        rateOf: rates.of,
        reserveBytes,
        usableBytes: room.usableBytes(),
      }),
    onCatalogueChanged: catalogueListeners.add,
    onHoldingsChanged: holdingsListeners.add,
    control: createControl({
      choices,
      isListed: (issue) => book.catalogue.current()?.payload.issues.some((entry) => entry.issue === issue) ?? false,
      programsOf: (issue) => listing.issues.find((one) => one.outline.issue === issue)?.programs.map((program) => program.description.id) ?? [],
      filesOf: (issue) => listing.issues.find((one) => one.outline.issue === issue)?.outline.files.map((file) => file.sha256) ?? [],
      onChosen: () => {
        mayRun = mayDownload(choices.rules().night, clock.wall());
        replan();
        queue.wake();
      },
      forgive: (files) => {
        health.forgive(files);
        transfers.wake();
      },
      sweep: clear,
    }),
    openMedia: (path, range) => {
      const outline = book.outline(path);
      if (outline !== null && isFilm(outline.mime)) use.read(outline.sha256);
      return media(path, range);
    },
    catalogue: { version: () => book.catalogue.current()?.payload.version ?? 0, accept: book.catalogue.accept },
    start: () => {
      transfers.start();
      queue.start();
      scrub.start();
      upkeep.start();
    },
    stop: async () => {
      await upkeep.stop();
      await Promise.all([transfers.stop(), queue.stop(), scrub.stop()]);
      await Promise.all([played.close(), content.close()]);
      progress.end();
    },
    wake,
    problems: () => {
      const { blocked } = queue.state();
      const ofDisk = [...(blocked === null ? [] : [blocked]), ...transfers.problems()].find(isOfDisk);
      return [...(ofDisk === undefined ? [] : [ofDisk]), ...health.problems()];
    },
    makeRoom: room.makeRoom,
    sticks,
  };
}

function isOfDisk({ code }: Problem): boolean {
  return code === 'disk-full' || code === 'disk-failing' || code === 'programs-lack-room';
}
