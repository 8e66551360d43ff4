import type { ColumnType, JSONColumnType } from 'kysely';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import type { SelfViewing } from '../../contract/viewing/self-viewing.ts';
import type { ValidityRule } from '../../contract/viewing/validity.ts';
import type { Flag } from './flag-names.ts';
import type { Moments } from './moments.ts';
import type { Pace } from './pace.ts';
import type { TimeColumns } from './time-columns.ts';

/**
 * What every projected thing has. `seq` and wall times are the terminal's own, as recorded; `day`, `best_ms` and what follows
 * are of the corrected time at which it began; see ../ingest/times/corrected-time.ts.
 */
interface Projected extends TimeColumns {
  readonly journal: string;
  readonly site: string;
}

/** Something that happened at one moment. */
interface Momentary extends Projected {
  readonly seq: number;
  readonly at: string;
  /** Null in what an earlier program has counted. */
  readonly boot: string | null;
  readonly uptime_ms: number | null;
}

/** Something that took a while. */
interface Lasting extends Projected {
  readonly viewing: string;
  /** The earliest line about it: its day while the line that began it is missing. */
  readonly first_seq: number;
  readonly first_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  /** Media seconds that count: really played, and no more than can have been. */
  readonly played_seconds: number;
  readonly length_seconds: number;
  /** Boots of its moments, and the moments that its times are of. */
  readonly boots: ColumnType<readonly string[], string, string>;
  readonly moments: JSONColumnType<Moments>;
  readonly pace: JSONColumnType<Pace>;
  /** Corrected start and end. */
  readonly begin_ms: number | null;
  readonly end_ms: number | null;
  readonly flags: ColumnType<readonly Flag[], string, string>;
}

/** Null wall times: it has not happened, as far as the lines tell. */
export interface GroupViewingsTable extends Lasting {
  readonly kind: string | null;
  readonly opened_at: string | null;
  readonly abandoned_at: string | null;
  readonly members: number;
  readonly guests: number;
  readonly state: JSONColumnType<GroupViewing>;
}

export interface SelfViewingsTable extends Lasting {
  readonly program: string | null;
  readonly member: string | null;
  readonly state: JSONColumnType<SelfViewing>;
}

export interface SearchesTable extends Momentary {
  readonly search: string;
  readonly kind: string | null;
  readonly query: string;
  readonly hits: number;
  readonly member: string | null;
}

/** Items of the wealth information that were opened. */
export interface OpeningsTable extends Momentary {
  readonly event: string;
  readonly kind: string;
  readonly item: string;
  /** The search that led to it. */
  readonly search: string | null;
  readonly member: string | null;
}

/** The first completion of each issue at each terminal. */
export interface IssueDownloadsTable extends Momentary {
  readonly issue: string;
  readonly number: string;
  readonly version: number;
  readonly carrier: string;
}

/** The terminal's program began or ended. */
export interface TerminalMarksTable extends Momentary {
  readonly event: string;
  readonly mark: string;
}

/** A time in which the terminal's program ran; see running-spans.ts. Times are corrected, milliseconds since 1970. */
export interface RunningSpansTable {
  readonly journal: string;
  /** The start it began with. */
  readonly event: string;
  readonly boot: string;
  readonly site: string;
  readonly begin_ms: number;
  readonly end_ms: number;
  /** Of local time at the site. */
  readonly offset_ms: number;
  readonly first_day: string;
  readonly last_day: string;
}

/** What a journal's events of one day count; see daily.ts, which names its other columns. */
export interface DailyFiguresTable {
  readonly journal: string;
  readonly day: string;
  readonly site: string;
  readonly open_seconds: number;
}

/** How long an item was read; one opening may have several of these. */
export interface LookupReadingsTable extends Momentary {
  readonly event: string;
  /** The event that recorded the opening. */
  readonly opening: string;
  readonly kind: string;
  readonly item: string;
  readonly seconds: number;
}

/** From an item somebody went on to a program. */
export interface LookupProgramsTable extends Momentary {
  readonly event: string;
  readonly opening: string;
  readonly kind: string;
  readonly item: string;
  readonly program: string;
  readonly member: string | null;
}

export interface ReportTables {
  readonly lookup_readings: LookupReadingsTable;
  readonly lookup_programs: LookupProgramsTable;
  readonly terminal_marks: TerminalMarksTable;
  readonly running_spans: RunningSpansTable;
  readonly daily_figures: DailyFiguresTable;
  readonly counting_rule: { readonly one: boolean; readonly rule: JSONColumnType<ValidityRule> };
  readonly group_viewings: GroupViewingsTable;
  readonly self_viewings: SelfViewingsTable;
  readonly searches: SearchesTable;
  readonly openings: OpeningsTable;
  readonly issue_downloads: IssueDownloadsTable;
}
