import { join } from 'node:path';
import { fail } from '../contract/problem.ts';
import type { Heartbeat, HeartbeatAnswer } from '../contract/http.ts';
import type { Problem } from '../contract/problem.ts';
import { defaultCourseRule } from '../contract/viewing/course-plan.ts';
import { createActivities } from './activities/activities.ts';
import type { Activities } from './activities/activities.ts';
import { openInformation } from './information/information.ts';
import type { Information } from './information/information.ts';
import { createLookups } from './information/lookups.ts';
import type { Lookups } from './information/lookups.ts';
import { openPictures } from './information/pictures.ts';
import type { Pictures } from './information/pictures.ts';
import { openQuestions } from './information/questions.ts';
import type { Questions } from './information/questions.ts';
import { openLearning } from './learning/feature.ts';
import type { Learning } from './learning/feature.ts';
import { openMembers } from './learning/members.ts';
import type { Members } from './learning/members.ts';
import { openPrograms } from './programs/programs.ts';
import type { Programs } from './programs/programs.ts';
import type { Clock } from './site/clock.ts';
import { createCountyClient } from './site/county-client.ts';
import type { CountyClient } from './site/county-client.ts';
import { freeBytes, makeFolder } from './site/disk.ts';
import type { EnrolledTerminal } from './site/enrolment.ts';
import type { Http } from './site/http.ts';
import type { Identity } from './site/identity.ts';
import { openOperator } from './site/operator.ts';
import type { Operator } from './site/operator.ts';
import { openSync } from './site/sync.ts';
import { tokenHash } from './site/upkeep.ts';
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
import { createCards } from './viewing/cards.ts';
import type { Cards } from './viewing/cards.ts';
import { openEvidenceFiles } from './viewing/evidence-files.ts';
import { createEvidenceSender } from './viewing/evidence-sender.ts';
import { createEvidence } from './viewing/evidence.ts';
import type { CaptureScreen } from './viewing/evidence.ts';
import { createGroupViewings } from './viewing/group-viewings.ts';
import type { GroupViewings } from './viewing/group-viewings.ts';
import { createSelfViewings } from './viewing/self-viewings.ts';
import type { SelfViewings } from './viewing/self-viewings.ts';
import { applyToHallRecords, HALL_RECORDS_VERSION, hallRecordsSchema, initialHallRecords } from './viewing/hall-records.ts';
import { createPastViewings } from './viewing/past-viewings.ts';
import type { PastViewings } from './viewing/past-viewings.ts';
import { openSchedule } from './viewing/schedule.ts';
import type { Schedule } from './viewing/schedule.ts';
import { applyToViewingState, initialViewingState, VIEWING_STATE_VERSION, viewingStateSchema } from './viewing/viewing-state.ts';

export interface FeaturesOptions {
  readonly folder: string;
  readonly version: string;
  readonly clock: Clock;
  readonly http: Http;
  readonly identity: Identity;
  readonly enrolled: EnrolledTerminal;
  readonly findDrives: FindDrives;
  /** What a heartbeat says besides, and who hears of its answer. */
  readonly heartbeatParts?: () => Partial<Heartbeat>;
  readonly onHeartbeatAnswer?: (answer: HeartbeatAnswer) => Promise<void>;
  /** Only what matters: people can watch, it is recorded, and the county is told. Nothing is fetched or read through. */
  readonly safeMode?: boolean;
  /** Folder of the built worker threads; without it their work is done in this thread. */
  readonly workers?: string | undefined;
  /** Room that programs leave free; theirs to choose unless given. */
  readonly reserveBytes?: number;
  /** Takes a small picture of the screen; without it there is none. */
  readonly captureScreen?: CaptureScreen | undefined;
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

/** Everything that an enrolled terminal does. */
export interface Features {
  readonly client: CountyClient;
  /** Somebody watches: together, or alone. */
  readonly viewing: () => boolean;
  readonly journal: Journal;
  readonly recorder: UsageRecorder;
  readonly operator: Operator;
  readonly members: Members;
  readonly learning: Learning;
  readonly programs: Programs;
  readonly information: Information;
  readonly lookups: Lookups;
  readonly pictures: Pictures;
  readonly questions: Questions;
  readonly groups: GroupViewings;
  readonly selfViewings: SelfViewings;
  readonly pastViewings: PastViewings;
  readonly schedule: Schedule;
  readonly cards: Cards;
  readonly activities: Activities;
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
    version: VIEWING_STATE_VERSION,
    schema: viewingStateSchema,
    initial: initialViewingState,
    apply: applyToViewingState,
    onFault,
  });

  const hall = await openProjection({
    journal,
    file: join(folder, 'hall-records.json'),
    version: HALL_RECORDS_VERSION,
    schema: hallRecordsSchema,
    initial: initialHallRecords,
    apply: applyToHallRecords,
    onFault,
  });

  const operator = await openOperator({ folder, clock, recorder, onProblem, enrolled: { journal: identity.journal, tokenHash: tokenHash(enrolled.token) } });
  const documents = { folder: join(folder, 'documents'), countyKey, clock, onProblem, onFault };
  await makeFolder(documents.folder);
  const members = await openMembers({ ...documents, site: () => enrolled.site.id });
  const information = await openInformation({ ...documents, worker: options.workers === undefined ? undefined : join(options.workers, 'information.worker.cjs') });
  const pictures = await openPictures({ folder: join(documents.folder, 'pictures'), county: client, wanted: information.pictures, freeBytes: () => freeBytes(folder), onFault });
  const questions = await openQuestions({ ...documents, file: join(folder, 'questions.json'), site: () => enrolled.site.id, journal, recorder });
  const learning = await openLearning({
    folder,
    journal,
    recorder,
    members,
    program: (id) => programs.program(id),
    rule: enrolled.courses ?? defaultCourseRule,
    findDrives: options.findDrives,
    clock,
    onProblem,
    onFault,
  });
  const programs: Programs = await openPrograms({
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
    mustStay: learning.plans.programs,
    journal: { lastSeq: () => journal.last.seq, eventsAfter: (seq) => journal.events({ from: seq + 1 }) },
  });
  makeRoom = programs.makeRoom;

  const sources = { program: programs.program, memberByNumber: members.byNumber, membersByNumber: members.byNumbers, rosterSize: members.size };
  const evidenceFiles = await openEvidenceFiles({
    folder: join(folder, 'evidence'),
    onGivenUp: async (sha256) => {
      await recorder.record({ type: 'evidence.given-up', data: { sha256 } });
    },
  });
  const evidence = createEvidence({ recorder, files: evidenceFiles, captureScreen: options.captureScreen ?? (() => Promise.resolve(null)), onFault });
  const evidenceSender = createEvidenceSender({ files: evidenceFiles, collector: client, onFault });
  const pastViewings = createPastViewings({ recorder, past: () => viewings.state().past, sources, rule: () => enrolled.rule });
  const cards = createCards({ recorder, bound: () => hall.state().cards, numbers: () => members.view().map(({ number }) => number), memberByNumber: members.byNumber });
  const activities = createActivities({ recorder, known: () => hall.state().activities, membersByNumber: members.byNumbers });
  const schedule = await openSchedule({
    ...documents,
    site: () => enrolled.site.id,
    recorder,
    own: () => hall.state().plans,
    held: () => {
      const { group, past } = viewings.state();
      return new Set([group, ...past].flatMap((one) => one?.plan?.value.plan ?? []));
    },
    sources,
  });
  const monotonicMs = (): number => performance.now();
  const groups = createGroupViewings({ recorder, open: () => viewings.state().group, sources, rule: () => enrolled.rule, evidence, monotonicMs });
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
      ...options.heartbeatParts?.(),
    }),
    onAnswer: options.onHeartbeatAnswer,
    catalogue: programs.catalogue,
    roster: members,
    plan: schedule.document,
    information,
    answers: questions,
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
    information,
    onConfirmed: uploader.receiptsTaken,
    onFault,
  });
  // Pictures travel behind the events that name them.
  let resting = false;
  uploader.onChanged(({ activity }) => {
    if (activity === 'resting' && !resting) evidenceSender.tryNow();
    resting = activity === 'resting';
  });
  const scrub = createScrub({
    journal,
    file: join(folder, 'journal-check.json'),
    clock,
    idle: () => groups.view() === null && viewings.state().self === null && !operator.view().unlocked && sticks.view()?.running !== true,
    onFault,
  });

  /** New items may have pictures; those that could not come are asked for again when the line is back. */
  let pictured = -1;
  const bringPictures = (): void => {
    if (information.version() === pictured) return;
    pictured = information.version();
    void pictures.bring();
  };
  information.onChanged(bringPictures);

  /** The round of the sync is the first to notice that the line is back: nobody waits for their own next turn then. */
  let line = sync.state().line;
  sync.onChanged((state) => {
    const cameBack = state.line === 'online' && line !== 'online';
    line = state.line;
    if (!cameBack) return;
    void pictures.bring();
    uploader.tryNow();
    evidenceSender.tryNow();
    programs.wake();
  });

  return {
    client,
    viewing: () => groups.view() !== null || viewings.state().self !== null,
    journal,
    recorder,
    operator,
    members,
    learning,
    programs,
    information,
    lookups: createLookups({ information, recorder, program: (id) => programs.program(id), clock }),
    pictures,
    questions,
    groups,
    selfViewings,
    pastViewings,
    schedule,
    cards,
    activities,
    sync,
    uploader,
    sticks,
    start: () => {
      sync.start();
      uploader.start();
      evidenceSender.start();
      if (options.safeMode === true) return;
      programs.start();
      scrub.start();
    },
    close: async () => {
      operator.lock();
      await sticks.close(); // It reads and writes what the others close.
      await Promise.all([sync.stop(), programs.stop(), uploader.stop(), evidenceSender.stop(), scrub.stop()]);
      await pictures.close();
      await information.close();
      await Promise.all([questions.close(), viewings.close(), hall.close(), learning.close()]);
      await journal.close();
    },
  };
}

/** The features, or the problem that there are none yet. */
export function whenEnrolled(features: Features | null): Features {
  return features ?? fail('not-enrolled', {});
}
