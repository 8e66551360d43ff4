import { createHash } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import type { Heartbeat, HeartbeatAnswer } from '../../contract/http.ts';
import type { LineTest } from '../../contract/site/line-test.ts';
import { fail, ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import { MAX_COMMAND_RESULT_BYTES } from '../../contract/site/commands.ts';
import type { Features } from '../features.ts';
import { settle, writeFileOn } from '../sticks/files.ts';
import { stickError } from '../sticks/stick-problem.ts';
import type { Starts } from '../supervisor/starts.ts';
import { filesOn, releaseOn } from '../update/stick-release.ts';
import { openUpdater } from '../update/updater.ts';
import type { Updater } from '../update/updater.ts';
import type { Clock } from './clock.ts';
import { CommandRefused, openCommands } from './commands.ts';
import type { EnrolledTerminal } from './enrolment.ts';
import type { Identity } from './identity.ts';
import { testLine } from './line-test.ts';
import { logBundle } from './log-bundle.ts';
import type { Machine } from './machine.ts';
import { nightWork } from './night-work.ts';
import type { Settings } from './settings.ts';
import { askForWipe } from './wipe.ts';

const LOOK_EVERY_MS = 60_000;
/** Packed, this is well below what the county takes. */
const LOG_BYTES_FOR_COUNTY = 4 * MAX_COMMAND_RESULT_BYTES;
const LOG_BYTES_FOR_STICK = 64 * 1024 * 1024;

export interface UpkeepOptions {
  readonly features: Features;
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly enrolled: EnrolledTerminal;
  readonly program: { readonly version: string; readonly electron: string; readonly platform: string };
  /** Folder of the program's versions; null where the system keeps the program up to date. */
  readonly programRoot: string | null;
  readonly safeMode: Starts['safeMode'];
  /** Null where there is no program around the terminal, as in its tests. */
  readonly machine: Machine | null;
  /** What is wrong at present. */
  readonly problems: () => readonly Problem[];
  readonly onProblem: (problem: Problem) => void;
  readonly onFault: (error: unknown) => void;
}

/** Keeps the terminal itself in order: what the county asks of it, its program, its logs, and what is done at night. */
export interface Upkeep {
  readonly updater: Updater;
  /** What a heartbeat says besides. */
  readonly heartbeat: () => Partial<Heartbeat>;
  readonly onAnswer: (answer: HeartbeatAnswer) => Promise<void>;
  readonly testLine: () => Promise<LineTest>;
  /** Gives the name of the file on the stick. Throws as everything that writes on sticks. */
  readonly saveLogs: (stick: string) => Promise<string>;
  /** With a stick: takes the release that lies on it. Throws `update-not-newer`, `update-not-possible`, … */
  readonly lookForUpdate: (stick: string | null) => Promise<void>;
  /** Goes over to the version that is ready. Throws `viewing-in-the-way`, `update-not-newer`. */
  readonly applyUpdate: () => Promise<void>;
  readonly restart: () => void;
  /** Throws `pin-wrong`, `pin-wait`, `records-unsent`, `viewing-in-the-way`. */
  readonly wipe: (pin: string) => Promise<void>;
  readonly start: () => void;
  readonly close: () => Promise<void>;
}

export async function openUpkeep(options: UpkeepOptions): Promise<Upkeep> {
  const { features, settings, clock, program, machine, enrolled, onProblem, onFault } = options;
  const { dataFolder } = settings();
  const closing = new AbortController();
  const { client } = features;

  const around = (): Machine => machine ?? fail('update-not-possible', {});
  const busy = (): boolean => features.viewing() || features.operator.view().unlocked || features.sticks.view()?.running === true;

  const updater = await openUpdater({
    root: options.programRoot,
    folder: dataFolder,
    version: program.version,
    platform: program.platform.replace(' ', '-'),
    clock,
    ask: async (now) => {
      const asked = { platform: program.platform.replace(' ', '-'), version: program.version, now };
      return (await client.release(asked))?.payload ?? null;
    },
    openFile: (file, from, signal) => client.releaseFile(file.sha256, file.bytes, from, signal),
    busy: features.viewing,
    onProblem,
    onFault,
  });

  const facts = (): object => ({
    ...program,
    site: enrolled.site.id,
    terminal: enrolled.terminal,
    journal: options.identity.journal,
    at: clock.wall(),
    uptimeMs: clock.uptimeMs(),
    line: features.sync.state(),
    journalLast: features.journal.last.seq,
    confirmed: features.uploader.state().confirmed,
    safeMode: options.safeMode,
    problems: options.problems(),
    memory: process.memoryUsage(),
  });

  const applyUpdate = async (): Promise<() => void> => {
    if (features.viewing()) return fail('viewing-in-the-way', {});
    const { restart } = around();
    await updater.apply();
    return () => restart('update');
  };

  const commands = await openCommands({
    folder: dataFolder,
    clock,
    countyKey: enrolled.county.publicKey,
    journal: options.identity.journal,
    recorder: features.recorder,
    onProblem,
    onFault,
    doers: {
      'fetch-issue': async ({ issue }) => {
        if (issue === null) throw new CommandRefused('unknown-issue');
        const known = features.programs.downloads().issues.find((download) => download.issue === issue);
        if (known?.state === 'here') return { outcome: 'already-so' };
        await features.programs.control.fetch(issue);
        await features.programs.control.first(issue);
        return { outcome: 'begun' };
      },
      'send-logs': async ({ id }) => {
        await client.sendCommandResult(id, 'application/gzip', await logBundle(dataFolder, facts(), LOG_BYTES_FOR_COUNTY));
        return { outcome: 'sent' };
      },
      'take-screenshot': async ({ id }) => {
        if (machine === null) throw new CommandRefused('not-possible');
        const { type, bytes } = await machine.screenshot();
        await client.sendCommandResult(id, type, bytes);
        return { outcome: 'sent' };
      },
      'update-now': async () => {
        if (features.viewing()) throw new CommandRefused('viewing-open');
        if (updater.view().state === 'cannot') throw new CommandRefused('not-possible');
        try {
          if (updater.ready() === null) await updater.look();
        } catch (error) {
          if (isProblem(error, 'update-not-newer')) return { outcome: 'already-so' };
          throw error;
        }
        return { outcome: 'begun', after: await applyUpdate() };
      },
      restart: async () => {
        if (features.viewing()) throw new CommandRefused('viewing-open');
        if (machine === null) throw new CommandRefused('not-possible');
        return Promise.resolve({ outcome: 'begun', after: () => machine.restart('restart') });
      },
    },
  });

  const disk = await statfs(dataFolder);

  /** Lines that a stick has taken along since the program started. */
  let exported = 0;
  const unlisten = features.sticks.onChanged(() => {
    const outcome = features.sticks.view()?.outcome;
    if (outcome?.outcome === 'records-exported' && !outcome.full) exported = features.journal.last.seq;
  });

  let timer: NodeJS.Timeout | null = null;
  const look = async (): Promise<void> => {
    if (machine === null) return;
    const due = nightWork({
      now: new Date(clock.wall()),
      openingHours: settings().openingHours,
      busy: busy(),
      idleMs: machine.idleMs(),
      runningMs: machine.runningMs(),
      updateReady: updater.ready() !== null,
      memoryBytes: machine.memoryBytes(),
    });
    if (due === 'update') (await applyUpdate())();
    if (due === 'restart') machine.restart('restart');
  };

  return {
    updater,
    heartbeat: () => ({
      diskBytes: disk.blocks * disk.bsize,
      viewing: features.viewing(),
      safeMode: options.safeMode !== null,
      commandsDone: commands.done(),
      problems: [...new Set(options.problems().map(({ code }) => code))].slice(0, 20),
    }),
    onAnswer: async ({ at, commands: asked }) => {
      if (asked !== undefined) await commands.take(asked, at);
    },
    testLine: () => testLine({ countyUrl: enrolled.countyUrl, health: client.health, now: () => new Date(clock.wall()) }),
    saveLogs: async (id) => {
      const stick = await features.sticks.open(id);
      const name = `terminal-logs-${enrolled.site.id}-${clock.wall().slice(0, 19).replaceAll(/[^\d]/g, '')}.txt.gz`;
      const bytes = await logBundle(dataFolder, facts(), LOG_BYTES_FOR_STICK);
      try {
        await writeFileOn(stick.path, name, bytes);
        await settle(stick.path, closing.signal);
        await stick.require();
        return name;
      } catch (error) {
        throw await stickError(error, stick, true);
      }
    },
    lookForUpdate: async (id) => {
      if (id === null) return updater.look();
      const stick = await features.sticks.open(id);
      try {
        await updater.take(await releaseOn(stick.path, enrolled.county.publicKey), filesOn(stick.path));
      } catch (error) {
        throw await stickError(error, stick, false);
      }
    },
    applyUpdate: async () => (await applyUpdate())(),
    restart: () => {
      if (features.viewing()) fail('viewing-in-the-way', {});
      around().restart('restart');
    },
    wipe: async (pin) => {
      if (features.viewing()) return fail('viewing-in-the-way', {});
      const { restart } = around();
      await features.operator.confirm(pin);
      const lines = features.journal.last.seq - Math.max(features.uploader.state().confirmed, exported);
      if (lines > 0) return fail('records-unsent', { lines });
      await askForWipe(dataFolder);
      restart('restart');
    },
    start: () => {
      if (options.safeMode === null) updater.start();
      timer ??= setInterval(() => void look().catch(onFault), LOOK_EVERY_MS);
    },
    close: async () => {
      unlisten();
      closing.abort();
      if (timer !== null) clearInterval(timer);
      await updater.stop();
    },
  };
}

/** The hex SHA-256 of a terminal's token: all that the county keeps of it. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function isProblem(error: unknown, code: Problem['code']): boolean {
  return error instanceof ProblemError && error.problem.code === code;
}
