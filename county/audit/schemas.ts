import { z } from 'zod';
import { daySchema, slugSchema, wallTimeSchema } from '../../contract/values.ts';

/** What is written down. Each has its words in the web pages: `audit.action.…`. */
export const auditActions = [
  'account.added',
  'account.disabled',
  'account.enabled',
  'account.unlocked',
  'account.password-reset',
  'account.password-changed',
  'account.set-up',
  'token.made',
  'token.withdrawn',
  'site.registered',
  'site.changed',
  'code.issued',
  'code.withdrawn',
  'command.asked',
  'command.withdrawn',
  'issue.published',
  'issue.withdrawn',
  'issue.brought-back',
  'roster.published',
  'information.published',
  'report.signed',
  'report.reopened',
  'assessment.changed',
  'plan.made',
  'plan.withdrawn',
  'question.answered',
  'question.answer-withdrawn',
] as const;
export const auditActionSchema = z.enum(auditActions);
export type AuditAction = (typeof auditActions)[number];

/** `GET /v1/admin/audit?action=&site=&who=&from=&to=&before=`: newest first, a hundred at a time; `before` is the entry to go on from. */
export const auditQuerySchema = z.strictObject({
  action: auditActionSchema.optional(),
  site: slugSchema.optional(),
  /** Part of a person's name. */
  who: z.string().min(1).max(60).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  before: z.coerce.number().pipe(z.int().positive()).optional(),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

export const auditEntrySchema = z.strictObject({
  entry: z.int().positive(),
  at: wallTimeSchema,
  by: z.strictObject({ kind: z.enum(['person', 'machine', 'command-line', 'setup-link']), name: z.string().nullable() }),
  /** One of `auditActions`, or one that a later program wrote. */
  action: z.string(),
  site: z.string().nullable(),
  subject: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** `next`: what to give as `before` for the entries behind these; null at the end. */
export const auditAnswerSchema = z.strictObject({ entries: z.array(auditEntrySchema), next: z.int().positive().nullable() });
export type AuditAnswer = z.infer<typeof auditAnswerSchema>;

export const AUDIT_PATH = '/v1/admin/audit';
