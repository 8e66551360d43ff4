import type { ColumnType, Generated } from 'kysely';
import type { ReportContent } from './schemas.ts';

export interface MonthlyTables {
  /** Monthly reports that somebody has written something into; others are drafts that stand in no table. */
  monthly_reports: {
    scope: 'site' | 'township' | 'county';
    /** The site's or township's; `county` for the county. */
    id: string;
    month: string;
    /** From 1; a report that was opened again goes on as the next one. */
    revision: number;
    remarks: Generated<string>;
    changed_by: string | null;
    changed_at: Date | null;
    /** What was signed off; null: it is a draft. */
    content: ColumnType<ReportContent | null, string | null, string | null>;
    signed_by: string | null;
    signed_at: Date | null;
    reopened_by: string | null;
    reopened_at: Date | null;
  };
}
