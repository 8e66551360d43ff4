import { z } from 'zod';
import { informationItemSchema, informationKindSchema } from '../information/item.ts';
import { problemSchema } from '../problem.ts';
import { programIdSchema } from '../programs/program.ts';
import { languageSchema, localizedTextSchema } from '../text.ts';
import { groupViewingKindSchema, MAX_GUESTS, memberCopySchema, memberNumberSchema, searchIdSchema, viewingIdSchema } from '../usage/event.ts';
import { daySchema, slugSchema } from '../values.ts';
import { segmentSchema } from '../viewing/played-segments.ts';
import { downloadRulesSchema, groupSummarySchema } from './topics.ts';

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
  /** Who says so: for a market price the market, else the source. */
  from: localizedTextSchema,
});
export type InformationHit = z.infer<typeof informationHitSchema>;

/** A stick, or another removable disk, that is plugged in. `id` is good until it is pulled out. */
export const stickSchema = z.strictObject({
  id: z.string().min(1).max(300),
  name: z.string(),
  freeBytes: z.int().nonnegative(),
  totalBytes: z.int().nonnegative(),
  readOnly: z.boolean(),
});
export type Stick = z.infer<typeof stickSchema>;
const stick = stickSchema.shape.id;

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
  /** Ask for an issue, or for what is missing of it, now; undoes `downloads.cancel` and `downloads.pause`. */
  'downloads.fetch': { arguments: z.strictObject({ issue: slugSchema }), result: done },
  'downloads.pause': { arguments: z.strictObject({ issue: slugSchema }), result: done },
  /** Tries at once what waits after a failure. */
  'downloads.retry': { arguments: z.strictObject({ issue: slugSchema }), result: done },
  /** Gives the issue up: it is not fetched again by itself, and what has arrived of it is removed. */
  'downloads.cancel': { arguments: z.strictObject({ issue: slugSchema }), result: done },
  /** Puts the issue before all others that wait. */
  'downloads.first': { arguments: z.strictObject({ issue: slugSchema }), result: done },
  /** Whether the issue is never removed to make room. */
  'downloads.keep': { arguments: z.strictObject({ issue: slugSchema, kept: z.boolean() }), result: done },
  'downloads.setRules': { arguments: downloadRulesSchema, result: done },
  'stick.list': { arguments: nothing, result: z.array(stickSchema) },
  /** What is on a stick for us. Reads names and small signed files, copies nothing. */
  'stick.look': {
    arguments: z.strictObject({ stick }),
    result: z.strictObject({
      receipts: z.int().nonnegative(),
      issues: z.array(
        z.strictObject({ issue: slugSchema, number: z.string(), title: localizedTextSchema, totalBytes: z.int().nonnegative(), onStickBytes: z.int().nonnegative(), here: z.boolean() }),
      ),
      refused: z.array(z.strictObject({ name: z.string(), problem: problemSchema })),
    }),
  },
  /** `all`: every record that is still kept, not only those the county has not confirmed. Progress is the topic `stickWork`. */
  'stick.exportRecords': { arguments: z.strictObject({ stick, all: z.boolean() }), result: done },
  'stick.importReceipts': { arguments: z.strictObject({ stick }), result: done },
  'stick.exportIssues': { arguments: z.strictObject({ stick, issues: z.array(slugSchema).min(1).max(1000) }), result: done },
  'stick.importIssues': { arguments: z.strictObject({ stick }), result: done },
  /** Stops what is being carried; what has arrived whole stays. */
  'stick.cancel': { arguments: nothing, result: done },
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
  /** What somebody may want who has typed so far; each finds something. Nothing is recorded. */
  'information.suggest': {
    arguments: z.strictObject({ typed: z.string().max(200), language: languageSchema }),
    result: z.strictObject({ suggestions: z.array(z.string()).max(20) }),
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
