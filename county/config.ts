import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { LocalizedText } from '../contract/text.ts';
import { defaultCourseRule } from '../contract/viewing/course-plan.ts';
import type { CourseRule } from '../contract/viewing/course-plan.ts';
import { defaultValidityRule } from '../contract/viewing/validity.ts';
import type { ValidityRule } from '../contract/viewing/validity.ts';
import { InputError } from './input.ts';

/** One setting: `--option` on the command line, a variable of the environment, and what it means. */
interface Setting {
  readonly option: string;
  readonly variable: string;
  /** How its value is written in the help; null for a switch, which is on or not. */
  readonly value: string | null;
  readonly help: string;
}

/** All settings, in the order in which the help shows them. */
export const settings = {
  data: { option: 'data', variable: 'COUNTY_DATA', value: 'FOLDER', help: 'data folder (default: data/county)' },
  host: { option: 'host', variable: 'COUNTY_HOST', value: 'ADDRESS', help: 'address to listen on (default: 127.0.0.1)' },
  port: { option: 'port', variable: 'COUNTY_PORT', value: 'NUMBER', help: 'port to listen on, 0 for any (default: 8470)' },
  publicUrl: { option: 'public-url', variable: 'COUNTY_PUBLIC_URL', value: 'URL', help: 'address under which people and terminals reach the county' },
  databaseUrl: { option: 'database-url', variable: 'DATABASE_URL', value: 'URL', help: 'PostgreSQL 15 or newer (default: a database of its own in the data folder)' },
  keyFile: { option: 'key-file', variable: 'COUNTY_KEY_FILE', value: 'FILE', help: 'the county’s private key as JWK (default: keys/county.jwk in the data folder)' },
  name: { option: 'name', variable: 'COUNTY_NAME', value: 'TEXT', help: 'the county’s name in Chinese (default: 县级管理中心)' },
  nameEn: { option: 'name-en', variable: 'COUNTY_NAME_EN', value: 'TEXT', help: 'the county’s name in English (default: County Centre)' },
  mirrors: { option: 'mirrors', variable: 'COUNTY_MIRRORS', value: 'URLS', help: 'addresses, parted by commas, that serve program files by hash' },
  requestsPerMinute: { option: 'requests-per-minute', variable: 'COUNTY_REQUESTS_PER_MINUTE', value: 'NUMBER', help: 'most requests from one address, program files not counted (default: 1200)' },
  trustProxy: { option: 'trust-proxy', variable: 'COUNTY_TRUST_PROXY', value: null, help: 'a reverse proxy stands before the county and tells the caller’s address' },
  logLevel: { option: 'log-level', variable: 'COUNTY_LOG_LEVEL', value: 'LEVEL', help: 'trace, debug, info, warn, error or silent (default: info)' },
  groupPlayedShare: { option: 'group-played-share', variable: 'COUNTY_GROUP_PLAYED_SHARE', value: '0…1', help: 'share of its programs a group viewing must have played to count (default: 0.6)' },
  groupAttendance: { option: 'group-attendance', variable: 'COUNTY_GROUP_ATTENDANCE', value: 'NUMBER', help: 'people a group viewing needs to count (default: 1)' },
  selfPlayedSeconds: { option: 'self-played-seconds', variable: 'COUNTY_SELF_PLAYED_SECONDS', value: 'NUMBER', help: 'seconds after which a self-viewing counts (default: 180)' },
  selfPlayedShare: { option: 'self-played-share', variable: 'COUNTY_SELF_PLAYED_SHARE', value: '0…1', help: '… or share of the program, if that is shorter (default: 0.5)' },
  specialCourses: { option: 'special-courses', variable: 'COUNTY_SPECIAL_COURSES', value: 'NUMBER', help: 'special courses each member takes in a year (default: 5)' },
  silentDays: { option: 'silent-days', variable: 'COUNTY_SILENT_DAYS', value: 'NUMBER', help: 'days without contact after which a site is named as silent (default: 7)' },
  idleDays: { option: 'idle-days', variable: 'COUNTY_IDLE_DAYS', value: 'NUMBER', help: 'days without use after which a site that is on line is named as idle (default: 14)' },
  clockMinutes: { option: 'clock-minutes', variable: 'COUNTY_CLOCK_MINUTES', value: 'NUMBER', help: 'minutes by which a terminal’s clock may be wrong before it is named (default: 5)' },
  diskFreeGb: { option: 'disk-free-gb', variable: 'COUNTY_DISK_FREE_GB', value: 'NUMBER', help: 'gigabytes below which a terminal’s free room is named (default: 3)' },
  dashboard: { option: 'dashboard', variable: 'COUNTY_DASHBOARD', value: 'FOLDER', help: 'the built web pages (default: beside the program)' },
} as const satisfies Record<string, Setting>;

type SettingName = keyof typeof settings;

export interface AttentionThresholds {
  readonly silentDays: number;
  readonly idleDays: number;
  readonly clockMinutes: number;
  readonly diskFreeGb: number;
}

export interface CountyConfig {
  /** Absolute. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end; null: what the server listens on. */
  readonly publicUrl: string | null;
  /** Null: PGlite in the data folder. */
  readonly databaseUrl: string | null;
  readonly keyFile: string;
  readonly name: LocalizedText;
  readonly mirrors: readonly string[];
  readonly requestsPerMinute: number;
  readonly trustProxy: boolean;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** What counts, as told to the terminals at their enrolment. */
  readonly rule: ValidityRule;
  /** What a member's course plan needs, told likewise. */
  readonly courses: CourseRule;
  /** From when on something is named as needing attention. */
  readonly attention: AttentionThresholds;
  /** Folder of the built web pages. */
  readonly dashboard: string;
}

const number = (schema: z.ZodNumber) => z.string().trim().min(1).transform(Number).pipe(schema);
const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .transform((url) => url.replace(/\/+$/, ''));

const fields = {
  data: z.string().min(1).default(join('data', 'county')),
  host: z.string().min(1).default('127.0.0.1'),
  port: number(z.int().min(0).max(65_535)).default(8470),
  publicUrl: httpUrl.nullable().default(null),
  databaseUrl: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
    .nullable()
    .default(null),
  keyFile: z.string().min(1).nullable().default(null),
  name: z.string().min(1).max(200).default('县级管理中心'),
  nameEn: z.string().min(1).max(200).default('County Centre'),
  mirrors: z
    .string()
    .transform((list) => list.split(',').map((url) => url.trim()).filter((url) => url !== ''))
    .pipe(z.array(httpUrl).max(10))
    .default([]),
  requestsPerMinute: number(z.int().min(1).max(1_000_000)).default(1200),
  trustProxy: z
    .enum(['', '0', '1', 'true', 'false'])
    .transform((value) => value === '1' || value === 'true')
    .default(false),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  groupPlayedShare: number(z.number().min(0).max(1)).default(defaultValidityRule.groupPlayedShare),
  groupAttendance: number(z.int().min(0)).default(defaultValidityRule.groupAttendance),
  selfPlayedSeconds: number(z.number().min(0)).default(defaultValidityRule.selfPlayedSeconds),
  selfPlayedShare: number(z.number().min(0).max(1)).default(defaultValidityRule.selfPlayedShare),
  specialCourses: number(z.int().min(0).max(200)).default(defaultCourseRule.specialCourses),
  silentDays: number(z.int().min(1).max(3650)).default(7),
  idleDays: number(z.int().min(1).max(3650)).default(14),
  clockMinutes: number(z.number().positive()).default(5),
  diskFreeGb: number(z.number().min(0)).default(3),
  dashboard: z.string().min(1).default(fileURLToPath(new URL('../dashboard', import.meta.url))),
} satisfies Record<SettingName, z.ZodType>;

const settingNames = Object.keys(settings) as SettingName[];

/**
 * The configuration from the command line (option name → value), then the environment, then the defaults. Relative
 * folders are taken from the present one.
 * @throws InputError that names every setting that is wrong, as it was given
 */
export function readConfig(options: Readonly<Record<string, string | undefined>>, environment: NodeJS.ProcessEnv): CountyConfig {
  const given: Partial<Record<SettingName, string>> = {};
  const origin = new Map<string, string>();
  for (const name of settingNames) {
    const { option, variable } = settings[name];
    const [fromOption, fromEnvironment] = [options[option], environment[variable]];
    // A variable that is set to nothing is one that was taken back.
    const value = fromOption ?? (fromEnvironment === '' ? undefined : fromEnvironment);
    if (value === undefined) continue;
    given[name] = value;
    origin.set(name, fromOption === undefined ? variable : `--${option}`);
  }
  const parsed = z.strictObject(fields).safeParse(given);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues.map((issue) => `${origin.get(String(issue.path[0])) ?? String(issue.path[0])}: ${issue.message}`),
    );
  }
  const { data, keyFile, name, nameEn, groupPlayedShare, groupAttendance, selfPlayedSeconds, selfPlayedShare, specialCourses, silentDays, idleDays, clockMinutes, diskFreeGb, dashboard, ...rest } = parsed.data;
  const folder = resolve(data);
  return {
    ...rest,
    data: folder,
    keyFile: keyFile === null ? join(folder, 'keys', 'county.jwk') : resolve(keyFile),
    name: { 'zh-CN': name, en: nameEn },
    rule: { groupPlayedShare, groupAttendance, selfPlayedSeconds, selfPlayedShare },
    courses: { specialCourses },
    attention: { silentDays, idleDays, clockMinutes, diskFreeGb },
    dashboard: resolve(dashboard),
  };
}
