import { z } from 'zod';
import { activityIdSchema, groupViewingKindSchema, memberCopySchema, planSourceSchema, viewingIdSchema } from '../usage/copies.ts';
import { activityFactsSchema, evidenceMomentSchema, evidenceSourceSchema } from '../usage/group-events.ts';
import { programIdSchema } from '../programs/program.ts';
import { localizedTextSchema } from '../text.ts';
import { sha256Schema, wallTimeSchema } from '../values.ts';
import { plannedViewingSchema } from '../viewing/plan.ts';
import { invalidReasons } from '../viewing/validity.ts';

/** What is shown of a group viewing besides who is there and what was played; part of the topic `group`. */
export const groupExtras = {
  /** People stretch their legs before `next`; `minutes` is null when nobody said how long. */
  break: z.strictObject({ since: wallTimeSchema, minutes: z.int().positive().nullable(), next: programIdSchema }).nullable(),
  /** Whether the camera may take pictures; null: nobody was asked yet. */
  camera: z.boolean().nullable(),
  /** The point of the viewing at which a picture of the hall is due now and the camera may take one. */
  cameraDue: evidenceMomentSchema.nullable(),
  evidence: z.array(z.strictObject({ moment: evidenceMomentSchema, source: evidenceSourceSchema, sha256: sha256Schema })),
} as const;

/** `schedule`: the coming group viewings, soonest first, those of the last days that were not held among them. */
export const planItemSchema = plannedViewingSchema.extend({ source: planSourceSchema, /** It was begun already. */ held: z.boolean() });
export type PlanItem = z.infer<typeof planItemSchema>;

const people = z.strictObject({ members: z.array(memberCopySchema), guests: z.int().nonnegative() });

/** `pastViewings`: the group viewings that ended, the newest first, as far back as the terminal remembers. */
export const pastViewingSchema = z.strictObject({
  viewing: viewingIdSchema,
  kind: groupViewingKindSchema,
  startedAt: wallTimeSchema,
  endedAt: wallTimeSchema,
  titles: z.array(localizedTextSchema),
  members: z.int().nonnegative(),
  guests: z.int().nonnegative(),
  corrected: z.boolean(),
  faults: z.array(z.enum(invalidReasons)),
});
export type PastViewing = z.infer<typeof pastViewingSchema>;

/** One past group viewing: as it was recorded, as it holds now, and what was said in between. */
export const pastViewingDetailSchema = pastViewingSchema.extend({
  recorded: people.extend({ kind: groupViewingKindSchema }),
  now: people.extend({ kind: groupViewingKindSchema, note: z.string() }),
  playedSeconds: z.number().nonnegative(),
  lengthSeconds: z.number().positive(),
  evidence: groupExtras.evidence,
  corrections: z.array(
    z.strictObject({
      at: wallTimeSchema,
      kind: groupViewingKindSchema.nullable(),
      added: z.array(memberCopySchema),
      removed: z.array(memberCopySchema),
      guests: z.int().nonnegative().nullable(),
      note: z.string().nullable(),
      reason: z.string(),
    }),
  ),
});
export type PastViewingDetail = z.infer<typeof pastViewingDetailSchema>;

/** `activities`: what happened away from the terminal, the newest day first. */
export const activityViewSchema = z.strictObject({
  activity: activityIdSchema,
  now: activityFactsSchema,
  /** Everything that was said of it, the first record first; `reason` is null there. */
  versions: z.array(z.strictObject({ at: wallTimeSchema, facts: activityFactsSchema, reason: z.string().nullable() })),
  withdrawn: z.strictObject({ at: wallTimeSchema, reason: z.string() }).nullable(),
});
export type ActivityView = z.infer<typeof activityViewSchema>;

export const hallTopics = {
  schedule: z.array(planItemSchema),
  pastViewings: z.array(pastViewingSchema),
  activities: z.array(activityViewSchema),
} as const;
