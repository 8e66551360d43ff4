import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

const statements = [
  `create table information_versions (
    version integer primary key,
    items jsonb not null,
    published_at timestamptz not null
  )`,
];

/** What each version of the wealth information held, so that the next one can be told as a difference. */
export const informationVersions: Migration = {
  number: 5,
  name: 'information-versions',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};
