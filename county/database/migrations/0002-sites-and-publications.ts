import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

const statements = [
  `create table townships (id text primary key, name jsonb not null)`,
  `create table sites (
    site text primary key,
    township text not null references townships (id),
    name jsonb not null
  )`,
  `create table enrolment_codes (
    code text primary key,
    site text not null references sites (site),
    expires_at timestamptz not null,
    secret text,
    used_at timestamptz,
    journal uuid,
    request_digest text
  )`,
  `create table terminals (
    journal uuid primary key,
    terminal uuid not null,
    site text not null references sites (site),
    public_key_x text not null,
    token_hash text not null,
    enrolled_at timestamptz not null,
    version text not null,
    last_contact_at timestamptz,
    last_seq bigint,
    last_hash text,
    free_bytes bigint
  )`,
  `create index terminals_by_token on terminals (token_hash)`,
  `create index terminals_by_site on terminals (site)`,
  `create table rosters (
    site text primary key references sites (site),
    version integer not null,
    members jsonb not null,
    jws text not null,
    jws_sha256 text not null,
    published_at timestamptz not null
  )`,
  `create table files (
    sha256 text primary key,
    bytes bigint not null,
    mime text not null,
    stored_at timestamptz not null
  )`,
  `create table issues (
    issue text primary key,
    number text not null,
    title jsonb not null,
    version integer not null,
    digest text not null,
    bytes bigint not null,
    manifest text not null,
    manifest_sha256 text not null,
    published_at timestamptz not null
  )`,
  `create table catalogues (
    version integer primary key,
    jws text not null,
    jws_sha256 text not null,
    published_at timestamptz not null
  )`,
  `create table information_bases (
    version integer primary key,
    digest text not null,
    items integer not null,
    jws text not null,
    jws_sha256 text not null,
    published_at timestamptz not null
  )`,
  // Which keys have signed for this county: a process with another key must not publish beside them.
  `create table county_keys (
    fingerprint text primary key,
    public_key_x text not null,
    first_used_at timestamptz not null
  )`,
];

/** Townships, sites and their terminals, and everything that the county publishes to them. */
export const sitesAndPublications: Migration = {
  number: 2,
  name: 'sites-and-publications',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};
