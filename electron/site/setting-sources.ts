/** Every setting by the name of its option; the variable is `TERMINAL_` and the name in capitals, e.g. `TERMINAL_COUNTY_URL`. */
export const settingNames = ['data', 'county-url', 'enrolment-code', 'lang', 'kiosk', 'sticks', 'screenshot', 'runtime', 'healthy-after'] as const;
export type SettingName = (typeof settingNames)[number];

type Texts = Readonly<Partial<Record<SettingName, string | undefined>>>;

/** What each source says, unchecked. */
export interface RawSettings {
  readonly commandLine: Texts;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly file: Texts;
}

/** The value that holds and where it was given (null: in the settings file); null when nobody gives it. An empty variable counts as none. */
export function sourceOf(setting: SettingName, given: RawSettings): { readonly value: string; readonly where: string | null } | null {
  const option = given.commandLine[setting];
  if (option !== undefined) return { value: option, where: `--${setting}` };
  const name = variableOf(setting);
  const variable = given.environment[name];
  if (variable !== undefined && variable !== '') return { value: variable, where: name };
  const kept = given.file[setting];
  return kept === undefined ? null : { value: kept, where: null };
}

function variableOf(setting: SettingName): string {
  return `TERMINAL_${setting.toUpperCase().replaceAll('-', '_')}`;
}

/**
 * Our options of a command line that also carries Electron's and Chromium's: `--name=value` or `--name value`. One
 * without a value reads as empty; the last of several holds.
 */
export function readCommandLine(given: readonly string[]): Texts {
  const found: Partial<Record<SettingName, string>> = {};
  for (const [index, argument] of given.entries()) {
    const [, option, value] = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    const name = settingNames.find((candidate) => candidate === option);
    if (name === undefined) continue;
    const next = given[index + 1] ?? '--';
    found[name] = value ?? (next.startsWith('--') ? '' : next);
  }
  return found;
}
