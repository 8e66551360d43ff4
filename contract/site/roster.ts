import { z } from 'zod';
import { memberCopySchema } from '../usage/event.ts';
import { slugSchema, wallTimeSchema } from '../values.ts';

/** Payload of the JWS (EdDSA, by the county) that names the members of one site. */
export const rosterSchema = z
  .strictObject({
    kind: z.literal('roster/1'),
    site: slugSchema,
    version: z.int().positive(),
    publishedAt: wallTimeSchema,
    members: z.array(memberCopySchema).max(5000),
  })
  .refine((roster) => new Set(roster.members.map((member) => member.number)).size === roster.members.length, {
    error: 'two members have the same number',
    path: ['members'],
  });
export type Roster = z.infer<typeof rosterSchema>;
