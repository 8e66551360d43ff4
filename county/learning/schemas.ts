import { z } from 'zod';
import { slugSchema } from '../../contract/values.ts';
import { yearSchema } from '../../contract/viewing/course-plan.ts';

export const COMPLIANCE_PATH = '/v1/admin/learning/compliance';

const count = z.int().nonnegative();

export const complianceQuerySchema = z.strictObject({
  year: z.coerce.number().pipe(yearSchema),
  site: slugSchema.optional(),
  township: slugSchema.optional(),
});
export type ComplianceQuery = z.infer<typeof complianceQuerySchema>;

/** How one member stands against the rule for course plans. */
export const complianceMemberSchema = z.strictObject({
  number: z.string(),
  name: z.string(),
  /** False: not on the site's roster any more. */
  onRoster: z.boolean(),
  /** Special courses in the plan, and how many of them are completed. */
  chosen: count,
  done: count,
  /** Special courses that the rule still asks to be completed. */
  missing: count,
});

export const complianceSchema = z.strictObject({
  year: yearSchema,
  /** Special courses that the rule asks for. */
  required: count,
  members: count,
  /** Members whose plan has as many special courses as the rule asks for, and who have completed as many. */
  chosenEnough: count,
  doneEnough: count,
  sites: z.array(z.strictObject({ site: z.string(), members: z.array(complianceMemberSchema) })),
});
export type Compliance = z.infer<typeof complianceSchema>;
export type ComplianceMember = z.infer<typeof complianceMemberSchema>;
