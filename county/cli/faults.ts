import { DatabaseInUseError } from '../database/folder-lock.ts';
import { DatabaseNewerError } from '../database/migrate.ts';
import { CountyError } from '../errors.ts';
import { InputError } from '../input.ts';

/** What the person can do something about, one to a line; null for a fault of the program. */
export function faultsOf(error: unknown): readonly string[] | null {
  if (error instanceof InputError) return error.faults;
  if (error instanceof CountyError || error instanceof DatabaseInUseError || error instanceof DatabaseNewerError) return [error.message];
  return null;
}
