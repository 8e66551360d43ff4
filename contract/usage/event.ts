import { z } from 'zod';
import { programCopySchema, programIdSchema } from '../programs/program.ts';
import { commandOutcomes, commandRefusals } from '../site/command-ends.ts';
import { languageSchema, localizedTextSchema } from '../text.ts';
import { slugSchema, uuidSchema } from '../values.ts';
import { segmentSchema } from '../viewing/played-segments.ts';
import { memberCopySchema, viewingIdSchema } from './copies.ts';
import { activityEventData, cardEventData, evidenceEventData, groupViewingEventData, planEventData, ratingEventData } from './group-events.ts';
import { learningEventData } from './learning-events.ts';
import { lookupEventData } from './lookup-events.ts';

export { groupViewingKinds, groupViewingKindSchema, MAX_GUESTS, memberCopySchema, memberNumberSchema, viewingIdSchema } from './copies.ts';
export type { GroupViewingKind, MemberCopy, MemberNumber, ViewingId } from './copies.ts';

export { searchIdSchema } from './lookup-events.ts';
export type { SearchId } from './lookup-events.ts';

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
  /** A code of the county took the place of a PIN that was lost. */
  'operator.pin-reset': z.strictObject({}),
  /** The program failed to start several times and does only what matters now. */
  'terminal.safe-mode': z.strictObject({ starts: z.int().positive(), fault: z.string().max(300).nullable() }),
  /** Another version of the program has come up well, in the place of `from`. */
  'program.updated': z.strictObject({ from: z.string().max(40), to: z.string().max(40) }),
  /** A version did not come up well and was given up; `back` runs again. */
  'program.rolled-back': z.strictObject({ from: z.string().max(40), back: z.string().max(40) }),
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
  ...groupViewingEventData,
  ...ratingEventData,
  ...evidenceEventData,
  ...planEventData,
  ...activityEventData,
  ...cardEventData,
  'self-viewing.started': z.strictObject({ viewing, program: programCopySchema, member: memberCopySchema.nullable() }),
  'self-viewing.played': z.strictObject({ viewing, program: programIdSchema, segment: segmentSchema }),
  'self-viewing.ended': z.strictObject({
    viewing,
    /** `interrupted`: found open at start-up, ended then. */
    reason: z.enum(['finished', 'left', 'idle', 'interrupted']),
    playedSeconds: z.number().nonnegative(),
  }),
  ...lookupEventData,
  ...learningEventData,
  /** A command of the county was carried out, as far as a terminal can say so when it records this. */
  'command.done': z.strictObject({ command: uuidSchema, number: z.int().positive(), does: z.string().max(40), outcome: z.enum(commandOutcomes) }),
  /** A command of the county was not carried out; `detail` is for the person who repairs. */
  'command.refused': z.strictObject({
    command: uuidSchema,
    number: z.int().positive(),
    does: z.string().max(40),
    reason: z.enum(commandRefusals),
    detail: z.string().max(200).nullable(),
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
