import { join, resolve } from 'node:path';
import { z } from 'zod';
import { openingHoursSchema } from '../../contract/ipc/topics.ts';
import type { OpeningHours } from '../../contract/ipc/topics.ts';
import type { Problem } from '../../contract/problem.ts';
import { languageSchema } from '../../contract/text.ts';
import type { Language } from '../../contract/text.ts';
import type { Clock } from './clock.ts';
import { checkCountyUrl } from './county-url.ts';
import { createListeners } from './listeners.ts';
import { readCommandLine, settingNames, sourceOf } from './setting-sources.ts';
import type { RawSettings, SettingName } from './setting-sources.ts';
import { openStore } from './store.ts';

/** How this terminal is set up. Each value comes from the command line, else the environment, else the settings file, else a default. */
export interface Settings {
  /** Absolute. Everything the terminal keeps lies below it. */
  readonly dataFolder: string;
  /** Proposed for the enrolment; once enrolled, the enrolment's own address holds. */
  readonly countyUrl: string | null;
  /** Enrols the terminal at start-up without anybody typing. */
  readonly enrolmentCode: string | null;
  readonly language: Language;
  /** Fills the screen and keeps people in; otherwise a plain window. */
  readonly kiosk: boolean;
  /** Absolute. Each of its subfolders counts as a stick, for systems that mount sticks elsewhere than usual. */
  readonly sticksFolder: string | null;
  /** Where to save a picture of the first screen. */
  readonly screenshot: string | null;
  /** Which Electron runs: the official one, or the one carried for development and tests. */
  readonly runtime: 'official' | 'carried';
  /** So many seconds after the first screen stands, the program counts as come up well. */
  readonly healthyAfterSeconds: number;
  /** The loudest that films play, 0 to 1 of what the machine can. */
  readonly volumeLimit: number;
  readonly openingHours: OpeningHours | null;
}

/** A setting that cannot be used: which, where it was given, and what to do. */
export interface SettingFault {
  readonly setting: SettingName;
  /** The option, the variable or the file. */
  readonly where: string;
  readonly value: string;
  readonly advice: string;
}

/** Names every setting that cannot be used at once. */
export class SettingsError extends Error {
  readonly faults: readonly SettingFault[];

  constructor(faults: readonly SettingFault[]) {
    super(faults.map(({ where, value, advice }) => `${where}: ${JSON.stringify(value)} cannot be used. ${advice}`).join('\n'));
    this.name = 'SettingsError';
    this.faults = faults;
  }
}

export interface OpenSettings {
  readonly current: () => Settings;
  /** Shows another language from now on, and keeps it in the settings file. */
  readonly setLanguage: (language: Language) => Promise<void>;
  /** What the operator sets at the screen; kept in the settings file. */
  readonly set: (change: Partial<Pick<Settings, 'volumeLimit' | 'openingHours'>>) => Promise<void>;
  readonly onChanged: (listener: (settings: Settings) => void) => () => void;
}

const switchSchema = z.enum(['0', '1', 'false', 'true', 'no', 'yes', 'off', 'on']).transform((word) => ['1', 'true', 'yes', 'on'].includes(word));
const urlSchema = z.string().refine((url) => usableUrl(url));

/** Each setting as text, its default, and what to do about a value that cannot be used. */
const kinds = {
  data: { schema: z.string().min(1), advice: 'Give the path of a folder.' },
  'county-url': { schema: urlSchema, advice: 'Give the address of the county, e.g. https://county.example.' },
  'enrolment-code': { schema: z.string().min(1).max(80), advice: 'Give the code as the county printed it.' },
  lang: { schema: languageSchema, advice: 'Give zh-CN or en.' },
  kiosk: { schema: switchSchema, advice: 'Give 1 to fill the screen or 0 for a plain window.' },
  sticks: { schema: z.string().min(1), advice: 'Give the path of the folder in which sticks are mounted.' },
  screenshot: { schema: z.string().min(1), advice: 'Give the path of a PNG file to write.' },
  runtime: { schema: z.enum(['official', 'carried']), advice: 'Give official or carried.' },
  'healthy-after': { schema: z.string().regex(/^\d{1,4}$/).transform(Number), advice: 'Give a number of seconds.' },
} as const satisfies Record<SettingName, { schema: z.ZodType; advice: string }>;

/** What the settings file may hold; the rest belongs to one start of the program. */
const fileNames = { countyUrl: 'county-url', language: 'lang', kiosk: 'kiosk', sticks: 'sticks' } as const satisfies Record<string, SettingName>;
/** What the operator sets at the screen. One that cannot be read there any more counts as not set. */
const setAtScreen = {
  volumeLimit: z.number().min(0.1).max(1).catch(1),
  openingHours: openingHoursSchema.nullable().catch(null),
};
/** People edit the file: what they mistyped is named rather than taken for damage, and what another release knows is kept. */
const fileSchema = z.record(z.string(), z.unknown());

export interface StartedWith {
  /** Without the program's own name. Options that are not the terminal's (Chromium's, Electron's) are passed over. */
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly defaultDataFolder: string;
}

/** Where the terminal's data lie, which is known before anything is read. */
export function dataFolderOf(started: StartedWith): string {
  const wanted = sourceOf('data', { commandLine: readCommandLine(started.arguments), environment: started.environment, file: {} })?.value ?? '';
  return resolve(wanted === '' ? started.defaultDataFolder : wanted);
}

/** Reads the settings once, at start-up. Throws `SettingsError` with every fault there is. */
export async function openSettings(options: StartedWith & {
  readonly clock: Pick<Clock, 'wall'>;
  readonly onProblem: (problem: Problem) => void;
}): Promise<OpenSettings> {
  const given: RawSettings = { commandLine: readCommandLine(options.arguments), environment: options.environment, file: {} };
  const dataFolder = dataFolderOf(options);
  const file = join(dataFolder, 'settings.json');
  const store = await openStore({ file, version: 1, schema: fileSchema, initial: {}, clock: options.clock, onProblem: options.onProblem });
  const kept = store.read();
  let current: Settings = {
    ...settle({ ...given, file: textsOf(kept) }, file, dataFolder),
    volumeLimit: setAtScreen.volumeLimit.parse(kept.volumeLimit),
    openingHours: setAtScreen.openingHours.parse(kept.openingHours),
  };
  const listeners = createListeners<Settings>();
  return {
    current: () => current,
    onChanged: listeners.add,
    setLanguage: async (next) => {
      await store.update((data) => ({ ...data, language: next }));
      current = { ...current, language: next };
      listeners.tell(current);
    },
    set: async (change) => {
      await store.update((data) => ({ ...data, ...change }));
      current = { ...current, ...change };
      listeners.tell(current);
    },
  };
}

function textsOf(data: Readonly<Record<string, unknown>>): RawSettings['file'] {
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.fromEntries(Object.entries(fileNames).flatMap(([name, setting]) => (name in data ? [[setting, text(data[name])]] : [])));
}

function settle(given: RawSettings, file: string, dataFolder: string): Omit<Settings, keyof typeof setAtScreen> {
  const faults: SettingFault[] = [];
  const value = <N extends SettingName>(setting: N): z.output<(typeof kinds)[N]['schema']> | null => {
    const source = sourceOf(setting, given);
    if (source === null) return null;
    const { schema, advice } = kinds[setting];
    const parsed = schema.safeParse(source.value);
    if (parsed.success) return parsed.data as z.output<(typeof kinds)[N]['schema']>;
    faults.push({ setting, where: source.where ?? file, value: source.value, advice });
    return null;
  };
  const sticks = value('sticks');
  const settings: ReturnType<typeof settle> = {
    dataFolder,
    countyUrl: value('county-url'),
    enrolmentCode: value('enrolment-code'),
    language: value('lang') ?? 'zh-CN',
    kiosk: value('kiosk') ?? true,
    sticksFolder: sticks === null ? null : resolve(sticks),
    screenshot: value('screenshot'),
    runtime: value('runtime') ?? 'official',
    healthyAfterSeconds: value('healthy-after') ?? 60,
  };
  value('data');
  if (faults.length > 0) throw new SettingsError(faults.toSorted((a, b) => settingNames.indexOf(a.setting) - settingNames.indexOf(b.setting)));
  return settings;
}

/** Whether plain HTTP is accepted is asked at the enrolment, not here. */
function usableUrl(url: string): boolean {
  try {
    checkCountyUrl(url, true);
    return true;
  } catch {
    return false;
  }
}
