import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Journals as received, what they add up to, and the people and machines that may read it. */
export const ingestAndAccounts: Migration = {
  number: 1,
  name: 'ingest-and-accounts',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};

const statements = [
  `create table journals (
    journal uuid primary key,
    site text not null,
    received integer not null default 0,
    head_seq bigint not null default 0,
    head_hash bytea not null default decode(repeat('00', 32), 'hex'),
    head_stretch integer,
    max_seq bigint not null default 0,
    stretches integer not null default 0,
    faults integer not null default 0,
    last_contact_at timestamptz
  )`,
  `create table journal_lines (
    journal uuid not null,
    seq bigint not null,
    hash bytea not null,
    stretch integer not null,
    received integer not null,
    line bytea not null,
    primary key (journal, seq, hash)
  )`,
  `create table journal_stretches (
    journal uuid not null,
    stretch integer not null,
    first bigint not null,
    first_hash bytea not null,
    prev bytea,
    last bigint not null,
    hash bytea not null,
    parent integer,
    broken boolean not null,
    extended integer not null,
    primary key (journal, stretch)
  )`,
  `create table line_faults (
    journal uuid not null,
    seq bigint not null,
    hash bytea not null,
    received integer not null,
    code text not null,
    detail text not null,
    primary key (journal, seq, hash)
  )`,
  `create index line_faults_newest on line_faults (journal, received desc, seq desc)`,
  `create table clock_readings (
    journal uuid not null,
    read_at timestamptz not null,
    boot uuid not null,
    uptime_ms double precision not null,
    wall text not null,
    primary key (journal, boot, read_at)
  )`,
  `create table group_viewings (
    journal uuid not null,
    viewing uuid not null,
    site text not null,
    first_seq bigint not null,
    first_at text not null,
    day date,
    kind text,
    opened_at text,
    started_at text,
    ended_at text,
    abandoned_at text,
    played_seconds double precision not null,
    length_seconds double precision not null,
    members integer not null,
    guests integer not null,
    state jsonb not null,
    primary key (journal, viewing)
  )`,
  `create index group_viewings_by_day on group_viewings (day, site)`,
  `create table self_viewings (
    journal uuid not null,
    viewing uuid not null,
    site text not null,
    first_seq bigint not null,
    first_at text not null,
    day date,
    started_at text,
    ended_at text,
    program text,
    member text,
    played_seconds double precision not null,
    length_seconds double precision not null,
    state jsonb not null,
    primary key (journal, viewing)
  )`,
  `create index self_viewings_by_day on self_viewings (day, site)`,
  `create table searches (
    journal uuid not null,
    search uuid not null,
    site text not null,
    seq bigint not null,
    at text not null,
    day date,
    kind text,
    query text not null,
    hits bigint not null,
    member text,
    primary key (journal, search)
  )`,
  `create index searches_by_day on searches (day, site)`,
  `create table openings (
    journal uuid not null,
    event uuid not null,
    site text not null,
    seq bigint not null,
    at text not null,
    day date,
    kind text not null,
    item text not null,
    search uuid,
    member text,
    primary key (journal, event)
  )`,
  `create index openings_by_day on openings (day, site)`,
  `create table issue_downloads (
    journal uuid not null,
    issue text not null,
    site text not null,
    seq bigint not null,
    at text not null,
    day date,
    number text not null,
    version bigint not null,
    carrier text not null,
    primary key (journal, issue)
  )`,
  `create index issue_downloads_by_day on issue_downloads (day, site)`,
  `create table accounts (
    account uuid primary key,
    name text not null,
    name_key text not null unique,
    role text not null,
    township text,
    password text not null,
    created_at timestamptz not null,
    disabled_at timestamptz
  )`,
  `create table sessions (
    token_hash bytea primary key,
    account uuid not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create index sessions_of_account on sessions (account)`,
  `create table sign_in_failures (
    subject text primary key,
    failures integer not null,
    last_at timestamptz not null,
    blocked_until timestamptz not null
  )`,
  `create table machine_tokens (
    token_hash bytea primary key,
    name text not null unique,
    created_at timestamptz not null
  )`,
  `create table setup_tokens (
    token_hash bytea primary key,
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,
];
