import { z } from 'zod';
import { uuidSchema } from '../values.ts';

export const groupViewingKinds = ['party-class', 'training'] as const;
export const groupViewingKindSchema = z.enum(groupViewingKinds);
export type GroupViewingKind = z.infer<typeof groupViewingKindSchema>;

/** One session of watching, alone or together. A UUIDv7 made by the terminal. */
export const viewingIdSchema = uuidSchema.brand('ViewingId');
export type ViewingId = z.infer<typeof viewingIdSchema>;

/** A member's number as printed on the roster; leading zeros count. */
export const memberNumberSchema = z.string().regex(/^[0-9]{1,12}$/).brand('MemberNumber');
export type MemberNumber = z.infer<typeof memberNumberSchema>;

/** What events copy of a member, so that the record stays readable when the roster changes. */
export const memberCopySchema = z.strictObject({ number: memberNumberSchema, name: z.string().min(1).max(60) });
export type MemberCopy = z.infer<typeof memberCopySchema>;

/** More guests than a village hall holds is a slip of the finger. */
export const MAX_GUESTS = 999;

/** A coming group viewing of a plan. A UUID made by whoever planned it: the county, or a terminal. */
export const planIdSchema = uuidSchema.brand('PlanId');
export type PlanId = z.infer<typeof planIdSchema>;

/** Who planned it. */
export const planSourceSchema = z.enum(['county', 'operator']);

/** An activity away from the terminal. A UUIDv7 made by the terminal. */
export const activityIdSchema = uuidSchema.brand('ActivityId');
export type ActivityId = z.infer<typeof activityIdSchema>;

/** What a card reader or scanner types for a card, normalised: digits and capital letters. */
export const cardNumberSchema = z
  .string()
  .max(40)
  .regex(/^[0-9A-Z]+$/)
  .brand('CardNumber');
export type CardNumber = z.infer<typeof cardNumberSchema>;

