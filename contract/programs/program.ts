import { z } from 'zod';
import { localizedTextSchema } from '../text.ts';
import { slugSchema } from '../values.ts';

export const categories = ['political-theory', 'policy-regulation', 'wealth-skill', 'practical-technology'] as const;
export const categorySchema = z.enum(categories);
export type Category = z.infer<typeof categorySchema>;

export const courseKinds = ['public', 'special'] as const;
export const courseKindSchema = z.enum(courseKinds);
export type CourseKind = z.infer<typeof courseKindSchema>;

/** Names a program for ever: its issue, a slash, its name within the issue, e.g. `2026-11/potato-ridging`. */
export const programIdSchema = z
  .string()
  .max(129)
  .regex(/^[a-z0-9]+(?:[-._][a-z0-9]+)*\/[a-z0-9]+(?:[-._][a-z0-9]+)*$/i)
  .brand('ProgramId');
export type ProgramId = z.infer<typeof programIdSchema>;

/**
 * What an event copies of a program, so that the record stays readable and the figures stay right
 * when the program is replaced or withdrawn.
 */
export const programCopySchema = z.strictObject({
  program: programIdSchema,
  issue: slugSchema,
  title: localizedTextSchema,
  category: categorySchema,
  courseKind: courseKindSchema,
  topics: z.array(z.string().min(1).max(60)).max(20),
  /** Length of the film in seconds, as the county measured it. */
  lengthSeconds: z.number().positive().max(86_400),
});
export type ProgramCopy = z.infer<typeof programCopySchema>;
