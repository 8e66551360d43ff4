import { z } from 'zod';
import { informationKindSchema } from '../information/item.ts';
import { programCopySchema, programIdSchema } from '../programs/program.ts';
import { languageSchema, localizedTextSchema } from '../text.ts';
import { slugSchema, uuidSchema } from '../values.ts';
import { segmentSchema } from '../viewing/played-segments.ts';

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

/** Names one counted search, so that what was opened from it can say so. */
export const searchIdSchema = uuidSchema.brand('SearchId');
export type SearchId = z.infer<typeof searchIdSchema>;

/** More guests than a village hall holds is a slip of the finger. */
export const MAX_GUESTS = 999;

/** How the bytes of an issue came to the terminal. */
export const carrierSchema = z.enum(['line', 'stick']);

const viewing = viewingIdSchema;

/** Every type of usage event and the shape of its `data`. A type is never changed once released: a new one is added. */
export const eventData = {
  'terminal.started': z.strictObject({
    version: z.string().max(40),
    electron: z.string().max(40),
    platform: z.string().max(60),
    language: languageSchema,
  }),
  'terminal.stopped': z.strictObject({ reason: z.enum(['quit', 'restart', 'update']) }),
  /** A torn last line was set aside when the journal was opened; what it held is in `file`, in the journal's folder. */
  'journal.tail-set-aside': z.strictObject({ afterSeq: z.int().nonnegative(), bytes: z.int().positive(), file: z.string().max(200) }),
  /** A line before the tail cannot be read any more (disk damage); recording went on. `lastSeq` is the last one affected. */
  'journal.damage-found': z.strictObject({ firstSeq: z.int().positive(), lastSeq: z.int().positive(), file: z.string().max(200) }),
  /** Lines could not be written for a time and were kept in memory, in order, until they could. */
  'journal.disk-recovered': z.strictObject({ code: z.string().max(40), waitedMs: z.number().nonnegative(), lines: z.int().nonnegative() }),
  /** Wall time moved against the time since boot by more than a minute; positive is forward. */
  'clock.jumped': z.strictObject({ byMs: z.number() }),
  'operator.unlocked': z.strictObject({}),
  'operator.refused': z.strictObject({ failures: z.int().positive() }),
  'operator.pin-changed': z.strictObject({}),
  /** Every file of the issue was verified whole. Once for each (issue, version). */
  'issue.completed': z.strictObject({
    issue: slugSchema,
    number: z.string().max(40),
    title: localizedTextSchema,
    version: z.int().positive(),
    files: z.int().positive(),
    bytes: z.int().positive(),
    carrier: carrierSchema,
  }),
  /** The operator chose programs and kind; check-in begins. `expected` is the number of members on the roster. */
  'group-viewing.opened': z.strictObject({
    viewing,
    kind: groupViewingKindSchema,
    programs: z.array(programCopySchema).min(1).max(50),
    expected: z.int().nonnegative(),
  }),
  'group-viewing.member-checked-in': z.strictObject({ viewing, member: memberCopySchema }),
  'group-viewing.check-in-withdrawn': z.strictObject({ viewing, member: memberCopySchema }),
  /** The whole number of guests present; a later count replaces an earlier one. */
  'group-viewing.guests-counted': z.strictObject({ viewing, guests: z.int().min(0).max(MAX_GUESTS) }),
  'group-viewing.started': z.strictObject({ viewing }),
  /** The session was taken up again after the terminal had stopped in the middle of it. */
  'group-viewing.resumed': z.strictObject({ viewing }),
  /** A stretch of media seconds was really played since the last such event. Sent every few seconds while it plays. */
  'group-viewing.played': z.strictObject({ viewing, program: programIdSchema, segment: segmentSchema }),
  'group-viewing.ended': z.strictObject({
    viewing,
    attendance: z.strictObject({ members: z.int().nonnegative(), guests: z.int().nonnegative() }),
    playedSeconds: z.number().nonnegative(),
    lengthSeconds: z.number().positive(),
  }),
  /** Given up before it was started: it took no place. */
  'group-viewing.abandoned': z.strictObject({ viewing }),
  'self-viewing.started': z.strictObject({ viewing, program: programCopySchema, member: memberCopySchema.nullable() }),
  'self-viewing.played': z.strictObject({ viewing, program: programIdSchema, segment: segmentSchema }),
  'self-viewing.ended': z.strictObject({
    viewing,
    /** `interrupted`: found open at start-up, ended then. */
    reason: z.enum(['finished', 'left', 'idle', 'interrupted']),
    playedSeconds: z.number().nonnegative(),
  }),
  /** A search that a person finished typing (not each keystroke). `hits` may be 0. */
  'lookup.searched': z.strictObject({
    search: searchIdSchema,
    query: z.string().min(1).max(200),
    kind: informationKindSchema.nullable(),
    hits: z.int().nonnegative(),
    member: memberCopySchema.nullable(),
  }),
  /** An item was opened; `search` names the counted search that led to it, null when a category or a link did. */
  'lookup.opened': z.strictObject({
    item: z.string().min(1).max(120),
    kind: informationKindSchema,
    title: localizedTextSchema,
    search: searchIdSchema.nullable(),
    member: memberCopySchema.nullable(),
  }),
} as const;

export type EventType = keyof typeof eventData;
export type EventData<T extends EventType> = z.infer<(typeof eventData)[T]>;

/** An event as a feature hands it to the journal; the journal adds everything else. */
export type NewEvent = { [T in EventType]: { readonly type: T; readonly data: EventData<T> } }[EventType];

/** Where and when an event was recorded, besides what happened. */
interface Recorded {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly boot: string;
  readonly uptimeMs: number;
  readonly prev: string;
}

/** An event of a type this program knows, read back from a journal line. */
export type UsageEvent = { [T in EventType]: Recorded & { readonly type: T; readonly data: EventData<T> } }[EventType];

/** True for a type this program knows; others are stored and passed on unread. */
export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventData, type);
}
