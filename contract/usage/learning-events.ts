import { z } from 'zod';
import { programCopySchema } from '../programs/program.ts';
import { MAX_COURSES, yearSchema } from '../viewing/course-plan.ts';
import { memberCopySchema } from './copies.ts';

/** What members do about their own learning, besides watching. */
export const learningEventData = {
  /** The whole plan of a year; a later choice for the same year replaces it. */
  'course-plan.chosen': z.strictObject({ member: memberCopySchema, year: yearSchema, programs: z.array(programCopySchema).max(MAX_COURSES) }),
  /** A member's own PIN was set, changed or taken away. The PIN itself is in no record. */
  'member.pin-changed': z.strictObject({ member: memberCopySchema, change: z.enum(['set', 'changed', 'removed', 'reset-by-operator']) }),
  /** Somebody typed a wrong PIN for this member; `failures` since the last right one. */
  'member.pin-refused': z.strictObject({ member: memberCopySchema, failures: z.int().positive() }),
} as const;
