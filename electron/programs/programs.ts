import { join } from 'node:path';
import type { DownloadsView } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';
import { fail } from '../../contract/problem.ts';
import type { ProgramId } from '../../contract/programs/program.ts';
import type { Sha256 } from '../../contract/values.ts';
import { makeFolder } from '../site/disk.ts';
import { createListeners } from '../site/listeners.ts';
import type { ByteSource } from './byte-source.ts';
import { openChoices } from './choices.ts';
import { openCompletedIssues } from './completed-issues.ts';
import { openContentStore } from './content-store.ts';
import { createControl } from './control.ts';
import { entryView, issueView } from './downloads-view.ts';
import { createEvictor } from './evictor.ts';
import type { Programs, ProgramsOptions } from './feature.ts';
import { openIssueBook } from './issue-book.ts';
import { createJobQueue } from './job-queue.ts';
import type { Job } from './job-queue.ts';
import { openLastPlayed } from './last-played.ts';
import { createListing } from './listing.ts';
import type { ListedIssue } from './listing.ts';
import { createMedia } from './media.ts';
import { mayDownload } from './night.ts';
import { isFilm } from './outline.ts';
import type { FileOutline } from './outline.ts';
import { inDownloadOrder, issuesInOrder, wantedFiles } from './plan.ts';
import { holdingsOf, programView } from './program-states.ts';
import type { Situation } from './program-states.ts';
import { createRateMeter } from './rate-meter.ts';
import type { RateMeter } from './rate-meter.ts';
import { createRoom } from './room.ts';
import { openScrub } from './scrub.ts';
import { createSourceHealth } from './source-health.ts';
import { createSourcesOf } from './sources-of.ts';
import { createProgramSticks } from './stick/program-sticks.ts';
import { sweep } from './sweep.ts';
import { createTokenBucket } from './token-bucket.ts';
import { createTransfers } from './transfers.ts';

export type { Programs, ProgramsOptions } from './feature.ts';

const TICK_MS = 1000;
/** A film that was read so lately is being played, though its player may have enough for now. */
const IN_USE_MS = 10 * 60_000;

export async function openPrograms(options: ProgramsOptions): Promise<Programs> {
  const { folder, county, http, clock, onFault, reserveBytes = 200 * 1024 ** 2, progressEveryMs = 500, retryFirstMs = 1000 } = options;
  await makeFolder(folder);
  const records = join(folder, 'records');
  const content = await openContentStore(folder);
  const book = await openIssueBook({ ...options, folder });
  const completed = await openCompletedIssues({ ...options, folder: records });
  const choices = await openChoices({ ...options, folder: records });
  const played = await openLastPlayed({ ...options, folder: records });
  const health = createSourceHealth(clock, retryFirstMs);
  const bucket = createTokenBucket(() => choices.rules().bytesPerSecond, clock.uptimeMs);
  const catalogueListeners = createListeners();
  const holdingsListeners = createListeners();
  const meters = new Map<string, RateMeter>();
  const readMs = new Map<Sha256, number>();
  let listing = createListing(book.issues(), book.withdrawn());
  let ordered = issuesInOrder(listing, choices);
  let mayRun = mayDownload(choices.rules().night, clock.wall());
  await content.survey(book.issues().flatMap((issue) => issue.files.filter((file) => content.hasPart(file.sha256))));

  let toldMs = -Infinity;
  let told: NodeJS.Timeout | null = null;
  const tellHoldings = (): void => {
    if (told !== null) return;
    told = setTimeout(() => {
      told = null;
      toldMs = performance.now();
      holdingsListeners.tell();
    }, Math.max(0, toldMs + progressEveryMs - performance.now()));
  };

  const sourcesOf = createSourcesOf(county, http, () => listing);

  const isInUse = (sha256: Sha256): boolean => {
    if (transfers.isReading(sha256) || clock.uptimeMs() - (readMs.get(sha256) ?? -Infinity) < IN_USE_MS) return true;
    const inPlay = options.inPlay?.() ?? new Set<ProgramId>();
    return [...inPlay].some((id) => listing.programs.get(id)?.program.files.some((file) => file.sha256 === sha256));
  };

  const evict = createEvictor({
    content,
    choices,
    played,
    clock,
    listing: () => listing,
    inOrder: () => ordered,
    isInUse,
    isAsking: (sha256) => room.isAsking(sha256),
    mustStay: () => options.mustStay?.() ?? new Set(),
    giveUp: (files) => transfers.giveUp(files),
    onEvicted: () => replan(),
  });

  const isEvictedFilm = (file: FileOutline): boolean => (listing.shownBy.get(file.sha256) ?? []).some(choices.isEvicted);
  const room = createRoom({
    folder,
    reserveBytes,
    missingBytes: (file) => file.bytes - content.doneBytes(file),
    evict: async (bytes, forFile, isAnyUse) => {
      if (forFile !== null && isEvictedFilm(forFile) && !isInUse(forFile.sha256)) return; // It had to go once: nothing goes for it.
      await evict(bytes, forFile, isAnyUse);
    },
    marginBytes: (file) => (isEvictedFilm(file) && !isInUse(file.sha256) ? Math.max(reserveBytes, file.bytes) : 0),
  });

  const transfers = createTransfers({
    content,
    health,
    room,
    loadFile: book.file,
    sourcesOf,
    wanted: () => (mayRun && county() !== null ? wantedFiles(ordered, choices, (file) => content.has(file.sha256)) : []),
    pace: bucket.take,
    nowMs: clock.uptimeMs,
    firstMs: retryFirstMs,
    connections: options.connections ?? 4,
    stalledMs: options.stalledMs ?? 6000,
    onBytes: (file, bytes) => {
      for (const { outline } of listing.issuesOf.get(file.sha256) ?? []) {
        const meter = meters.get(outline.issue) ?? createRateMeter(clock.uptimeMs);
        meters.set(outline.issue, meter);
        meter.add(bytes);
      }
      tellHoldings();
    },
    onChanged: () => tellHoldings(),
    onFinished: (file) => {
      const shown = (listing.shownBy.get(file.sha256) ?? []).filter(choices.isEvicted);
      void choices.setEvicted(shown, false).catch(onFault);
      queue.wake();
      tellHoldings();
    },
    onFault,
  });

  const replan = (): void => {
    ordered = issuesInOrder(listing, choices);
    transfers.replan();
    tellHoldings();
  };

  /** The catalogue or its manifests are others now. */
  const relist = (): void => {
    listing = createListing(book.issues(), book.withdrawn());
    catalogueListeners.tell();
    replan();
  };

  const clear = async (): Promise<void> => {
    const isGone = await sweep({ book, content, choices, listing: () => listing, isInUse, giveUp: transfers.giveUp });
    if (isGone) replan();
  };

  const manifestJobs = (): Job[] =>
    book.missing().map((entry) => ({
      key: entry.manifestSha256,
      run: async () => {
        const { client } = county() ?? fail('not-enrolled', {});
        const signed = await client.manifest(entry.issue);
        await book.accept(entry, signed);
        await content.survey(signed.payload.files);
        relist();
      },
    }));

  const recordJobs = (): Job[] =>
    ordered.flatMap(({ outline }) => {
      const isHere = outline.files.every((file) => content.has(file.sha256));
      if (!isHere || completed.isRecorded(outline)) return [];
      const run = (signal: AbortSignal): Promise<void> => completed.record(outline, sticks.carrierOf(outline), signal);
      return [{ key: `record ${outline.issue} ${outline.version}`, run }];
    });

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

  /** Manifests are small; only who watches right now goes before them. */
  const queue = createJobQueue({
    clock,
    jobs: () => (county() === null ? [] : [...recordJobs(), ...(transfers.isHurrying() ? [] : manifestJobs())]),
    onChanged: tellHoldings,
    onFault,
    firstMs: retryFirstMs,
  });

  const scrub = await openScrub({
    ...options,
    ...options.scrub,
    folder: records,
    content,
    loadFile: book.file,
    isIdle: () => !transfers.isBusy() && (options.inPlay?.().size ?? 0) === 0 && [...readMs.values()].every((ms) => clock.uptimeMs() - ms > 60_000),
    onDamage: () => replan(),
  });

  book.catalogue.onChanged(() => {
    relist();
    queue.wake();
    void clear().catch(onFault);
  });

  /** Thousands of files share their sources: how these are is found out once for all that is told together. */
  const situation = (): Situation => {
    const { night } = choices.rules();
    const waitsForNight: Problem | null = !mayRun && night !== null ? { code: 'downloads-at-night', data: { from: night.from } } : null;
    const known = new Map<readonly ByteSource[], { readonly isReachable: boolean; readonly reason: Problem | null }>();
    const sourcesAre = (sha256: Sha256): { readonly isReachable: boolean; readonly reason: Problem | null } => {
      const sources = sourcesOf(sha256);
      const found = known.get(sources) ?? {
        isReachable: sources.some((source) => !health.isFailing(source) && !health.isSetAside(source)),
        reason: health.reason(sources, sha256),
      };
      if (!health.isRefused(sha256)) known.set(sources, found);
      return found;
    };
    return {
      content,
      choices,
      isActive: transfers.isActive,
      reasonOf: ({ sha256 }) => transfers.problemOf(sha256) ?? waitsForNight ?? (health.isRefused(sha256) ? health.reason(sourcesOf(sha256), sha256) : sourcesAre(sha256).reason),
      isReachable: (sha256) => sourcesAre(sha256).isReachable,
    };
  };

  let ticking: NodeJS.Timeout | null = null;
  let ticked: Promise<void> = Promise.resolve();
  let ticks = 0;
  const tick = async (): Promise<void> => {
    const now = mayDownload(choices.rules().night, clock.wall());
    if (now !== mayRun) {
      mayRun = now;
      replan();
    }
    await transfers.tick();
    ticks += 1;
    if (ticks % 60 === 0) await clear();
    if (ticks % 30 === 0) queue.wake();
  };

  const begin = async (): Promise<void> => {
    if (await book.verify()) {
      relist();
      queue.wake();
    }
    await clear();
    for (const { issue } of book.withdrawn()) await book.forget(issue);
    const known = new Set(book.catalogue.current()?.payload.issues.map((entry) => entry.issue));
    if (known.size === 0) return;
    relist();
    await choices.keepOnly(known);
    if (book.missing().length === 0) await played.keepOnly(new Set(listing.programs.keys()));
  };

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
    holdings: () => holdingsOf(listing, situation()),
    programs: () => {
      const now = situation();
      return listing.issues.flatMap((issue) => issue.programs.map((program) => programView(issue, program, now)));
    },
    program: (id) => {
      const known = listing.programs.get(id);
      return known === undefined ? undefined : programView(known.issue, known.program, situation());
    },
    downloads: () => {
      const { blocked, failed } = queue.state();
      const now = situation();
      const view = (issue: ListedIssue): DownloadsView['issues'][number] => issueView(issue, now, meters.get(issue.outline.issue)?.bytesPerSecond() ?? null);
      const listed = new Set(ordered.map((issue) => issue.outline.issue));
      const entries = book.missing().filter((entry) => !listed.has(entry.issue));
      const coming = [...entries.map((entry) => entryView(entry, now, blocked ?? failed.get(entry.manifestSha256) ?? null)), ...ordered.map(view)];
      const sources = new Map(listing.issues.flatMap((issue) => issue.outline.files.slice(0, 1)).flatMap((file) => sourcesOf(file.sha256)).map((source) => [source.name, source]));
      return {
        issues: [...inDownloadOrder(coming, (issue) => issue, choices), ...listing.issues.filter((issue) => issue.isWithdrawn).map(view)],
        sources: [...sources.values()].map((source) => ({ name: source.name, setAside: health.isSetAside(source) })),
        rules: choices.rules(),
        reserveBytes,
        usableBytes: room.usableBytes(),
      };
    },
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
      if (outline !== null && isFilm(outline.mime)) readMs.set(outline.sha256, clock.uptimeMs());
      return media(path, range);
    },
    catalogue: { version: () => book.catalogue.current()?.payload.version ?? 0, accept: book.catalogue.accept },
    start: () => {
      if (ticking !== null) return;
      transfers.start();
      queue.start();
      scrub.start();
      ticking = setInterval(() => {
        ticked = tick().catch(onFault);
      }, TICK_MS);
      ticked = begin().catch(onFault);
    },
    stop: async () => {
      if (ticking !== null) clearInterval(ticking);
      ticking = null;
      await ticked;
      await Promise.all([transfers.stop(), queue.stop(), scrub.stop()]);
      await played.close();
      if (told !== null) clearTimeout(told);
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
