import type { ActivityTables } from '../activities/tables.ts';
import type { EvidenceTables } from '../evidence/tables.ts';
import type { PlanTables } from '../plan/tables.ts';
import type { AccountTables } from '../accounts/tables.ts';
import type { AssessmentTables } from '../assessment/tables.ts';
import type { AuditTables } from '../audit/tables.ts';
import type { CommandTables } from '../commands/tables.ts';
import type { InformationTables } from '../information/tables.ts';
import type { IngestTables } from '../ingest/tables.ts';
import type { LearningTables } from '../learning/tables.ts';
import type { MonthlyTables } from '../monthly/tables.ts';
import type { PeopleTables } from '../people/tables.ts';
import type { PublishTables } from '../publish/tables.ts';
import type { QuestionTables } from '../questions/tables.ts';
import type { ReleaseTables } from '../release/tables.ts';
import type { ReportTables } from '../reports/tables.ts';
import type { SiteTables } from '../sites/tables.ts';

/** Every table of the county, composed of what the features bring. */
export interface Tables extends ActivityTables, EvidenceTables, PlanTables, AssessmentTables, AuditTables, CommandTables, IngestTables, ReleaseTables, ReportTables, AccountTables, SiteTables, LearningTables, MonthlyTables, PeopleTables, PublishTables, QuestionTables, InformationTables {}
