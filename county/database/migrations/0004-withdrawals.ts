import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

const statements = [
  `alter table issues add column content text`,
  `alter table issues add column programs jsonb`,
  `alter table issues add column withdrawn_programs jsonb not null default '[]'`,
  `alter table issues add column withdrawn_at timestamptz`,
];

/** Issues and programs that are withdrawn and may be brought back. */
export const withdrawals: Migration = {
  number: 4,
  name: 'withdrawals',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};
