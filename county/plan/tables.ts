import type { ColumnType } from 'kysely';
import type { PlannedViewing } from '../../contract/viewing/plan.ts';

export interface PlanTables {
  /** What the county plans, for a township, for some sites, or (both null) for every site. */
  plans: {
    plan: string;
    township: string | null;
    sites: ColumnType<readonly string[] | null, string | null, string | null>;
    day: string;
    time: string;
    kind: string;
    programs: ColumnType<PlannedViewing['programs'], string, string>;
    issue: string | null;
    note: string;
    made_by: string | null;
    changed_at: Date;
    withdrawn_at: Date | null;
  };
  /** The plan of each site as it was last signed. */
  site_plans: {
    site: string;
    version: number;
    /** SHA-256 of its items. */
    digest: string;
    jws: string;
    jws_sha256: string;
    published_at: Date;
  };
}
