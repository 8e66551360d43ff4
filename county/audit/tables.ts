import type { ColumnType, GeneratedAlways } from 'kysely';

/** A JSON column: read as a value, written as its text. */
type Json = ColumnType<unknown, string | null, never>;

export interface AuditTables {
  /** What people changed. The database refuses to change or delete a row. */
  audit: {
    entry: GeneratedAlways<number>;
    at: Date;
    by_kind: 'person' | 'machine' | 'command-line' | 'setup-link';
    by_account: string | null;
    by_name: string | null;
    action: string;
    township: string | null;
    site: string | null;
    subject: string | null;
    before: Json;
    after: Json;
  };
}
