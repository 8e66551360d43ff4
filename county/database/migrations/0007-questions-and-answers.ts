import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** Of everything that happened at one moment; as in the tables before it. */
const moment = `journal uuid not null,
    site text not null,
    seq bigint not null,
    at text not null,
    boot uuid,
    uptime_ms double precision,
    day date,
    best_ms double precision,
    certainty text not null default 'unknown',
    not_before_ms double precision,
    not_after_ms double precision`;

const statements = [
  `create table lookup_readings (
    ${moment},
    event uuid not null,
    opening uuid not null,
    kind text not null,
    item text not null,
    seconds double precision not null,
    primary key (journal, event)
  )`,
  `create index lookup_readings_by_day on lookup_readings (day, site)`,
  `create table lookup_programs (
    ${moment},
    event uuid not null,
    opening uuid not null,
    kind text not null,
    item text not null,
    program text not null,
    member text,
    primary key (journal, event)
  )`,
  `create index lookup_programs_by_day on lookup_programs (day, site)`,
  `create table questions (
    ${moment},
    question uuid not null,
    text text not null,
    kind text,
    name text,
    phone text,
    search uuid,
    primary key (journal, question)
  )`,
  `create index questions_by_site on questions (site, best_ms)`,
  `create table question_withdrawals (journal uuid not null, question uuid not null, primary key (journal, question))`,
  `create table answer_openings (
    ${moment},
    event uuid not null,
    answer uuid not null,
    primary key (journal, event)
  )`,
  `create index answer_openings_by_answer on answer_openings (answer)`,
  // No projection: what the county said. It holds a copy of the question, so that it stays readable without the records.
  `create sequence answer_revisions`,
  `create table answers (
    journal uuid not null,
    question uuid not null,
    answer uuid not null unique,
    site text not null,
    asked text not null,
    asked_at timestamptz not null,
    kind text,
    text text not null,
    by_office text not null,
    everyone boolean not null,
    answered_by text not null,
    answered_at timestamptz not null,
    revision bigint not null,
    primary key (journal, question)
  )`,
  `create index answers_by_site on answers (site, revision)`,
  `create index answers_for_everyone on answers (revision) where everyone`,
  `create table answer_boards (
    site text primary key,
    version integer not null,
    revision bigint not null,
    jws text not null,
    jws_sha256 text not null,
    published_at timestamptz not null
  )`,
];

/** How long items were read and what they led to; questions of the sites, and the county's answers. */
export const questionsAndAnswers: Migration = {
  number: 7,
  name: 'questions-and-answers',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};
