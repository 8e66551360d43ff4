import type { ColumnType, Generated } from 'kysely';
import type { LocalizedText } from '../../contract/text.ts';

/** A JSON column: read as a value, written as its text. */
type Json<T> = ColumnType<T, string, string>;

export interface SiteTables {
  townships: { id: string; name: Json<LocalizedText> };
  sites: { site: string; township: string; name: Json<LocalizedText> };
  /** One-time codes that let a terminal enrol at a site. */
  enrolment_codes: {
    code: string;
    site: string;
    expires_at: Date;
    /** Needed to check a proof; deleted once the code has been used. */
    secret: string | null;
    used_at: Date | null;
    /** What used it, so that the same request gets the same grant again. */
    journal: string | null;
    request_digest: string | null;
    /** Null of what is older than these columns. */
    issued_at: Generated<Date | null>;
    /** Name of the person; null at the command line. */
    issued_by: Generated<string | null>;
    withdrawn_at: Generated<Date | null>;
  };
  /** One row for each journal: a terminal that was wiped begins another one. */
  terminals: {
    journal: string;
    terminal: string;
    site: string;
    public_key_x: string;
    token_hash: string;
    enrolled_at: Date;
    /** Of the terminal's program. */
    version: string;
    last_contact_at: Date | null;
    /** The journal's last line as the terminal said at its last heartbeat. */
    last_seq: number | null;
    last_hash: string | null;
    free_bytes: number | null;
  };
  /** Keys that have signed for this county; see `keys.ts`. */
  county_keys: { fingerprint: string; public_key_x: string; first_used_at: Date };
}
