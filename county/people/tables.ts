import type { ColumnType } from 'kysely';
import type { MemberCopy } from '../../contract/usage/event.ts';

export interface PeopleTables {
  /** The members of each site as last published. */
  rosters: {
    site: string;
    version: number;
    members: ColumnType<readonly MemberCopy[], string, string>;
    jws: string;
    jws_sha256: string;
    published_at: Date;
  };
}
