import { z } from 'zod';
import { programCopySchema, programIdSchema } from '../programs/program.ts';
import { localizedTextSchema } from '../text.ts';
import { daySchema, sha256Schema } from '../values.ts';
import { segmentSchema } from '../viewing/played-segments.ts';
import {
  activityIdSchema,
  cardNumberSchema,
  groupViewingKindSchema,
  MAX_GUESTS,
  memberCopySchema,
  planIdSchema,
  planSourceSchema,
  viewingIdSchema,
} from './copies.ts';

const viewing = viewingIdSchema;
const guests = z.int().min(0).max(MAX_GUESTS);

/** Why something recorded is corrected, in the operator's own words. */
export const correctionReasonSchema = z.string().trim().min(1).max(300);

/** Time of day at the site, `19:30`. */
export const timeOfDaySchema = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

/** A group viewing: what happens in the hall, and what is said of it afterwards. */
export const groupViewingEventData = {
  /** The operator chose programs and kind; check-in begins. `expected` is the number of members on the roster. */
  'group-viewing.opened': z.strictObject({
    viewing,
    kind: groupViewingKindSchema,
    programs: z.array(programCopySchema).min(1).max(50),
    expected: z.int().nonnegative(),
  }),
  /** It was begun from a plan. Comes right after `opened`. */
  'group-viewing.planned': z.strictObject({ viewing, plan: planIdSchema, source: planSourceSchema }),
  'group-viewing.member-checked-in': z.strictObject({ viewing, member: memberCopySchema }),
  'group-viewing.check-in-withdrawn': z.strictObject({ viewing, member: memberCopySchema }),
  /** The whole number of guests present; a later count replaces an earlier one. */
  'group-viewing.guests-counted': z.strictObject({ viewing, guests }),
  'group-viewing.started': z.strictObject({ viewing }),
  /** The session was taken up again after the terminal had stopped in the middle of it. */
  'group-viewing.resumed': z.strictObject({ viewing }),
  /** A stretch of media seconds was really played since the last such event. Sent every few seconds while it plays. */
  'group-viewing.played': z.strictObject({ viewing, program: programIdSchema, segment: segmentSchema }),
  /** The film was halted, and set going again. */
  'group-viewing.paused': z.strictObject({ viewing }),
  'group-viewing.continued': z.strictObject({ viewing }),
  /** People stretch their legs between two programs; `minutes` is null when nobody said how long. */
  'group-viewing.break-began': z.strictObject({ viewing, next: programIdSchema, minutes: z.int().min(1).max(240).nullable() }),
  'group-viewing.break-ended': z.strictObject({ viewing }),
  'group-viewing.ended': z.strictObject({
    viewing,
    attendance: z.strictObject({ members: z.int().nonnegative(), guests: z.int().nonnegative() }),
    playedSeconds: z.number().nonnegative(),
    lengthSeconds: z.number().positive(),
  }),
  /** Given up before it was started: it took no place. */
  'group-viewing.abandoned': z.strictObject({ viewing }),
  /**
   * Said after its end: this is how it really was. Null and empty lists leave a part as it was; what was recorded stays, and
   * of two corrections of the same part the later holds.
   */
  'group-viewing.corrected': z.strictObject({
    viewing,
    kind: groupViewingKindSchema.nullable(),
    added: z.array(memberCopySchema).max(250),
    removed: z.array(memberCopySchema).max(250),
    guests: guests.nullable(),
    note: z.string().max(500).nullable(),
    reason: correctionReasonSchema,
  }),
} as const;

/** How it was: one touch after a viewing, in a group or alone. `program` is null when the evening as a whole is meant. */
export const ratingEventData = {
  'viewing.rated': z.strictObject({ viewing, program: programIdSchema.nullable(), stars: z.int().min(1).max(5) }),
} as const;

/** At which point of a group viewing a picture is taken. */
export const evidenceMoments = ['start', 'middle', 'end'] as const;
export const evidenceMomentSchema = z.enum(evidenceMoments);
export type EvidenceMoment = z.infer<typeof evidenceMomentSchema>;

/** What the picture is of. */
export const evidenceSources = ['screen', 'camera'] as const;
export const evidenceSourceSchema = z.enum(evidenceSources);
export type EvidenceSource = z.infer<typeof evidenceSourceSchema>;

/** Largest picture. */
export const MAX_EVIDENCE_BYTES = 64 * 1024;

export const evidenceEventData = {
  /** The operator said whether a camera may take pictures of this group viewing. */
  'evidence.camera-asked': z.strictObject({ viewing, agreed: z.boolean() }),
  /** A picture was taken and kept; the file travels later, named by its hash. */
  'evidence.taken': z.strictObject({
    viewing,
    moment: evidenceMomentSchema,
    source: evidenceSourceSchema,
    sha256: sha256Schema,
    bytes: z.int().positive().max(MAX_EVIDENCE_BYTES),
    mediaType: z.enum(['image/jpeg', 'image/webp']),
    width: z.int().positive().max(8192),
    height: z.int().positive().max(8192),
  }),
  /** A picture was due and could not be had. */
  'evidence.missed': z.strictObject({
    viewing,
    moment: evidenceMomentSchema,
    source: evidenceSourceSchema,
    reason: z.enum(['not-captured', 'camera-failed', 'not-stored']),
  }),
  /** The terminal gave the file up before the county had it: too many waited. */
  'evidence.given-up': z.strictObject({ sha256: sha256Schema }),
} as const;

/** A coming group viewing that the operator planned; made again under the same id it replaces what was planned before. */
export const planEventData = {
  'plan.made': z.strictObject({
    plan: planIdSchema,
    day: daySchema,
    time: timeOfDaySchema,
    kind: groupViewingKindSchema,
    programs: z.array(z.strictObject({ program: programIdSchema, title: localizedTextSchema })).max(50),
    note: z.string().max(300),
  }),
  'plan.withdrawn': z.strictObject({ plan: planIdSchema }),
} as const;

export const activityKinds = ['mobile-classroom', 'demonstration-base', 'lecture'] as const;
export const activityKindSchema = z.enum(activityKinds);
export type ActivityKind = z.infer<typeof activityKindSchema>;

/** What the operator says of an activity away from the terminal. */
export const activityFactsSchema = z.strictObject({
  kind: activityKindSchema,
  day: daySchema,
  place: z.string().trim().min(1).max(120),
  /** Who taught or led. */
  lecturer: z.string().trim().min(1).max(120),
  topic: z.string().trim().min(1).max(200),
  members: z.array(memberCopySchema).max(250),
  guests,
  /** Papers given out: how many, and of what. */
  handouts: z.strictObject({ copies: z.int().min(0).max(9999), titles: z.string().trim().max(300) }),
});
export type ActivityFacts = z.infer<typeof activityFactsSchema>;

export const activityEventData = {
  'offline-activity.recorded': activityFactsSchema.extend({ activity: activityIdSchema }),
  /** The whole of it as it really was; what was recorded before stays visible. */
  'offline-activity.corrected': activityFactsSchema.extend({ activity: activityIdSchema, reason: correctionReasonSchema }),
  /** It was recorded by mistake: it took no place. */
  'offline-activity.withdrawn': z.strictObject({ activity: activityIdSchema, reason: correctionReasonSchema }),
} as const;

export const cardEventData = {
  /** From now on this card checks in this member; a later binding of the same card replaces it. */
  'member.card-bound': z.strictObject({ member: memberCopySchema, card: cardNumberSchema }),
} as const;
