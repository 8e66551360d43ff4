import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

const statements = [
  // What the county plans. Both null: for every site.
  `create table plans (
    plan uuid primary key,
    township text,
    sites text[],
    day date not null,
    time text not null,
    kind text not null,
    programs jsonb not null,
    issue text,
    note text not null,
    made_by text,
    changed_at timestamptz not null,
    withdrawn_at timestamptz
  )`,
  `create index plans_by_day on plans (day)`,
  // The plan of each site as it was last signed.
  `create table site_plans (
    site text primary key references sites (site),
    version integer not null,
    digest text not null,
    jws text not null,
    jws_sha256 text not null,
    published_at timestamptz not null
  )`,
  `create table offline_activities (
    journal uuid not null,
    activity uuid not null,
    site text not null,
    seq bigint not null,
    at text not null,
    day date,
    kind text,
    place text not null,
    lecturer text not null,
    topic text not null,
    members integer not null,
    guests integer not null,
    copies integer not null,
    withdrawn boolean not null,
    corrections integer not null,
    state jsonb not null,
    primary key (journal, activity)
  )`,
  `create index offline_activities_by_day on offline_activities (day, site)`,
  `create table evidence_pictures (
    journal uuid not null,
    sha256 text not null,
    viewing uuid not null,
    site text not null,
    seq bigint not null,
    at text not null,
    moment text not null,
    source text not null,
    bytes integer not null,
    media_type text not null,
    width integer not null,
    height integer not null,
    primary key (journal, sha256)
  )`,
  `create index evidence_of_viewing on evidence_pictures (journal, viewing)`,
  `create table viewing_ratings (
    journal uuid not null,
    viewing uuid not null,
    program text not null,
    site text not null,
    seq bigint not null,
    at text not null,
    stars integer not null,
    primary key (journal, viewing, program)
  )`,
];

/** What is planned, what happens away from the terminals, and what shows and says how viewings were. */
export const plansActivitiesEvidence: Migration = {
  number: 8,
  name: 'plans-activities-evidence',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};
