import { z } from 'zod';
import { memberNumberSchema } from './usage/event.ts';

const nothing = z.strictObject({});
const status = z.strictObject({ status: z.int() });

/**
 * Everything that can go wrong in a way a person at the terminal should hear of, with the data its message needs.
 * Every code has a message in every language (`renderer/i18n`, `problem.<code>`); a test holds the two together.
 */
export const problemData = {
  'pin-wrong': z.strictObject({ waitMs: z.int().nonnegative() }),
  'pin-wait': z.strictObject({ waitMs: z.int().nonnegative() }),
  'pin-malformed': nothing,
  'pin-already-chosen': nothing,
  'operator-locked': nothing,
  /** The code from the county does not answer this terminal's challenge. */
  'reset-code-wrong': z.strictObject({ waitMs: z.int().nonnegative() }),
  /** Records would be lost: neither the county nor a stick has them. */
  'records-unsent': z.strictObject({ lines: z.int().positive() }),
  'viewing-in-the-way': nothing,
  'update-not-possible': nothing,
  'update-not-newer': nothing,
  'member-unknown': z.strictObject({ number: z.string() }),
  'member-not-checked-in': z.strictObject({ number: memberNumberSchema }),
  'roster-empty': nothing,
  /** This member has a PIN of their own, and none was given. */
  'member-pin-needed': z.strictObject({ number: memberNumberSchema }),
  'member-pin-wrong': z.strictObject({ waitMs: z.int().nonnegative() }),
  'member-pin-wait': z.strictObject({ waitMs: z.int().nonnegative() }),
  'nobody-signed-in': nothing,
  'program-not-here': z.strictObject({ program: z.string() }),
  'program-unknown': z.strictObject({ program: z.string() }),
  'issue-unknown': z.strictObject({ issue: z.string() }),
  'viewing-already-open': nothing,
  'viewing-not-open': nothing,
  /** A past viewing that this terminal does not remember. */
  'viewing-unknown': nothing,
  /** A correction that says nothing else than what is recorded. */
  'nothing-corrected': nothing,
  /** What a card reader typed; bound to nobody. */
  'card-unknown': z.strictObject({ card: z.string() }),
  /** Planned by the county: it alone can change it; or gone. */
  'plan-not-own': nothing,
  'activity-unknown': nothing,
  'viewing-not-started': nothing,
  'viewing-already-started': nothing,
  'nobody-checked-in': nothing,
  'played-impossible': z.strictObject({ detail: z.string() }),
  'item-unknown': z.strictObject({ item: z.string() }),
  'question-unknown': nothing,
  'printer-missing': nothing,
  'printer-failing': z.strictObject({ reason: z.string() }),
  'already-enrolled': nothing,
  'not-enrolled': nothing,
  'enrolment-code-malformed': nothing,
  'enrolment-code-unknown': nothing,
  'enrolment-code-used': nothing,
  'enrolment-code-expired': nothing,
  'county-key-wrong': nothing,
  'county-url-malformed': z.strictObject({ url: z.string() }),
  'county-url-insecure': z.strictObject({ url: z.string() }),
  'county-unreachable': z.strictObject({ url: z.string() }),
  /** The county answered with an error of its own. */
  'county-failing': status,
  /** Something that is not the county answered, e.g. a portal's sign-in page. */
  'county-is-something-else': status,
  'county-refused': z.strictObject({ code: z.string(), message: z.string() }),
  'signature-wrong': z.strictObject({ what: z.string() }),
  'version-older': z.strictObject({ what: z.string() }),
  'content-damaged': z.strictObject({ what: z.string() }),
  /** Downloads wait for the hours that the operator chose; `from` is local time, e.g. `22:00`. */
  'downloads-at-night': z.strictObject({ from: z.string() }),
  /** What is free beyond the room kept for records does not suffice for a download, and nothing may be removed for it. */
  'programs-lack-room': z.strictObject({ freeBytes: z.int().nonnegative(), neededBytes: z.int().nonnegative() }),
  'disk-full': z.strictObject({ freeBytes: z.int().nonnegative() }),
  'disk-failing': z.strictObject({ code: z.string() }),
  'records-waiting-for-disk': z.strictObject({ lines: z.int().positive() }),
  /** The stick was pulled out, or never was what the screens took it for. */
  'stick-gone': nothing,
  'stick-read-only': nothing,
  'stick-full': z.strictObject({ freeBytes: z.int().nonnegative() }),
  'stick-failing': z.strictObject({ code: z.string() }),
  /** Its file system takes no file of this size: FAT none of 4 GB or more. */
  'stick-file-too-large': nothing,
  /** Something else is being carried to or from a stick. */
  'stick-busy': nothing,
  'settings-damaged': z.strictObject({ file: z.string() }),
  'bad-request': z.strictObject({ detail: z.string() }),
  /** A fault of the program; `reference` finds it in the log. */
  internal: z.strictObject({ reference: z.string() }),
} as const;

export type ProblemCode = keyof typeof problemData;
export type Problem = { [C in ProblemCode]: { readonly code: C; readonly data: z.infer<(typeof problemData)[C]> } }[ProblemCode];

export const problemCodes = Object.keys(problemData) as readonly ProblemCode[];

/** Checks a problem that crosses a boundary. */
export const problemSchema = z
  .strictObject({ code: z.enum(problemCodes), data: z.unknown() })
  .transform((value, context): Problem => {
    const data = problemData[value.code].safeParse(value.data);
    if (data.success) return { code: value.code, data: data.data } as Problem;
    context.addIssue({ code: 'custom', message: `data does not fit ${value.code}` });
    return z.NEVER;
  });

/** The one error that features throw on purpose; anything else is a fault of the program. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.code} ${JSON.stringify(problem.data)}`, options);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Throws the problem with this code. */
export function fail<C extends ProblemCode>(code: C, data: z.infer<(typeof problemData)[C]>, options?: ErrorOptions): never {
  throw new ProblemError({ code, data } as Problem, options);
}

/** What a call across a boundary returns: a thrown error would keep only its message there. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };
