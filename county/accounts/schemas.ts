import { z } from 'zod';
import { slugSchema, wallTimeSchema } from '../../contract/values.ts';

/** `county-admin` does everything; `county-staff` publishes and reads everything; `township-staff` reads one township's sites. */
export const roles = ['county-admin', 'county-staff', 'township-staff'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** A user name: letters of any script, digits and `. _ -`. Upper and lower case are the same name. */
export const accountNameSchema = z
  .string()
  .trim()
  .normalize('NFKC')
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*$/u);

export const MIN_PASSWORD_LENGTH = 10;
export const passwordSchema = z.string().min(MIN_PASSWORD_LENGTH).max(200);

/** A signed-in person. */
export const personSchema = z.strictObject({
  name: z.string(),
  role: roleSchema,
  /** The township whose sites a `township-staff` sees; null for everybody else. */
  township: slugSchema.nullable(),
});
export type Person = z.infer<typeof personSchema>;

/**
 * `GET /v1/admin/session`: who is signed in; `setupNeeded` while nobody has an account yet. With `mustChange` the person has a
 * password that somebody else chose, and everything but choosing another one is refused.
 */
export const sessionAnswerSchema = z.strictObject({ person: personSchema.nullable(), setupNeeded: z.boolean(), mustChange: z.boolean() });
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;

/** `POST /v1/admin/session` signs in (answer: `sessionAnswerSchema`, and a cookie); `DELETE` signs out (204). */
export const signInRequestSchema = z.strictObject({ name: z.string().min(1).max(100), password: z.string().min(1).max(200) });
export type SignInRequest = z.infer<typeof signInRequestSchema>;

/** `details` of the refusal `rate-limited`: when to try again. */
export const waitDetailsSchema = z.strictObject({ waitSeconds: z.int().positive() });

/** `POST /v1/admin/setup`: the holder of the one-time token chooses name and password, and is signed in (answer and cookie as above). */
export const setupRequestSchema = z.strictObject({ token: z.string().min(1).max(100), name: accountNameSchema, password: passwordSchema });
export type SetupRequest = z.infer<typeof setupRequestSchema>;

/** `GET /v1/admin/accounts`, for a `county-admin`. */
export const accountSchema = z.strictObject({
  id: z.uuid(),
  ...personSchema.shape,
  createdAt: wallTimeSchema,
  signedInAt: wallTimeSchema.nullable(),
  disabled: z.boolean(),
  mustChange: z.boolean(),
  /** Until when the name has to wait after too many failures; null while it has not. */
  lockedUntil: wallTimeSchema.nullable(),
});
export type Account = z.infer<typeof accountSchema>;
export const accountsAnswerSchema = z.strictObject({ accounts: z.array(accountSchema) });

/** `POST /v1/admin/accounts` (answer: `accountSchema`). `township` is for `township-staff`, and null for the other roles. */
export const newAccountSchema = z
  .strictObject({ name: accountNameSchema, password: passwordSchema, role: roleSchema, township: slugSchema.nullable() })
  .refine((account) => (account.role === 'township-staff') === (account.township !== null), {
    error: 'township-staff belong to a township, and nobody else does',
    path: ['township'],
  });
export type NewAccount = z.infer<typeof newAccountSchema>;

/**
 * `PATCH /v1/admin/accounts/:id`, for a `county-admin`. `unlock` lifts a block; a new password does so too, ends the account's
 * sessions, and is changed by the person at the next sign-in.
 */
export const accountChangeSchema = z.strictObject({ password: passwordSchema.optional(), disabled: z.boolean().optional(), unlock: z.literal(true).optional() });
export type AccountChange = z.infer<typeof accountChangeSchema>;

/** `POST /v1/admin/session/password`: the signed-in person chooses another password (204); other sessions of theirs end. */
export const passwordChangeSchema = z.strictObject({ old: z.string().min(1).max(200), new: passwordSchema });
export type PasswordChange = z.infer<typeof passwordChangeSchema>;

export const machineNameSchema = z.string().trim().min(1).max(60);

/** `GET /v1/admin/tokens`, for a `county-admin`: the machines that may read. */
export const machineTokensSchema = z.strictObject({
  tokens: z.array(
    z.strictObject({ name: z.string(), createdAt: wallTimeSchema, createdBy: z.string().nullable(), usedAt: wallTimeSchema.nullable() }),
  ),
});
export type MachineTokens = z.infer<typeof machineTokensSchema>;

/** `POST /v1/admin/tokens` makes one, and shows it this once; `DELETE /v1/admin/tokens/:name` withdraws it (204). */
export const newMachineTokenSchema = z.strictObject({ name: machineNameSchema });
export const madeMachineTokenSchema = z.strictObject({ name: z.string(), token: z.string() });

/** Paths of the routes above. */
export const accountPaths = {
  session: '/v1/admin/session',
  password: '/v1/admin/session/password',
  setup: '/v1/admin/setup',
  accounts: '/v1/admin/accounts',
  account: (id: string) => `/v1/admin/accounts/${id}`,
  tokens: '/v1/admin/tokens',
  token: (name: string) => `/v1/admin/tokens/${encodeURIComponent(name)}`,
} as const;
