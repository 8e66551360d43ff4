import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

const statements = [
  `create table audit (
    entry bigint generated always as identity primary key,
    at timestamptz not null,
    by_kind text not null,
    by_account uuid,
    by_name text,
    action text not null,
    township text,
    site text,
    subject text,
    before jsonb,
    after jsonb
  )`,
  `create index audit_of_site on audit (site, entry desc)`,
  // What people changed is added to and never changed, whatever a program or a slip at the database's prompt tries.
  `create function audit_is_append_only() returns trigger language plpgsql as $$
    begin
      raise exception 'the audit log is append only';
    end
  $$`,
  `create trigger audit_stays before update or delete on audit for each row execute function audit_is_append_only()`,
  `create trigger audit_is_kept before truncate on audit for each statement execute function audit_is_append_only()`,
  `alter table accounts add column must_change boolean not null default false, add column signed_in_at timestamptz`,
  `alter table machine_tokens add column created_by text, add column used_at timestamptz`,
  `alter table enrolment_codes add column issued_at timestamptz, add column issued_by text, add column withdrawn_at timestamptz`,
  `create index enrolment_codes_of_site on enrolment_codes (site)`,
  `create table terminal_health (
    journal uuid primary key,
    told_at timestamptz not null,
    disk_bytes bigint,
    problems jsonb not null,
    viewing boolean,
    safe_mode boolean,
    commands_done bigint,
    downloads jsonb,
    downloads_at timestamptz
  )`,
  `create table commands (
    journal uuid not null,
    number integer not null,
    command uuid not null unique,
    does text not null,
    issue text,
    asked_at timestamptz not null,
    asked_by text not null,
    expires_at timestamptz not null,
    sent_at timestamptz,
    withdrawn_at timestamptz,
    ended_at timestamptz,
    outcome text,
    refusal text,
    detail text,
    primary key (journal, number)
  )`,
  `create table command_results (
    journal uuid not null,
    command uuid not null,
    type text not null,
    bytes bytea not null,
    received_at timestamptz not null,
    primary key (journal, command)
  )`,
];

/** What people changed, how terminals are, and what is asked of them. */
export const oversight: Migration = {
  number: 10,
  name: 'oversight',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};
