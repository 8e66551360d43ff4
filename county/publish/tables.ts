import type { ColumnType } from 'kysely';
import type { FileMime } from '../../contract/programs/manifest.ts';
import type { LocalizedText } from '../../contract/text.ts';

/** A program as lists show it. */
export interface ListedProgram {
  readonly id: string;
  readonly title: LocalizedText;
  readonly lengthSeconds: number;
}

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
    /** JSON of everything that was published, with programs that are withdrawn; null: the manifest is all of it. */
    content: ColumnType<string | null, string, string>;
    /** What lists show of them, withdrawn or not; null: ask the content. */
    programs: ColumnType<readonly ListedProgram[] | null, string, string>;
    withdrawn_programs: ColumnType<readonly string[], string, string>;
    withdrawn_at: Date | null;
  };
  /** One row: the catalogue that holds. The next one replaces it. */
  catalogues: { version: number; jws: string; jws_sha256: string; published_at: Date };
}
