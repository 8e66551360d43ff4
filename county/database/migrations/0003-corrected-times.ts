import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** What times are corrected by, corrected times beside the recorded ones, and what cannot have happened as recorded. */
export const correctedTimes: Migration = {
  number: 3,
  name: 'corrected-times',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};

const projected = ['group_viewings', 'self_viewings', 'searches', 'openings', 'issue_downloads'];
const viewings = ['group_viewings', 'self_viewings'];
const single = ['searches', 'openings', 'issue_downloads'];

const statements = [
  // Journals that an earlier program has counted are counted anew, see reports/rebuild.ts.
  `alter table journals add column counted_by integer not null default 0`,
  `create table received_envelopes (
    journal uuid not null,
    received integer not null,
    received_at timestamptz not null,
    carrier text,
    first bigint,
    last bigint,
    lines integer,
    primary key (journal, received)
  )`,
  // Of envelopes that came before this table, the last contact is the latest moment at which they can have come.
  `insert into received_envelopes (journal, received, received_at)
    select journal, n, coalesce(last_contact_at, now()) from journals, generate_series(1, received) as n`,
  `create table clock_bounds (
    journal uuid not null,
    boot uuid not null,
    uptime_ms double precision not null,
    at timestamptz not null,
    primary key (journal, boot)
  )`,
  `create table boot_runs (
    journal uuid not null,
    boot uuid not null,
    stretch integer not null,
    first_seq bigint not null,
    last_seq bigint not null,
    first_uptime_ms double precision not null,
    last_uptime_ms double precision not null,
    received integer not null,
    ahead_ms double precision not null,
    exact boolean not null default false,
    not_before_ms double precision,
    not_after_ms double precision,
    primary key (journal, boot, stretch)
  )`,
  ...projected.map(
    (table) => `alter table ${table} add column best_ms double precision, add column certainty text not null default 'unknown',
      add column not_before_ms double precision, add column not_after_ms double precision`,
  ),
  ...single.map((table) => `alter table ${table} add column boot uuid, add column uptime_ms double precision`),
  ...viewings.map(
    (table) => `alter table ${table} add column boots uuid[] not null default '{}', add column moments jsonb not null default '{}', add column pace jsonb not null default '{}',
      add column begin_ms double precision, add column end_ms double precision, add column flags text[] not null default '{}'`,
  ),
  ...viewings.map((table) => `create index ${table}_flagged on ${table} (journal) where flags <> '{}'`),
];
