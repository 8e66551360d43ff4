import { z } from 'zod';
import { informationKindSchema } from '../information/item.ts';
import { problemSchema } from '../problem.ts';
import { categorySchema, courseKindSchema, programIdSchema } from '../programs/program.ts';
import { siteSchema } from '../site/site.ts';
import { languageSchema, localizedTextSchema } from '../text.ts';
import { groupViewingKindSchema, memberCopySchema, viewingIdSchema } from '../usage/event.ts';
import { slugSchema, wallTimeSchema } from '../values.ts';
import { invalidReasons } from '../viewing/validity.ts';

/** `app`: who and where this terminal is, and how it is used right now. */
export const appViewSchema = z.strictObject({
  language: languageSchema,
  version: z.string(),
  runtime: z.strictObject({ kind: z.enum(['official', 'carried']), electron: z.string() }),
  kiosk: z.boolean(),
  /** Null until the terminal is enrolled; the screens then show only the enrolment. */
  enrolment: z.strictObject({ site: siteSchema, county: localizedTextSchema, countyUrl: z.string() }).nullable(),
  /** Address proposed on the enrolment screen. */
  proposedCountyUrl: z.string().nullable(),
  operator: z.strictObject({ pinChosen: z.boolean(), unlocked: z.boolean() }),
  /** Who watches or looks up alone; null for someone who did not sign in. */
  member: memberCopySchema.nullable(),
});
export type AppView = z.infer<typeof appViewSchema>;

/** `status`: the quiet line at the foot of the screen, and the warnings an operator should see. */
export const statusViewSchema = z.strictObject({
  /** `portal`: something answers that is not the county. */
  line: z.enum(['not-enrolled', 'unknown', 'online', 'offline', 'portal', 'county-failing']),
  lastContactAt: wallTimeSchema.nullable(),
  /** When the line is tried again, wall time. */
  nextTryAt: wallTimeSchema.nullable(),
  journal: z.strictObject({
    last: z.int().nonnegative(),
    /** The county has confirmed all lines up to here. */
    confirmed: z.int().nonnegative(),
    /** Lines that wait in memory because the disk does not take them. */
    waitingForDisk: z.int().nonnegative(),
  }),
  freeBytes: z.int().nonnegative().nullable(),
  warnings: z.array(problemSchema),
});
export type StatusView = z.infer<typeof statusViewSchema>;

export const programStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('here') }),
  z.strictObject({
    state: z.literal('downloading'),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().positive(),
  }),
  z.strictObject({
    state: z.literal('waiting'),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().positive(),
    reason: problemSchema.nullable(),
  }),
]);

/** `programs`: one program of the catalogue. Addresses are of the terminal's own `media:` scheme. */
export const programViewSchema = z.strictObject({
  id: programIdSchema,
  issue: z.strictObject({ id: slugSchema, number: z.string(), title: localizedTextSchema }),
  title: localizedTextSchema,
  summary: localizedTextSchema,
  category: categorySchema,
  courseKind: courseKindSchema,
  topics: z.array(z.string()),
  lengthSeconds: z.number().positive(),
  film: z.strictObject({ url: z.string(), mime: z.string() }),
  posterUrl: z.string().nullable(),
  subtitles: z.array(z.strictObject({ language: languageSchema, url: z.string() })),
  handouts: z.array(z.strictObject({ title: localizedTextSchema, url: z.string() })),
  state: programStateSchema,
});
export type ProgramView = z.infer<typeof programViewSchema>;

/** `roster`: a member as the check-in shows them. */
export const memberViewSchema = memberCopySchema.extend({
  /** Initials of the name's pinyin in upper case, e.g. 王秀英 → `WXY`. */
  initials: z.string(),
});
export type MemberView = z.infer<typeof memberViewSchema>;

/** `group`: the group viewing that is open, if any. */
export const groupViewSchema = z.strictObject({
  viewing: viewingIdSchema,
  kind: groupViewingKindSchema,
  /** `interrupted`: the terminal stopped in the middle of it; to be continued or ended. */
  stage: z.enum(['check-in', 'playing', 'interrupted']),
  openedAt: wallTimeSchema,
  startedAt: wallTimeSchema.nullable(),
  programs: z.array(
    z.strictObject({
      program: programIdSchema,
      title: localizedTextSchema,
      lengthSeconds: z.number().positive(),
      playedSeconds: z.number().nonnegative(),
    }),
  ),
  /** Where to go on: the program and its media seconds. */
  resume: z.strictObject({ program: programIdSchema, position: z.number().nonnegative() }),
  members: z.array(memberCopySchema.extend({ at: wallTimeSchema })),
  guests: z.int().nonnegative(),
  expected: z.int().nonnegative(),
  playedSeconds: z.number().nonnegative(),
  lengthSeconds: z.number().positive(),
  /** Why it would not count if it ended now (besides not having ended); none: it would. */
  faults: z.array(z.enum(invalidReasons)),
});
export type GroupView = z.infer<typeof groupViewSchema>;

/** What is said after a group viewing: what was recorded. */
export const groupSummarySchema = z.strictObject({
  viewing: viewingIdSchema,
  kind: groupViewingKindSchema,
  startedAt: wallTimeSchema.nullable(),
  endedAt: wallTimeSchema,
  programs: groupViewSchema.shape.programs,
  members: z.array(memberCopySchema),
  guests: z.int().nonnegative(),
  playedSeconds: z.number().nonnegative(),
  lengthSeconds: z.number().positive(),
  faults: z.array(z.enum(invalidReasons)),
});
export type GroupSummary = z.infer<typeof groupSummarySchema>;

/** `information`: how many items of each kind are here and how fresh they are. */
export const informationViewSchema = z.strictObject({
  version: z.int().nonnegative(),
  publishedAt: wallTimeSchema.nullable(),
  counts: z.record(informationKindSchema, z.int().nonnegative()),
});
export type InformationView = z.infer<typeof informationViewSchema>;

/** What the main process keeps the screens informed of. Each is sent whole whenever it changes. */
export const topics = {
  app: appViewSchema,
  status: statusViewSchema,
  programs: z.array(programViewSchema),
  roster: z.array(memberViewSchema),
  group: groupViewSchema.nullable(),
  information: informationViewSchema,
} as const;

export type Topic = keyof typeof topics;
export type TopicValue<T extends Topic> = z.infer<(typeof topics)[T]>;
