import { informationKinds } from '../contract/information/item.ts';
import type { InformationKind } from '../contract/information/item.ts';
import type { DownloadsView, Topic } from '../contract/ipc/topics.ts';
import { ProblemError } from '../contract/problem.ts';
import type { Problem } from '../contract/problem.ts';
import type { MemberCopy } from '../contract/usage/event.ts';
import { openFeatures } from './features.ts';
import type { Features } from './features.ts';
import type { TopicReaders } from './ipc/handlers.ts';
import type { MediaAnswer } from './programs/media.ts';
import type { Clock } from './site/clock.ts';
import { freeBytes } from './site/disk.ts';
import { openEnrolment } from './site/enrolment.ts';
import type { Enrolment, EnrolledTerminal } from './site/enrolment.ts';
import { createHttp } from './site/http.ts';
import type { Fetch } from './site/http.ts';
import { openIdentity } from './site/identity.ts';
import { createListeners } from './site/listeners.ts';
import { backoffMs, createPause } from './site/pause.ts';
import type { Machine } from './site/machine.ts';
import type { OpenSettings } from './site/settings.ts';
import { openUpkeep } from './site/upkeep.ts';
import type { Upkeep } from './site/upkeep.ts';
import { statusView } from './status.ts';
import type { CaptureScreen } from './viewing/evidence.ts';
import { topicsOf } from './viewing/topics-of.ts';
import { drivesOf } from './sticks/drives.ts';
import type { Starts } from './supervisor/starts.ts';
import { proveVersion, takeRollBackNote } from './supervisor/versions.ts';

/** How often free space is looked at. */
const FREE_BYTES_EVERY_MS = 30_000;

export interface TerminalOptions {
  readonly settings: OpenSettings;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly program: { readonly version: string; readonly electron: string; readonly platform: string };
  /** Folder of the built worker threads; without it their work is done in the main thread. */
  readonly workers?: string;
  /** Takes a small picture of the screen, as evidence of a group viewing. */
  readonly captureScreen?: CaptureScreen;
  /** What the program around it can do; left out where there is none. */
  readonly machine?: Machine;
  /** Set when the program failed to start several times. */
  readonly safeMode?: Starts['safeMode'];
  /** Folder of the program's versions; null where the system keeps the program up to date. */
  readonly programRoot?: string | null;
  readonly onFault: (error: unknown) => void;
}

/** The whole terminal but for its window: plain Node, so that it can be run and tested without Electron. */
export interface Terminal {
  readonly readers: TopicReaders;
  /** Calls back with the name of a topic whose value is another now. */
  readonly onChanged: (listener: (topic: Topic) => void) => () => void;
  readonly settings: OpenSettings;
  readonly enrolment: Enrolment;
  /** Null until the terminal is enrolled. */
  readonly features: () => Features | null;
  /** The same. */
  readonly upkeep: () => Upkeep | null;
  /** The program has come up well: a version on trial is the current one for good. */
  readonly proven: () => Promise<void>;
  /** Who is signed in to watch or look up alone. */
  readonly member: () => MemberCopy | null;
  readonly setMember: (member: MemberCopy | null) => void;
  readonly openMedia: (path: string, range: string | null) => Promise<MediaAnswer>;
  /** Records why the terminal stops and closes everything. Later calls wait for the first. */
  readonly close: (reason: 'quit' | 'restart' | 'update') => Promise<void>;
}

const noDownloads: DownloadsView = { issues: [], sources: [], rules: { night: null, bytesPerSecond: null, categories: [] }, reserveBytes: 0, usableBytes: null };
const emptyCounts = Object.fromEntries(informationKinds.map((kind) => [kind, 0])) as Record<InformationKind, number>;

/** Opens the terminal; when it is enrolled already, with all its features, talking to the county. */
export async function openTerminal(options: TerminalOptions): Promise<Terminal> {
  const { settings, clock, program, onFault } = options;
  const { dataFolder, sticksFolder } = settings.current();
  const http = createHttp({ fetch: options.fetch });
  const listeners = createListeners<Topic>();
  const dirty = new Set<Topic>();
  const problems = new Map<string, Problem>();
  const stopping = new AbortController();
  let features: Features | null = null;
  let upkeep: Upkeep | null = null;
  const { safeMode = null, programRoot = null } = options;
  let opening: Promise<void> = Promise.resolve();
  let member: MemberCopy | null = null;
  let free: number | null = null;
  let closing: Promise<void> | null = null;

  /** Tells of each topic once, however many changes come together. */
  const changed = (...topics: readonly Topic[]): void => {
    if (dirty.size === 0) setImmediate(tellAll);
    for (const topic of topics) dirty.add(topic);
  };
  const tellAll = (): void => {
    const topics = [...dirty];
    dirty.clear();
    for (const topic of topics) listeners.tell(topic);
  };
  const onProblem = (problem: Problem): void => {
    problems.set(JSON.stringify(problem), problem);
    changed('status');
  };

  const findDrives = drivesOf({ platform: process.platform, dataFolder, sticksFolder });
  const identity = await openIdentity({ folder: dataFolder, clock, onProblem });
  const enrolment = await openEnrolment({ identity, http, version: program.version, onProblem });

  const begin = async (enrolled: EnrolledTerminal): Promise<void> => {
    const known = identity.identity();
    if (known === null) throw new Error('enrolled without an identity');
    const opened = await openFeatures({ folder: dataFolder, version: program.version, clock, http, identity: known, enrolled, findDrives, workers: options.workers, captureScreen: options.captureScreen, onProblem, onFault,
      heartbeatParts: () => upkeep?.heartbeat() ?? {},
      onHeartbeatAnswer: async (answer) => upkeep?.onAnswer(answer),
      safeMode: safeMode !== null,
    });
    opened.operator.onChanged(() => changed('app'));
    opened.members.onChanged(() => changed('roster'));
    opened.schedule.onChanged(() => changed('schedule'));
    opened.learning.onChanged(() => changed('learning'));
    opened.information.onChanged(() => changed('information'));
    opened.questions.onChanged(() => changed('answers'));
    opened.programs.onCatalogueChanged(() => changed('programs'));
    opened.programs.onHoldingsChanged(() => changed('holdings', 'downloads', 'status'));
    opened.sync.onChanged(() => changed('status'));
    opened.uploader.onChanged(() => changed('status', 'answers'));
    opened.sticks.onChanged(() => changed('stickWork'));
    opened.recorder.onTroubleChanged(() => changed('status'));
    opened.recorder.onRecorded((event) => changed('status', ...topicsOf(event)));
    await opened.recorder.record({
      type: 'terminal.started',
      data: { version: program.version, electron: program.electron, platform: program.platform, language: settings.current().language },
    });
    if (safeMode !== null) await opened.recorder.record({ type: 'terminal.safe-mode', data: safeMode });
    const rolledBack = programRoot === null ? null : await takeRollBackNote(programRoot);
    if (rolledBack !== null) await opened.recorder.record({ type: 'program.rolled-back', data: { from: rolledBack, back: program.version } });
    upkeep = await openUpkeep({
      features: opened,
      settings: settings.current,
      clock,
      identity: known,
      enrolled,
      program,
      programRoot,
      safeMode,
      machine: options.machine ?? null,
      problems: () => statusView(opened, free, [...problems.values()]).warnings,
      onProblem,
      onFault,
    });
    upkeep.updater.onChanged(() => changed('update'));
    features = opened;
    opened.start();
    upkeep.start();
    changed('app', 'update', 'status', 'programs', 'holdings', 'downloads', 'roster', 'schedule', 'pastViewings', 'activities', 'group', 'information', 'answers');
  };

  const lookAtDisk = async (): Promise<void> => {
    const next = await freeBytes(dataFolder);
    if (next === free) return;
    free = next;
    changed('status');
  };
  const diskTimer = setInterval(() => void lookAtDisk(), FREE_BYTES_EVERY_MS);
  await lookAtDisk();

  settings.onChanged(() => changed('app'));
  enrolment.onChanged((enrolled) => {
    opening = begin(enrolled).catch(onFault);
  });
  const enrolled = enrolment.current();
  if (enrolled !== null) await begin(enrolled);
  const enrollingByCode = enrolByCode(settings, enrolment, stopping.signal, onProblem, onFault);

  return {
    settings,
    enrolment,
    onChanged: listeners.add,
    features: () => features,
    upkeep: () => upkeep,
    proven: async () => {
      if (programRoot === null) return;
      const from = await proveVersion(programRoot);
      if (from !== null && features !== null) await features.recorder.record({ type: 'program.updated', data: { from, to: program.version } });
    },
    member: () => member,
    setMember: (next) => {
      member = next;
      changed('app', 'learning');
    },
    openMedia: async (path, range) => (await features?.pictures.open(path, range)) ?? (await features?.programs.openMedia(path, range)) ?? { status: 404, headers: {}, body: null },
    readers: {
      app: () => {
        const { language, kiosk, runtime, countyUrl } = settings.current();
        const current = features === null ? null : enrolment.current();
        return {
          language,
          kiosk,
          version: program.version,
          runtime: { kind: runtime, electron: program.electron },
          enrolment: current === null ? null : { site: current.site, county: current.county.name, countyUrl: current.countyUrl },
          proposedCountyUrl: countyUrl,
          operator: features?.operator.view() ?? { pinChosen: false, unlocked: false },
          member,
          volumeLimit: settings.current().volumeLimit,
          openingHours: settings.current().openingHours,
          safeMode: safeMode === null ? null : { fault: safeMode.fault },
        };
      },
      status: () => statusView(features, free, [...problems.values()]),
      programs: () => features?.programs.descriptions() ?? [],
      holdings: () => features?.programs.holdings() ?? {},
      downloads: () => features?.programs.downloads() ?? noDownloads,
      stickWork: () => features?.sticks.view() ?? null,
      roster: () => features?.members.view() ?? [],
      learning: () => (features === null || member === null ? null : features.learning.view(member)),
      group: () => features?.groups.view() ?? null,
      schedule: () => features?.schedule.view() ?? [],
      pastViewings: () => features?.pastViewings.view() ?? [],
      activities: () => features?.activities.view() ?? [],
      information: () => features?.information.view() ?? { version: 0, publishedAt: null, counts: emptyCounts, preparing: null },
      update: () => upkeep?.updater.view() ?? { version: program.version, state: 'cannot', next: null, doneBytes: 0, totalBytes: 0, givenUp: null, problem: null },
      answers: () => features?.questions.view(features.uploader.state().confirmed) ?? { questions: [], answers: [] },
    },
    close: (reason) => {
      closing ??= (async () => {
        stopping.abort();
        http.close();
        clearInterval(diskTimer);
        await enrollingByCode;
        await opening;
        await upkeep?.close();
        if (features === null) return;
        await features.recorder.record({ type: 'terminal.stopped', data: { reason } });
        await features.close();
      })();
      return closing;
    },
  };
}

/**
 * Enrols with the code from the settings, without anybody typing: tries until the county answers. A code that the county
 * refuses is given up; the enrolment screen remains.
 */
async function enrolByCode(
  settings: OpenSettings,
  enrolment: Enrolment,
  signal: AbortSignal,
  onProblem: (problem: Problem) => void,
  onFault: (error: unknown) => void,
): Promise<void> {
  const { enrolmentCode: code, countyUrl } = settings.current();
  if (code === null || countyUrl === null) return;
  const pause = createPause();
  for (let failures = 0; enrolment.current() === null && !signal.aborted; ) {
    try {
      await enrolment.enrol({ countyUrl, code, acceptInsecure: false });
    } catch (error) {
      const problem = error instanceof ProblemError ? error.problem : null;
      if (problem === null || !mayPass(problem)) {
        if (problem === null) onFault(error);
        else onProblem(problem);
        return;
      }
      failures += 1;
      await pause.wait(backoffMs(failures, 1000, 60_000), signal);
    }
  }
}

/** True for what another attempt may mend. */
function mayPass(problem: Problem): boolean {
  return problem.code === 'county-unreachable' || problem.code === 'county-failing' || problem.code === 'county-is-something-else';
}
