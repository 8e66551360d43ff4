import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

const statements = [
  `create table releases (
    platform text not null,
    version text not null,
    number bigint not null,
    jws text not null,
    jws_sha256 text not null,
    share integer not null,
    published_at timestamptz not null,
    withdrawn_at timestamptz,
    primary key (platform, version)
  )`,
  `create table release_files (
    sha256 text primary key,
    bytes bigint not null
  )`,
];

/** Versions of the terminal's program that the county hands out. */
export const releases: Migration = {
  number: 12,
  name: 'releases',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};
