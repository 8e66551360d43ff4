import { z } from 'zod';
import { localizedTextSchema } from '../text.ts';
import { slugSchema } from '../values.ts';

/** A village's site and the township it belongs to. */
export const siteSchema = z.strictObject({
  id: slugSchema,
  name: localizedTextSchema,
  township: z.strictObject({ id: slugSchema, name: localizedTextSchema }),
});
export type Site = z.infer<typeof siteSchema>;
