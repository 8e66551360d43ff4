import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';
import { defaultValidityRule } from '../../../contract/viewing/validity.ts';

/** What figures are added up from day by day, when terminals ran, and what people make of the figures: monthly reports and the assessment. */
export const registerAndReports: Migration = {
  number: 11,
  name: 'register-and-reports',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
    await sql`insert into counting_rule (rule) values (${JSON.stringify(defaultValidityRule)})`.execute(queries);
  },
};

const projected = ['group_viewings', 'self_viewings', 'searches', 'openings', 'issue_downloads'];
const counts = [
  ...['downloads', 'searches', 'openings', 'party_classes', 'trainings', 'group_people', 'self_people'],
  ...['not_started', 'not_ended', 'abandoned', 'played_too_little', 'nobody_attended', 'incomplete_record'].map((reason) => `group_${reason}`),
  ...['played_too_little', 'incomplete_record'].map((reason) => `self_${reason}`),
];

const statements = [
  // One row: the rule by which daily_figures were counted.
  `create table counting_rule (one boolean primary key default true check (one), rule jsonb not null)`,
  // A day that no calendar has is -infinity.
  `create table daily_figures (
    journal uuid not null,
    day date not null,
    site text not null,
    ${counts.map((count) => `${count} integer not null default 0`).join(', ')},
    open_seconds double precision not null default 0,
    primary key (journal, day)
  )`,
  `create index daily_figures_by_day on daily_figures (day, site)`,
  `create table terminal_marks (
    journal uuid not null,
    event uuid not null,
    site text not null,
    seq bigint not null,
    at text not null,
    boot uuid,
    uptime_ms double precision,
    day date,
    best_ms double precision,
    certainty text not null default 'unknown',
    not_before_ms double precision,
    not_after_ms double precision,
    mark text not null,
    primary key (journal, event)
  )`,
  `create index terminal_marks_of_boot on terminal_marks (journal, boot)`,
  `create table running_spans (
    journal uuid not null,
    event uuid not null,
    boot uuid not null,
    site text not null,
    begin_ms double precision not null,
    end_ms double precision not null,
    offset_ms double precision not null,
    first_day date not null,
    last_day date not null,
    primary key (journal, event)
  )`,
  `create index running_spans_of_boot on running_spans (journal, boot)`,
  ...projected.map((table) => `create index ${table}_of_journal on ${table} (journal, day)`),
  `create index openings_of_search on openings (journal, search) where search is not null`,
  `create table monthly_reports (
    scope text not null,
    id text not null,
    month text not null,
    revision integer not null,
    remarks text not null default '',
    changed_by text,
    changed_at timestamptz,
    content jsonb,
    signed_by text,
    signed_at timestamptz,
    reopened_by text,
    reopened_at timestamptz,
    primary key (scope, id, month, revision)
  )`,
  `create table assessment_rules (
    version integer primary key,
    rules jsonb not null,
    made_by text,
    made_at timestamptz not null
  )`,
];
