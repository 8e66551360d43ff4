import { z } from 'zod';
import { programCopySchema, programIdSchema } from '../programs/program.ts';
import { localizedTextSchema } from '../text.ts';
import { groupViewingKindSchema, memberCopySchema, viewingIdSchema } from '../usage/copies.ts';
import { wallTimeSchema } from '../values.ts';
import { courseRuleSchema, yearSchema } from '../viewing/course-plan.ts';

const count = z.int().nonnegative();
const seconds = z.number().nonnegative();
const share = z.number().min(0).max(1);

/** `learning`: this year of the member who is signed in. */
export const learningViewSchema = z.strictObject({
  member: memberCopySchema,
  /** The member is asked for a PIN of their own at the sign-in. */
  hasPin: z.boolean(),
  year: yearSchema,
  rule: courseRuleSchema,
  standing: z.strictObject({ chosen: count, done: count, missingChoices: count, missing: count }),
  /** A plan was chosen, be it an empty one. */
  planChosen: z.boolean(),
  plan: z.array(
    z.strictObject({
      program: programCopySchema,
      /** The county has withdrawn it. */
      gone: z.boolean(),
      completed: z.boolean(),
      playedShare: share,
      at: wallTimeSchema.nullable(),
    }),
  ),
  /** Programs that were completed, this year or in the years before that are kept. */
  completed: z.array(programIdSchema),
  /** Begun and not completed, the latest first. `position`: media seconds at which it was left. */
  toContinue: z.array(z.strictObject({ program: programIdSchema, playedShare: share, position: seconds, at: wallTimeSchema })),
  /** Everything watched this year, alone or with the group, the latest first. */
  watched: z.array(z.strictObject({ program: programCopySchema, playedShare: share, completed: z.boolean(), at: wallTimeSchema, together: z.boolean() })),
  /** Group viewings of this year at which the member was present, the latest first. */
  groups: z.array(z.strictObject({ viewing: viewingIdSchema, kind: groupViewingKindSchema, at: wallTimeSchema, titles: z.array(localizedTextSchema), playedSeconds: seconds })),
  /** Film watched alone, each second of a film once; and with the group. */
  selfSeconds: seconds,
  groupSeconds: seconds,
});
export type LearningView = z.infer<typeof learningViewSchema>;

/** How one member stands this year, for the operator. */
export const learnerRowSchema = z.strictObject({
  member: memberCopySchema,
  chosen: count,
  done: count,
  missing: count,
  groups: count,
  seconds,
  hasPin: z.boolean(),
});
export type LearnerRow = z.infer<typeof learnerRowSchema>;
