import type { ColumnType } from 'kysely';
import type { AssessmentRules } from './rules.ts';

export interface AssessmentTables {
  /** Every version of the rules; the highest holds. None: the defaults hold. */
  assessment_rules: { version: number; rules: ColumnType<AssessmentRules, string, string>; made_by: string | null; made_at: Date };
}
