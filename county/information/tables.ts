import type { ColumnType } from 'kysely';

export interface InformationTables {
  /** One row: the wealth information that holds. The next one replaces it. */
  information_bases: {
    version: number;
    /** SHA-256 of the items: an import that changes nothing keeps the version. */
    digest: string;
    items: number;
    jws: string;
    jws_sha256: string;
    published_at: Date;
  };
  /** The last versions, the one that holds among them: what a terminal with one of them lacks is told as a delta. */
  information_versions: {
    version: number;
    /** Id → the beginning of the item's hash. */
    items: ColumnType<Readonly<Record<string, string>>, string, string>;
    published_at: Date;
  };
}
