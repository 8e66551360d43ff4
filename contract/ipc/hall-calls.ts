import { z } from 'zod';
import { programIdSchema } from '../programs/program.ts';
import { activityIdSchema, MAX_GUESTS, groupViewingKindSchema, memberCopySchema, memberNumberSchema, planIdSchema, viewingIdSchema } from '../usage/copies.ts';
import { activityFactsSchema, correctionReasonSchema, evidenceMomentSchema, MAX_EVIDENCE_BYTES, timeOfDaySchema } from '../usage/group-events.ts';
import { daySchema } from '../values.ts';
import { pastViewingDetailSchema } from './hall-topics.ts';

const nothing = z.strictObject({});
const done = z.null();
const numbers = z.array(memberNumberSchema).max(5000);

/** What an activity is recorded with: members by number, the rest as the operator said it. */
const activityInput = activityFactsSchema.omit({ members: true }).extend({ members: numbers.max(250) });

/** Calls around a group viewing: before it, in the hall, and afterwards. */
export const hallCalls = {
  /** Checks in whoever holds this card; `card` is what a reader typed. `card-unknown` when it is bound to nobody. */
  'group.checkInCard': {
    arguments: z.strictObject({ card: z.string().max(80) }),
    result: z.strictObject({ member: memberCopySchema, already: z.boolean() }),
  },
  /** From now on this card is this member's; checks the member in as well when a check-in is under way. */
  'group.bindCard': { arguments: z.strictObject({ card: z.string().max(80), number: memberNumberSchema }), result: done },
  /** Checks in all of them who are not yet; those whose number is on no roster are left out. */
  'group.checkInMany': { arguments: z.strictObject({ numbers }), result: z.strictObject({ checkedIn: z.int().nonnegative() }) },
  /** Whether the camera may take pictures of the hall during this viewing. */
  'group.setCamera': { arguments: z.strictObject({ agreed: z.boolean() }), result: done },
  /** A picture of the hall, JPEG, base64; null: the camera gave none. */
  'group.cameraPicture': {
    arguments: z.strictObject({
      moment: evidenceMomentSchema,
      picture: z
        .strictObject({ base64: z.base64().max(Math.ceil(MAX_EVIDENCE_BYTES / 3) * 4), width: z.int().positive(), height: z.int().positive() })
        .nullable(),
    }),
    result: done,
  },
  'group.pause': { arguments: nothing, result: done },
  'group.continue': { arguments: nothing, result: done },
  'group.beginBreak': { arguments: z.strictObject({ next: programIdSchema, minutes: z.int().min(1).max(240).nullable() }), result: done },
  'group.endBreak': { arguments: nothing, result: done },
  /** How it was, one touch; of the evening as a whole when `program` is null. */
  'group.rate': { arguments: z.strictObject({ viewing: viewingIdSchema, program: programIdSchema.nullable(), stars: z.int().min(1).max(5) }), result: done },
  'group.past': { arguments: z.strictObject({ viewing: viewingIdSchema }), result: pastViewingDetailSchema },
  /** Says how it really was; null leaves a part as it is. `members` are all who were there. */
  'group.correct': {
    arguments: z.strictObject({
      viewing: viewingIdSchema,
      kind: groupViewingKindSchema.nullable(),
      members: numbers.nullable(),
      guests: z.int().min(0).max(MAX_GUESTS).nullable(),
      note: z.string().max(500).nullable(),
      reason: correctionReasonSchema,
    }),
    result: pastViewingDetailSchema,
  },
  /** Plans a group viewing, or one that this terminal has planned anew (`plan`). */
  'schedule.make': {
    arguments: z.strictObject({
      plan: planIdSchema.nullable(),
      day: daySchema,
      time: timeOfDaySchema,
      kind: groupViewingKindSchema,
      programs: z.array(programIdSchema).max(50),
      note: z.string().trim().max(300),
    }),
    result: done,
  },
  'schedule.withdraw': { arguments: z.strictObject({ plan: planIdSchema }), result: done },
  'activity.record': { arguments: activityInput, result: done },
  'activity.correct': { arguments: activityInput.extend({ activity: activityIdSchema, reason: correctionReasonSchema }), result: done },
  'activity.withdraw': { arguments: z.strictObject({ activity: activityIdSchema, reason: correctionReasonSchema }), result: done },
} as const;
