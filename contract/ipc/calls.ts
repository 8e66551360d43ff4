import { z } from 'zod';
import { informationItemSchema, informationKindSchema } from '../information/item.ts';
import { problemSchema } from '../problem.ts';
import { programIdSchema } from '../programs/program.ts';
import { lineTestSchema } from '../site/line-test.ts';
import { languageSchema, localizedTextSchema } from '../text.ts';
import { groupViewingKindSchema, MAX_GUESTS, memberCopySchema, memberNumberSchema, searchIdSchema, viewingIdSchema } from '../usage/event.ts';
import { planIdSchema } from '../usage/copies.ts';
import { questionSchema } from '../usage/lookup-events.ts';
import { daySchema, slugSchema, uuidSchema } from '../values.ts';
import { MAX_COURSES } from '../viewing/course-plan.ts';
import { segmentSchema } from '../viewing/played-segments.ts';
import { learnerRowSchema } from './learning.ts';
import { hallCalls } from './hall-calls.ts';
import { openingHoursSchema, downloadRulesSchema, groupSummarySchema } from './topics.ts';

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
  /** The number that the operator reads to the county when the PIN is lost; the same until it was answered. */
  'operator.challenge': { arguments: nothing, result: z.strictObject({ challenge: z.string() }) },
  /** Takes the county's code for the challenge: the PIN is then chosen anew. Throws `reset-code-wrong`, `pin-wait`. */
  'operator.resetPin': { arguments: z.strictObject({ code: z.string().max(40) }), result: done },
  /** What of the line works and what does not. For the operator; takes up to half a minute. */
  'site.testLine': { arguments: nothing, result: lineTestSchema },
  'site.setVolumeLimit': { arguments: z.strictObject({ volumeLimit: z.number().min(0.1).max(1) }), result: done },
  'site.setOpeningHours': { arguments: z.strictObject({ openingHours: openingHoursSchema.nullable() }), result: done },
  /** Puts the terminal's logs on a stick; gives the file's name when the stick may be pulled out. */
  'site.saveLogs': { arguments: z.strictObject({ stick }), result: z.strictObject({ file: z.string() }) },
  /** Begins the program anew; out of safe mode, if it can. */
  'site.restart': { arguments: nothing, result: done },
  /** Forgets everything that is of this site, and enrols anew. Throws `pin-wrong`, `pin-wait`, `records-unsent`, `viewing-already-open`. */
  'site.wipe': { arguments: z.strictObject({ pin: z.string().max(40) }), result: done },
  /** Asks the county for a newer program now, or takes one from a stick; see the topic `update`. */
  'update.look': { arguments: z.strictObject({ stick: stick.nullable() }), result: done },
  /** Goes over to the version that is ready, at once. */
  'update.apply': { arguments: nothing, result: done },
  /** Throws `member-pin-needed` when the member has a PIN and none is given, `member-pin-wrong`, `member-pin-wait`. */
  'member.signIn': { arguments: z.strictObject({ number: z.string().max(40), pin: z.string().max(40).optional() }), result: memberCopySchema },
  'member.signOut': { arguments: nothing, result: done },
  /** Sets or changes the PIN of the member who is signed in, or takes it away. */
  'member.setPin': { arguments: z.strictObject({ pin: z.string().max(40) }), result: done },
  'member.removePin': { arguments: nothing, result: done },
  /** The operator takes a forgotten PIN away. */
  'member.resetPin': { arguments: z.strictObject({ number: memberNumberSchema }), result: done },
  /** All courses of this year for the member who is signed in, in the place of what was chosen before. */
  'plan.choose': { arguments: z.strictObject({ programs: z.array(programIdSchema).max(MAX_COURSES) }), result: done },
  /** Everybody on the roster, those who lack most first; for the operator. */
  'learning.learners': { arguments: nothing, result: z.array(learnerRowSchema) },
  /** The sticks onto which the member who is signed in may save the year sheet. */
  'sheet.sticks': { arguments: nothing, result: z.array(stickSchema) },
  /** Saves what the screen shows for paper as a PDF; the stick may be pulled out afterwards. */
  'sheet.save': { arguments: z.strictObject({ stick: stickSchema.shape.id }), result: z.strictObject({ file: z.string() }) },
  /** Tries the line now instead of at the next turn. */
  'line.tryNow': { arguments: nothing, result: done },
  'group.open': {
    /** `plan`: it was planned, and is begun from there. */
    arguments: z.strictObject({ kind: groupViewingKindSchema, programs: z.array(programIdSchema).min(1).max(50), plan: planIdSchema.optional() }),
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
  ...hallCalls,
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
  /** How it was: 1 to 5; a later rating of the same viewing replaces an earlier one. */
  'self.rate': { arguments: z.strictObject({ viewing: viewingIdSchema, program: programIdSchema, stars: z.int().min(1).max(5) }), result: done },
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
    /** `opening` names this opening in what is recorded of it later. */
    result: z.strictObject({ opening: uuidSchema, item: informationItemSchema }),
  },
  /** Somebody has stopped reading an item after so many seconds; who comes back to it may stop again. */
  'information.close': { arguments: z.strictObject({ opening: uuidSchema, seconds: z.number().nonnegative().max(86_400) }), result: done },
  /** Somebody goes on from an item to the program that shows how it is done. */
  'information.watch': { arguments: z.strictObject({ opening: uuidSchema, program: programIdSchema }), result: done },
  /** Asks the county; the question travels with the records. */
  'questions.ask': { arguments: questionSchema.extend({ search: searchIdSchema.nullable() }), result: z.strictObject({ question: uuidSchema }) },
  'questions.withdraw': { arguments: z.strictObject({ question: uuidSchema }), result: done },
  /** Somebody reads an answer of the county; recorded the first time. */
  'answers.open': { arguments: z.strictObject({ answer: uuidSchema }), result: done },
  /** Prints what the screen shows for paper. Throws `printer-missing`, `printer-failing`. */
  'app.print': { arguments: nothing, result: done },
} as const;

export type CallName = keyof typeof calls;
export type CallArguments<N extends CallName> = z.infer<(typeof calls)[N]['arguments']>;
export type CallResult<N extends CallName> = z.infer<(typeof calls)[N]['result']>;
