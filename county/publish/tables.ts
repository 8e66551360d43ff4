import type { ColumnType } from 'kysely';
import type { FileMime } from '../../contract/programs/manifest.ts';
import type { LocalizedText } from '../../contract/text.ts';

export interface PublishTables {
  /** Program files that lie in the content folder. */
  files: { sha256: string; bytes: number; mime: FileMime; stored_at: Date };
  issues: {
    issue: string;
    number: string;
    title: ColumnType<LocalizedText, string, string>;
    version: number;
    /** SHA-256 of what the manifest says besides version and time: a publication that changes nothing keeps the version. */
    digest: string;
    bytes: number;
    manifest: string;
    manifest_sha256: string;
    published_at: Date;
  };
  /** One row: the catalogue that holds. The next one replaces it. */
  catalogues: { version: number; jws: string; jws_sha256: string; published_at: Date };
}
