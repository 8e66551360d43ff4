import type { MemberCopy } from '../../contract/usage/event.ts';
import { isoOf } from '../reports/corrected-answer.ts';
import type { CorrectedTime } from '../ingest/times/corrected-time.ts';
import { ownExtensions } from './vocabulary.ts';
import { uuid5 } from './uuid5.ts';

/** What a person who exports has chosen. */
export interface StatementOptions {
  /** Address of the county, without a slash at its end: identifiers of actors and activities begin with it. */
  readonly home: string;
  /** Members' names go along; else only their numbers. */
  readonly names: boolean;
  /** What was searched for goes along. */
  readonly queries: boolean;
}

export type LanguageMap = Readonly<Record<string, string>>;

interface Account {
  readonly homePage: string;
  readonly name: string;
}

export interface Agent {
  readonly objectType: 'Agent';
  readonly account: Account;
  readonly name?: string;
}

export interface Group {
  readonly objectType: 'Group';
  readonly account: Account;
  readonly name?: string;
  readonly member?: readonly Agent[];
}

export interface Activity {
  readonly objectType: 'Activity';
  readonly id: string;
  readonly definition?: { readonly type: string; readonly name?: LanguageMap };
}

type Extensions = Readonly<Record<string, string | number>>;

/** A statement of xAPI 1.0.3, as far as we use it. */
export interface Statement {
  readonly id: string;
  readonly version: '1.0.3';
  readonly actor: Agent | Group;
  readonly verb: { readonly id: string; readonly display: LanguageMap };
  readonly object: Activity;
  readonly result?: {
    readonly completion?: boolean;
    readonly duration?: string;
    readonly response?: string;
    readonly extensions?: Extensions;
  };
  readonly context: {
    readonly registration?: string;
    readonly platform: string;
    readonly contextActivities?: { readonly category?: readonly Activity[]; readonly grouping?: readonly Activity[]; readonly parent?: readonly Activity[] };
    readonly statement?: { readonly objectType: 'StatementRef'; readonly id: string };
    readonly extensions: Extensions;
  };
  readonly timestamp: string;
}

/** What statements call the program that recorded. */
export const PLATFORM = 'distance-education-terminal';

/** The identifier of a statement about something of this journal: the same at every export. */
export function statementId(journal: string, about: string, verb: string): string {
  return uuid5(`${journal}/${about.toLowerCase()}/${verb}`);
}

/** A member by number, which is unique at its site. */
export function memberAgent({ home, names }: StatementOptions, site: string, { number, name }: Pick<MemberCopy, 'number' | 'name'>): Agent {
  return { objectType: 'Agent', account: { homePage: siteHome(home, site), name: number }, ...(names ? { name } : {}) };
}

/** Whoever watches or looks up without being a member: never named. */
export function guestAgent({ home }: StatementOptions, site: string): Agent {
  return { objectType: 'Agent', account: { homePage: siteHome(home, site), name: 'guest' } };
}

/** The terminal itself. */
export function terminalAgent({ home }: StatementOptions, site: string, journal: string): Agent {
  return { objectType: 'Agent', account: { homePage: siteHome(home, site), name: `terminal ${journal}` } };
}

/** The people of a site together. */
export function siteGroup({ home }: StatementOptions, site: string, member: readonly Agent[] = []): Group {
  return { objectType: 'Group', account: { homePage: siteHome(home, site), name: 'site' }, ...(member.length === 0 ? {} : { member }) };
}

function siteHome(home: string, site: string): string {
  return `${home}/sites/${encodeURIComponent(site)}`;
}

/** A moment as statements tell it: the corrected time, how certain it is, and what was recorded where that is another. */
export function momentOf({ home }: StatementOptions, recorded: string, corrected: CorrectedTime): { readonly timestamp: string; readonly extensions: Extensions } {
  const own = ownExtensions(home);
  // A recorded time that no calendar of xAPI has is told as it is, beside the earliest one that there is.
  const timestamp = isoOf(Math.round(corrected.ms)) ?? new Date(0).toISOString();
  const [notBefore, notAfter] = [corrected.notBeforeMs, corrected.notAfterMs].map((ms) => isoOf(ms === null ? null : Math.round(ms)));
  return {
    timestamp,
    extensions: {
      [own.certainty]: corrected.certainty,
      ...(Date.parse(recorded) === Date.parse(timestamp) ? {} : { [own.recordedTime]: recorded }),
      ...(notBefore ? { [own.notBefore]: notBefore } : {}),
      ...(notAfter ? { [own.notAfter]: notAfter } : {}),
    },
  };
}

/** ISO 8601 duration of seconds, to a hundredth. */
export function durationOf(seconds: number): string {
  return `PT${Math.max(0, Math.round(seconds * 100) / 100)}S`;
}
