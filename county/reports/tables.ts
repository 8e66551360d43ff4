import type { JSONColumnType } from 'kysely';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import type { SelfViewing } from '../../contract/viewing/self-viewing.ts';

/** What every projected thing has. `seq` and wall times are the terminal's own; `day` is null for a time no calendar has. */
interface Projected {
  readonly journal: string;
  readonly site: string;
  /** Local day at the site on which it began. */
  readonly day: string | null;
}

/** Null wall times: it has not happened, as far as the lines tell. */
export interface GroupViewingsTable extends Projected {
  readonly viewing: string;
  /** The earliest line about it: its day while the line that opened it is missing. */
  readonly first_seq: number;
  readonly first_at: string;
  readonly kind: string | null;
  readonly opened_at: string | null;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly abandoned_at: string | null;
  readonly played_seconds: number;
  readonly length_seconds: number;
  readonly members: number;
  readonly guests: number;
  readonly state: JSONColumnType<GroupViewing>;
}

export interface SelfViewingsTable extends Projected {
  readonly viewing: string;
  readonly first_seq: number;
  readonly first_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly program: string | null;
  readonly member: string | null;
  readonly played_seconds: number;
  readonly length_seconds: number;
  readonly state: JSONColumnType<SelfViewing>;
}

export interface SearchesTable extends Projected {
  readonly search: string;
  readonly seq: number;
  readonly at: string;
  readonly kind: string | null;
  readonly query: string;
  readonly hits: number;
  readonly member: string | null;
}

/** Items of the wealth information that were opened. */
export interface OpeningsTable extends Projected {
  readonly event: string;
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly item: string;
  /** The search that led to it. */
  readonly search: string | null;
  readonly member: string | null;
}

/** The first completion of each issue at each terminal. */
export interface IssueDownloadsTable extends Projected {
  readonly issue: string;
  readonly seq: number;
  readonly at: string;
  readonly number: string;
  readonly version: number;
  readonly carrier: string;
}

export interface ReportTables {
  readonly group_viewings: GroupViewingsTable;
  readonly self_viewings: SelfViewingsTable;
  readonly searches: SearchesTable;
  readonly openings: OpeningsTable;
  readonly issue_downloads: IssueDownloadsTable;
}
