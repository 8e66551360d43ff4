import { z } from 'zod';
import { sha256Schema, wallTimeSchema } from '../../contract/values.ts';

/**
 * A folder of backups holds `content/`, which all of them share, and a folder for each, named by its time, with the
 * database, the key and, written last, `backup.json`: a backup without it was interrupted.
 */
export const backupSetSchema = z.strictObject({
  kind: z.literal('county-backup/1'),
  madeAt: wallTimeSchema,
  /** Of the county's key. */
  fingerprint: z.string(),
  content: z.array(z.strictObject({ sha256: sha256Schema, bytes: z.int().positive() })),
});
export type BackupSet = z.infer<typeof backupSetSchema>;

export const SET_FILE = 'backup.json';
export const KEY_FILE = 'county.jwk';
export const DATABASE_FOLDER = 'database';
