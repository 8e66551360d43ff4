import { z } from 'zod';
import { informationItemSchema, informationKindSchema } from '../information/item.ts';
import { programIdSchema } from '../programs/program.ts';
import { languageSchema, localizedTextSchema } from '../text.ts';
import { groupViewingKindSchema, MAX_GUESTS, memberCopySchema, memberNumberSchema, searchIdSchema, viewingIdSchema } from '../usage/event.ts';
import { daySchema } from '../values.ts';
import { segmentSchema } from '../viewing/played-segments.ts';
import { groupSummarySchema } from './topics.ts';

const nothing = z.strictObject({});
const done = z.null();

/** A PIN is 4 to 12 digits: typed on a number pad or a remote control. */
export const pinSchema = z.string().regex(/^[0-9]{4,12}$/);

/** One line of a result list; the whole item comes when it is opened. */
export const informationHitSchema = z.strictObject({
  id: z.string(),
  kind: informationKindSchema,
  date: daySchema,
  title: localizedTextSchema,
  /** For a market price: the figure and its unit. */
  price: z.strictObject({ value: z.number(), unit: localizedTextSchema }).nullable(),
});
export type InformationHit = z.infer<typeof informationHitSchema>;

/**
 * The whole surface by which the screens ask the main process to do things: name → arguments and result. Preload and
 * main are both derived from it. Names are `feature.verb`.
 */
export const calls = {
  'app.setLanguage': { arguments: z.strictObject({ language: languageSchema }), result: done },
  /** Ends the program; needs the operator unlocked in kiosk mode. */
  'app.quit': { arguments: nothing, result: done },
  'enrolment.enrol': {
    arguments: z.strictObject({
      countyUrl: z.string().min(1).max(300),
      code: z.string().min(1).max(80),
      /** The operator accepts in so many words that names travel readable by others (plain HTTP, not loopback). */
      acceptInsecure: z.boolean(),
    }),
    result: done,
  },
  /** Chooses the first PIN; refused once there is one. */
  'operator.choosePin': { arguments: z.strictObject({ pin: z.string().max(40) }), result: done },
  'operator.unlock': { arguments: z.strictObject({ pin: z.string().max(40) }), result: done },
  'operator.lock': { arguments: nothing, result: done },
  'member.signIn': { arguments: z.strictObject({ number: z.string().max(40) }), result: memberCopySchema },
  'member.signOut': { arguments: nothing, result: done },
  /** Tries the line now instead of at the next turn. */
  'line.tryNow': { arguments: nothing, result: done },
  'group.open': {
    arguments: z.strictObject({ kind: groupViewingKindSchema, programs: z.array(programIdSchema).min(1).max(50) }),
    result: done,
  },
  'group.checkIn': {
    arguments: z.strictObject({ number: z.string().max(40) }),
    result: z.strictObject({ member: memberCopySchema, already: z.boolean() }),
  },
  'group.withdrawCheckIn': { arguments: z.strictObject({ number: memberNumberSchema }), result: done },
  'group.countGuests': { arguments: z.strictObject({ guests: z.int().min(0).max(MAX_GUESTS) }), result: done },
  /** Begins playing; refused while nobody has been checked in or counted. */
  'group.start': { arguments: nothing, result: done },
  /** Takes an interrupted group viewing up again. */
  'group.resume': { arguments: nothing, result: done },
  /** A stretch that was really played since the last report; sent every few seconds, on pause, seek and end. */
  'group.played': { arguments: z.strictObject({ program: programIdSchema, segment: segmentSchema }), result: done },
  'group.end': { arguments: nothing, result: groupSummarySchema },
  /** Gives up before the start. */
  'group.abandon': { arguments: nothing, result: done },
  'self.start': {
    arguments: z.strictObject({ program: programIdSchema }),
    /** `resumeAt`: media seconds at which this member left the program; 0 for someone not signed in. */
    result: z.strictObject({ viewing: viewingIdSchema, resumeAt: z.number().nonnegative() }),
  },
  'self.played': { arguments: z.strictObject({ viewing: viewingIdSchema, segment: segmentSchema }), result: done },
  'self.end': {
    arguments: z.strictObject({ viewing: viewingIdSchema, reason: z.enum(['finished', 'left', 'idle']) }),
    result: done,
  },
  /**
   * Finds items. With `record` the search counts as a lookup (a person finished typing it) and `search` names it;
   * without it, results follow the typing and nothing is recorded. An empty query lists the newest of `kind`, unrecorded.
   */
  'information.search': {
    arguments: z.strictObject({ query: z.string().max(200), kind: informationKindSchema.nullable(), record: z.boolean() }),
    result: z.strictObject({ search: searchIdSchema.nullable(), hits: z.array(informationHitSchema).max(200) }),
  },
  /** Opens an item and records it; `search` names the counted search that led to it. */
  'information.open': {
    arguments: z.strictObject({ item: z.string().max(120), search: searchIdSchema.nullable() }),
    result: informationItemSchema,
  },
} as const;

export type CallName = keyof typeof calls;
export type CallArguments<N extends CallName> = z.infer<(typeof calls)[N]['arguments']>;
export type CallResult<N extends CallName> = z.infer<(typeof calls)[N]['result']>;
