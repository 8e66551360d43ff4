import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

const statements = [
  `create table course_plans (
    journal uuid not null,
    site text not null,
    member text not null,
    name text not null,
    year integer not null,
    seq bigint not null,
    at text not null,
    programs jsonb not null,
    primary key (journal, member, year)
  )`,
  `create index course_plans_by_site on course_plans (site, year)`,
];

/** What members choose for the year. */
export const coursePlans: Migration = {
  number: 9,
  name: 'course-plans',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};
