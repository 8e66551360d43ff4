import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** As many as a province keeps of a few ten million lines each; a journal's lines all lie in one. */
const PARTITIONS = 16;

/**
 * Cuts the journals' lines by journal, so that no index or table grows with the whole: what is done for a journal touches one
 * part, and cleaning up after writes is done part by part. Lines that are there are moved, which takes minutes for millions.
 */
export const partitionedLines: Migration = {
  number: 13,
  name: 'partitioned-lines',
  up: async (queries) => {
    for (const statement of statements) await sql.raw(statement).execute(queries);
  },
};

const statements = [
  `alter table journal_lines rename to journal_lines_whole`,
  `alter index journal_lines_pkey rename to journal_lines_whole_pkey`,
  `create table journal_lines (
    journal uuid not null,
    seq bigint not null,
    hash bytea not null,
    stretch integer not null,
    received integer not null,
    line bytea not null,
    primary key (journal, seq, hash)
  ) partition by hash (journal)`,
  ...Array.from({ length: PARTITIONS }, (_, index) => `create table journal_lines_${index} partition of journal_lines for values with (modulus ${PARTITIONS}, remainder ${index})`),
  `insert into journal_lines (journal, seq, hash, stretch, received, line)
    select journal, seq, hash, stretch, received, line from journal_lines_whole`,
  `drop table journal_lines_whole`,
];
