import { z } from 'zod';
import { sha256Schema, uuidSchema } from '../../contract/values.ts';

/** Where people see a picture; a browser shows it. */
export const EVIDENCE_PATH = (journal: string, sha256: string): string => `/v1/admin/evidence/${journal}/${sha256}`;
export const evidenceParamsSchema = z.strictObject({ journal: uuidSchema, sha256: sha256Schema });
