import { join } from 'node:path';
import type { ProgramView } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';
import { fail } from '../../contract/problem.ts';
import type { Catalogue, IssueManifest, ManifestFile } from '../../contract/programs/manifest.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import type { Clock } from '../site/clock.ts';
import type { CountyClient } from '../site/county-client.ts';
import { makeFolder } from '../site/disk.ts';
import type { Http } from '../site/http.ts';
import { createListeners } from '../site/listeners.ts';
import type { Signed } from '../site/signed.ts';
import type { UsageRecorder } from '../usage/recorder.ts';
import { countySource, createSourceTrust, mirrorSource } from './byte-source.ts';
import type { ByteSource } from './byte-source.ts';
import { openCompletedIssues } from './completed-issues.ts';
import type { JournalTail } from './completed-issues.ts';
import { openContentStore } from './content-store.ts';
import { createDownloads } from './downloads.ts';
import type { Job } from './downloads.ts';
import { downloadFile } from './file-download.ts';
import { openIssueBook } from './issue-book.ts';
import { createMedia } from './media.ts';
import type { OpenMedia } from './media.ts';
import { programView } from './program-view.ts';

/** Where the county is, once the terminal is enrolled. */
export interface ProgramCounty {
  readonly client: CountyClient;
  /** Names the county as a source of bytes. */
  readonly url: string;
}

export interface ProgramsOptions {
  /** Everything of this feature lies below it. */
  readonly folder: string;
  /** Null until the terminal is enrolled. */
  readonly countyKey: PublicKey | null;
  readonly county: () => ProgramCounty | null;
  /** For mirrors. */
  readonly http: Http;
  readonly clock: Clock;
  readonly recorder: UsageRecorder;
  readonly journal: JournalTail;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
  /** Room that downloads leave free; 200 MB unless given. */
  readonly reserveBytes?: number;
  /** Shortest time between two reports of progress. */
  readonly progressEveryMs?: number;
  /** The first wait after a failure, 1 s unless given; a source that sent wrong bytes rests five times as long. */
  readonly retryFirstMs?: number;
}

/** The programs of the catalogue: what there is, what is here, and the bytes of it. */
export interface Programs {
  /** The topic `programs`, in the order of the catalogue. */
  readonly programs: () => ProgramView[];
  readonly onChanged: (listener: () => void) => () => void;
  readonly openMedia: OpenMedia;
  /** The catalogue as the sync brings it. */
  readonly catalogue: {
    readonly version: () => number;
    /** Throws `version-older`. */
    readonly accept: (signed: Signed<Catalogue>) => Promise<boolean>;
  };
  /** Begins to bring what is missing; `stop` resolves when nothing is under way any more. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** The line is back, or room was made: go on at once. */
  readonly wake: () => void;
  /** What an operator should hear of: a full disk, sources that sent wrong bytes. */
  readonly problems: () => readonly Problem[];
}

export async function openPrograms(options: ProgramsOptions): Promise<Programs> {
  const { folder, county, http, clock, reserveBytes = 200 * 1024 ** 2, progressEveryMs = 500, retryFirstMs = 1000 } = options;
  await makeFolder(folder);
  const content = await openContentStore(folder);
  const book = await openIssueBook({ ...options, folder });
  const completed = await openCompletedIssues({ ...options, folder: join(folder, 'records') });
  const trust = createSourceTrust(clock, 5 * retryFirstMs);
  const listeners = createListeners();
  await content.survey(book.issues().flatMap((manifest) => manifest.files));

  let toldMs = -progressEveryMs;
  const tellProgress = (): void => {
    downloads.progressed();
    if (performance.now() - toldMs < progressEveryMs) return;
    toldMs = performance.now();
    listeners.tell();
  };

  const sources = (manifest: IssueManifest): readonly ByteSource[] => {
    const enrolled = county();
    const mirrors = manifest.mirrors.map((base) => mirrorSource(http, base));
    return enrolled === null ? mirrors : [countySource(enrolled.client, enrolled.url), ...mirrors];
  };

  const fileJob = (file: ManifestFile, manifest: IssueManifest): Job => ({
    key: file.sha256,
    run: (signal) => downloadFile({ content, folder, trust, reserveBytes, onChunk: tellProgress }, file, sources(manifest), signal),
  });

  const manifestJobs = (): Job[] =>
    book.missing().map((entry) => ({
      key: entry.manifestSha256,
      run: async () => {
        const { client } = county() ?? fail('not-enrolled', {});
        const signed = await client.manifest(entry.issue);
        await book.accept(entry, signed);
        await content.survey(signed.payload.files);
      },
    }));

  /** Issue by issue; within one the small files first, so that its pictures and texts are there when its films are. */
  const issueJobs = (manifest: IssueManifest): Job[] => {
    const missing = manifest.files.filter((file) => !content.has(file.sha256)).sort((a, b) => rank(manifest, a) - rank(manifest, b));
    if (missing.length > 0) return missing.map((file) => fileJob(file, manifest));
    if (completed.isRecorded(manifest)) return [];
    const key = `record ${manifest.issue} ${manifest.version}`;
    return [{ key, run: (signal) => completed.record(manifest, 'line', signal) }];
  };

  const downloads = createDownloads({
    clock,
    jobs: () => (county() === null ? [] : [...manifestJobs(), ...book.issues().flatMap(issueJobs)]),
    onChanged: listeners.tell,
    onFault: options.onFault,
    firstMs: retryFirstMs,
  });

  book.catalogue.onChanged(() => {
    listeners.tell();
    downloads.wake();
  });

  return {
    programs: () => {
      const state = downloads.state();
      return book.issues().flatMap((manifest) => manifest.programs.map((program) => programView(manifest, program, content, state)));
    },
    onChanged: listeners.add,
    openMedia: createMedia({
      content,
      fileOf: book.fileOf,
      onMissing: () => {
        listeners.tell();
        downloads.wake();
      },
    }),
    catalogue: { version: () => book.catalogue.current()?.payload.version ?? 0, accept: book.catalogue.accept },
    start: downloads.start,
    stop: downloads.stop,
    wake: downloads.wake,
    problems: () => {
      const { blocked } = downloads.state();
      const ofDisk = blocked?.code === 'disk-full' || blocked?.code === 'disk-failing';
      return [...(ofDisk ? [blocked] : []), ...trust.problems()];
    },
  };
}

/** Films last, in the order of the programs; everything else before them. */
function rank(manifest: IssueManifest, file: ManifestFile): number {
  return manifest.programs.findIndex((program) => program.film === file.sha256);
}
