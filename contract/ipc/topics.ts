import { z } from 'zod';
import { answerSchema } from '../information/answers.ts';
import { informationKindSchema } from '../information/item.ts';
import { problemSchema } from '../problem.ts';
import { categorySchema, courseKindSchema, programIdSchema } from '../programs/program.ts';
import { siteSchema } from '../site/site.ts';
import { languageSchema, localizedTextSchema } from '../text.ts';
import { groupViewingKindSchema, memberCopySchema, viewingIdSchema } from '../usage/event.ts';
import { questionSchema } from '../usage/lookup-events.ts';
import { slugSchema, uuidSchema, wallTimeSchema } from '../values.ts';
import { invalidReasons } from '../viewing/validity.ts';
import { groupExtras, hallTopics } from './hall-topics.ts';
import { learningViewSchema } from './learning.ts';

const hourSchema = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

/** When the room is open, local time; nothing at night (downloads, updates) is done in between. */
export const openingHoursSchema = z.strictObject({ from: hourSchema, to: hourSchema });
export type OpeningHours = z.infer<typeof openingHoursSchema>;

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
  /** The loudest that films play here, as a share of what the machine can. */
  volumeLimit: z.number().min(0).max(1),
  openingHours: openingHoursSchema.nullable(),
  /** Since it failed to start several times, the terminal does only what matters: people can watch, and it is recorded. */
  safeMode: z.strictObject({ fault: z.string().nullable() }).nullable(),
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

/** How much of a program is at this terminal. */
export const programStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('here') }),
  z.strictObject({
    state: z.literal('downloading'),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().positive(),
    /** It can be started now: what is missing comes while it plays. */
    playable: z.boolean(),
  }),
  z.strictObject({
    state: z.literal('waiting'),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().positive(),
    playable: z.boolean(),
    /** Null: its turn has not come yet. */
    reason: problemSchema.nullable(),
  }),
  /** The operator stopped its download for now. */
  z.strictObject({ state: z.literal('paused'), doneBytes: z.int().nonnegative(), totalBytes: z.int().positive(), playable: z.boolean() }),
  /** In the catalogue, neither here nor to be fetched unless someone asks for it. */
  z.strictObject({ state: z.literal('absent'), playable: z.boolean() }),
  /** The county took it back: it is not offered any more. */
  z.strictObject({ state: z.literal('withdrawn') }),
]);
export type ProgramState = z.infer<typeof programStateSchema>;

/** `programs`: one program of the catalogue. Addresses are of the terminal's own `media:` scheme. Changes with the catalogue alone. */
export const programDescriptionSchema = z.strictObject({
  id: programIdSchema,
  issue: z.strictObject({ id: slugSchema, number: z.string(), title: localizedTextSchema, publishedAt: wallTimeSchema }),
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
});
export type ProgramDescription = z.infer<typeof programDescriptionSchema>;

/** `holdings`: the state of every program that is not `absent`, by its id. Sent at most twice a second while bytes come. */
export const holdingsSchema = z.record(programIdSchema, programStateSchema);
export type Holdings = z.infer<typeof holdingsSchema>;

/** A program with its state, as features and screens use it: the topics `programs` and `holdings` put together. */
export type ProgramView = ProgramDescription & { readonly state: ProgramState };

/** How downloads behave, as the operator chose it. */
export const downloadRulesSchema = z.strictObject({
  /** Only between these hours, local time, e.g. 22:00 to 06:00; null: at any time. */
  night: z.strictObject({ from: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/), to: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/) }).nullable(),
  /** Most bytes a second, all connections together; null: as fast as the line gives. */
  bytesPerSecond: z.int().min(1024).nullable(),
  /** Programs of these categories come by themselves. */
  categories: z.array(categorySchema),
});
export type DownloadRules = z.infer<typeof downloadRulesSchema>;

/** `downloads`: the issues of the catalogue in the order in which they are fetched. */
export const downloadsViewSchema = z.strictObject({
  issues: z.array(
    z.strictObject({
      issue: slugSchema,
      number: z.string(),
      title: localizedTextSchema,
      publishedAt: wallTimeSchema,
      programs: z.int().nonnegative(),
      /** `partial`: some of its programs are here, the others are not asked for. */
      state: z.enum(['here', 'downloading', 'waiting', 'paused', 'partial', 'absent', 'withdrawn']),
      doneBytes: z.int().nonnegative(),
      totalBytes: z.int().nonnegative(),
      /** Measured over the last seconds; null while nothing comes. */
      bytesPerSecond: z.number().nonnegative().nullable(),
      secondsLeft: z.number().nonnegative().nullable(),
      /** Why it waits. */
      reason: problemSchema.nullable(),
      /** Never removed to make room. */
      kept: z.boolean(),
    }),
  ),
  /** Where bytes come from; a source that sent wrong ones is set aside for a time. */
  sources: z.array(z.strictObject({ name: z.string(), setAside: z.boolean() })),
  rules: downloadRulesSchema,
  /** Room that downloads never take, and what is free beyond it. */
  reserveBytes: z.int().nonnegative(),
  usableBytes: z.int().nonnegative().nullable(),
});
export type DownloadsView = z.infer<typeof downloadsViewSchema>;

/** `stickWork`: what is being carried to or from a stick, or how it ended; null when nothing was. */
export const stickWorkSchema = z.strictObject({
  kind: z.enum(['export-records', 'import-receipts', 'export-issues', 'import-issues']),
  stick: z.string(),
  /** Bytes or lines, whichever the kind counts. */
  done: z.number().nonnegative(),
  total: z.number().nonnegative(),
  running: z.boolean(),
  outcome: z
    .discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('records-exported'), lines: z.int().nonnegative(), files: z.int().nonnegative(), full: z.boolean() }),
      z.strictObject({ outcome: z.literal('receipts-imported'), taken: z.int().nonnegative(), confirmed: z.int().nonnegative(), refused: z.int().nonnegative() }),
      z.strictObject({ outcome: z.literal('issues-exported'), issues: z.int().nonnegative(), bytes: z.int().nonnegative() }),
      z.strictObject({
        outcome: z.literal('issues-imported'),
        issues: z.array(z.strictObject({ issue: slugSchema, number: z.string(), title: localizedTextSchema, missingFiles: z.int().nonnegative(), missingBytes: z.int().nonnegative() })),
        refused: z.array(z.strictObject({ name: z.string(), problem: problemSchema })),
        /** The version of the wealth information that came from the stick; null when it had none that is newer. */
        information: z.int().positive().nullable(),
      }),
      z.strictObject({ outcome: z.literal('cancelled') }),
      z.strictObject({ outcome: z.literal('failed'), problem: problemSchema }),
    ])
    .nullable(),
});
export type StickWork = z.infer<typeof stickWorkSchema>;

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
  ...groupExtras,
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
  /** How much of a large new version is prepared, 0 to 1; null while none is. */
  preparing: z.number().min(0).max(1).nullable(),
});
export type InformationView = z.infer<typeof informationViewSchema>;

/** `answers`: what was asked of the county here, and what it says, newest first. */
export const answersViewSchema = z.strictObject({
  questions: z.array(
    questionSchema.pick({ text: true, kind: true }).extend({
      question: uuidSchema,
      askedAt: wallTimeSchema,
      /** `waiting`: still here, for the line or a stick; `with-county`: the county has it. */
      state: z.enum(['waiting', 'with-county', 'answered']),
    }),
  ),
  answers: z.array(answerSchema.extend({ opened: z.boolean() })),
});
export type AnswersView = z.infer<typeof answersViewSchema>;

/** `update`: another version of the program, if there is one. */
export const updateViewSchema = z.strictObject({
  version: z.string(),
  /** `none`: nothing newer is known; `cannot`: this way of installing is updated by the system. */
  state: z.enum(['cannot', 'none', 'fetching', 'ready']),
  /** The newer version that is being fetched or is ready. */
  next: z.string().nullable(),
  doneBytes: z.int().nonnegative(),
  totalBytes: z.int().nonnegative(),
  /** A version that did not come up well here and was given up. */
  givenUp: z.string().nullable(),
  problem: problemSchema.nullable(),
});
export type UpdateView = z.infer<typeof updateViewSchema>;

/** What the main process keeps the screens informed of. Each is sent whole whenever it changes. */
export const topics = {
  app: appViewSchema,
  status: statusViewSchema,
  programs: z.array(programDescriptionSchema),
  holdings: holdingsSchema,
  downloads: downloadsViewSchema,
  stickWork: stickWorkSchema.nullable(),
  roster: z.array(memberViewSchema),
  group: groupViewSchema.nullable(),
  ...hallTopics,
  information: informationViewSchema,
  /** Null while nobody is signed in. */
  learning: learningViewSchema.nullable(),
  answers: answersViewSchema,
  update: updateViewSchema,
} as const;

export type Topic = keyof typeof topics;
export type TopicValue<T extends Topic> = z.infer<(typeof topics)[T]>;
