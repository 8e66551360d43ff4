import type { ColumnType } from 'kysely';
import type { DownloadState } from '../../contract/http.ts';

/** A JSON column: read as a value, written as its text. */
type Json<T> = ColumnType<T, string, string>;

export interface CommandTables {
  /** What a terminal said of itself at its last heartbeat, beyond what `terminals` holds. */
  terminal_health: {
    journal: string;
    told_at: Date;
    disk_bytes: number | null;
    problems: Json<readonly string[]>;
    viewing: boolean | null;
    safe_mode: boolean | null;
    /** Null: this terminal does not take commands. */
    commands_done: number | null;
    downloads: ColumnType<readonly DownloadState[] | null, string | null, string | null>;
    downloads_at: Date | null;
  };
  /** What was asked of terminals, numbered for each journal from 1. */
  commands: {
    journal: string;
    number: number;
    command: string;
    does: string;
    issue: string | null;
    asked_at: Date;
    /** Name of the person. */
    asked_by: string;
    expires_at: Date;
    /** When a heartbeat was first answered with it. */
    sent_at: Date | null;
    withdrawn_at: Date | null;
    /** When the county learned how it ended. */
    ended_at: Date | null;
    outcome: string | null;
    refusal: string | null;
    detail: string | null;
  };
  /** Files that commands asked for. */
  command_results: { journal: string; command: string; type: string; bytes: Uint8Array; received_at: Date };
}
