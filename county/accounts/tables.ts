import type { Generated } from 'kysely';
import type { Role } from './schemas.ts';

export interface AccountsTable {
  readonly account: string;
  /** As the person writes it. */
  readonly name: string;
  /** By which it is found: see `nameKey`. */
  readonly name_key: string;
  readonly role: Role;
  /** The one township whose sites a `township-staff` sees. */
  readonly township: string | null;
  /** See password.ts. */
  readonly password: string;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  /** Somebody else chose the password: the person chooses another one before anything else. */
  readonly must_change: Generated<boolean>;
  readonly signed_in_at: Generated<Date | null>;
}

export interface SessionsTable {
  /** SHA-256 of the token in the cookie. */
  readonly token_hash: Uint8Array;
  readonly account: string;
  readonly created_at: Date;
  readonly seen_at: Date;
  readonly expires_at: Date;
}

/** Failures to sign in, by `account:…` or `address:…`. */
export interface SignInFailuresTable {
  readonly subject: string;
  readonly failures: number;
  readonly last_at: Date;
  readonly blocked_until: Date;
}

export interface MachineTokensTable {
  readonly token_hash: Uint8Array;
  readonly name: string;
  readonly created_at: Date;
  /** Null: at the command line, or before this was written down. */
  readonly created_by: Generated<string | null>;
  /** To the hour. */
  readonly used_at: Generated<Date | null>;
}

export interface SetupTokensTable {
  readonly token_hash: Uint8Array;
  readonly created_at: Date;
  readonly expires_at: Date;
}

export interface AccountTables {
  readonly accounts: AccountsTable;
  readonly sessions: SessionsTable;
  readonly sign_in_failures: SignInFailuresTable;
  readonly machine_tokens: MachineTokensTable;
  readonly setup_tokens: SetupTokensTable;
}
