import { join } from 'node:path';
import { fail } from '../contract/problem.ts';
import type { Problem } from '../contract/problem.ts';
import { openInformation } from './information/information.ts';
import type { Information } from './information/information.ts';
import { createLookups } from './information/lookups.ts';
import type { Lookups } from './information/lookups.ts';
import { openMembers } from './learning/members.ts';
import type { Members } from './learning/members.ts';
import { openPrograms } from './programs/programs.ts';
import type { Programs } from './programs/programs.ts';
import type { Clock } from './site/clock.ts';
import { createCountyClient } from './site/county-client.ts';
import { freeBytes, makeFolder } from './site/disk.ts';
import type { EnrolledTerminal } from './site/enrolment.ts';
import type { Http } from './site/http.ts';
import type { Identity } from './site/identity.ts';
import { openOperator } from './site/operator.ts';
import type { Operator } from './site/operator.ts';
import { openSync } from './site/sync.ts';
import type { Sync } from './site/sync.ts';
import type { FindDrives } from './sticks/drive.ts';
import { createSticks } from './sticks/sticks.ts';
import type { Sticks } from './sticks/sticks.ts';
import { ed25519Signer } from './usage/envelope.ts';
import type { Sender } from './usage/envelope.ts';
import { openJournal } from './usage/journal.ts';
import type { Journal } from './usage/journal.ts';
import { openProjection } from './usage/projection.ts';
import { createRecorder } from './usage/recorder.ts';
import type { UsageRecorder } from './usage/recorder.ts';
import { createScrub } from './usage/scrub.ts';
import { createUploader } from './usage/upload.ts';
import type { Uploader } from './usage/upload.ts';
import { createGroupViewings } from './viewing/group-viewings.ts';
import type { GroupViewings } from './viewing/group-viewings.ts';
import { createSelfViewings } from './viewing/self-viewings.ts';
import type { SelfViewings } from './viewing/self-viewings.ts';
import { applyToViewingState, initialViewingState, viewingStateSchema } from './viewing/viewing-state.ts';

export interface FeaturesOptions {
  readonly folder: string;
  readonly version: string;
  readonly clock: Clock;
  readonly http: Http;
  readonly identity: Identity;
  readonly enrolled: EnrolledTerminal;
  readonly findDrives: FindDrives;
  /** Folder of the built worker threads; without it their work is done in this thread. */
  readonly workers?: string | undefined;
  /** Room that programs leave free; theirs to choose unless given. */
  readonly reserveBytes?: number;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

/** Everything that an enrolled terminal does. */
export interface Features {
  readonly journal: Journal;
  readonly recorder: UsageRecorder;
  readonly operator: Operator;
  readonly members: Members;
  readonly programs: Programs;
  readonly information: Information;
  readonly lookups: Lookups;
  readonly groups: GroupViewings;
  readonly selfViewings: SelfViewings;
  readonly sync: Sync;
  readonly uploader: Uploader;
  readonly sticks: Sticks;
  /** Begins to talk with the county. */
  readonly start: () => void;
  /** Ends all that is under way, and closes the journal last. */
  readonly close: () => Promise<void>;
}

/** Opens the features in the order in which they need one another: the journal first, for all of them record to it. */
export async function openFeatures(options: FeaturesOptions): Promise<Features> {
  const { folder, clock, http, identity, enrolled, onProblem, onFault } = options;
  const { publicKey: countyKey } = enrolled.county;
  const client = createCountyClient({ http, url: enrolled.countyUrl, token: enrolled.token, publicKey: countyKey, journal: identity.journal });

  await makeFolder(join(folder, 'journals'));
  let makeRoom: (bytes: number) => Promise<void> = () => Promise.resolve(); // Until there are programs that could give way.
  const journal = await openJournal({
    folder: join(folder, 'journals', identity.journal),
    clock,
    onFault,
    makeRoom: (bytes) => makeRoom(bytes),
  });
  const recorder = createRecorder(journal);
  const viewings = await openProjection({
    journal,
    file: join(folder, 'viewing.json'),
    version: 1,
    schema: viewingStateSchema,
    initial: initialViewingState,
    apply: applyToViewingState,
    onFault,
  });

  const operator = await openOperator({ folder, clock, recorder, onProblem });
  const documents = { folder: join(folder, 'documents'), countyKey, clock, onProblem, onFault };
  await makeFolder(documents.folder);
  const members = await openMembers({ ...documents, site: () => enrolled.site.id });
  const information = await openInformation({ ...documents, worker: options.workers === undefined ? undefined : join(options.workers, 'information.worker.cjs') });
  const programs = await openPrograms({
    ...documents,
    folder: join(folder, 'programs'),
    county: () => ({ client, url: enrolled.countyUrl }),
    http,
    recorder,
    ...(options.reserveBytes === undefined ? {} : { reserveBytes: options.reserveBytes }),
    inPlay: () => {
      const { group, self } = viewings.state();
      const started = self?.started?.program.program;
      return new Set([...(group?.opened?.value.programs.map(({ program }) => program) ?? []), ...(started === undefined ? [] : [started])]);
    },
    journal: { lastSeq: () => journal.last.seq, eventsAfter: (seq) => journal.events({ from: seq + 1 }) },
  });
  makeRoom = programs.makeRoom;

  const sources = { program: programs.program, memberByNumber: members.byNumber, rosterSize: members.size };
  const monotonicMs = (): number => performance.now();
  const groups = createGroupViewings({ recorder, open: () => viewings.state().group, sources, rule: () => enrolled.rule, monotonicMs });
  const selfViewings = createSelfViewings({
    recorder,
    open: () => viewings.state().self,
    position: (member, program) => viewings.state().positions[member.number]?.[program],
    sources,
    monotonicMs,
  });
  await selfViewings.endInterrupted();

  const sync = await openSync({
    ...documents,
    folder,
    client: () => client,
    heartbeat: async () => ({
      journal: identity.journal,
      clock: { at: clock.wall(), boot: clock.boot, uptimeMs: clock.uptimeMs() },
      version: options.version,
      last: journal.last,
      freeBytes: await freeBytes(folder),
    }),
    catalogue: programs.catalogue,
    roster: members,
    information,
  });
  const sender: Sender = {
    journal: identity.journal,
    terminal: enrolled.terminal,
    site: enrolled.site.id,
    sign: ed25519Signer(identity.privateKey),
    clock,
  };
  const uploader = createUploader({ journal, collector: client, sender, onFault });
  const sticks = createSticks({
    find: options.findDrives,
    journal,
    sender,
    countyKey,
    issues: programs.sticks,
    onConfirmed: uploader.receiptsTaken,
    onFault,
  });
  const scrub = createScrub({
    journal,
    file: join(folder, 'journal-check.json'),
    clock,
    idle: () => groups.view() === null && viewings.state().self === null && !operator.view().unlocked && sticks.view()?.running !== true,
    onFault,
  });

  /** The round of the sync is the first to notice that the line is back: nobody waits for their own next turn then. */
  let line = sync.state().line;
  sync.onChanged((state) => {
    const cameBack = state.line === 'online' && line !== 'online';
    line = state.line;
    if (!cameBack) return;
    uploader.tryNow();
    programs.wake();
  });

  return {
    journal,
    recorder,
    operator,
    members,
    programs,
    information,
    lookups: createLookups({ information, recorder, clock }),
    groups,
    selfViewings,
    sync,
    uploader,
    sticks,
    start: () => {
      sync.start();
      programs.start();
      uploader.start();
      scrub.start();
    },
    close: async () => {
      operator.lock();
      await sticks.close(); // It reads and writes what the others close.
      await Promise.all([sync.stop(), programs.stop(), uploader.stop(), scrub.stop()]);
      await information.close();
      await viewings.close();
      await journal.close();
    },
  };
}

/** The features, or the problem that there are none yet. */
export function whenEnrolled(features: Features | null): Features {
  return features ?? fail('not-enrolled', {});
}
