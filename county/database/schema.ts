import type { AccountTables } from '../accounts/tables.ts';
import type { InformationTables } from '../information/tables.ts';
import type { IngestTables } from '../ingest/tables.ts';
import type { PeopleTables } from '../people/tables.ts';
import type { PublishTables } from '../publish/tables.ts';
import type { ReportTables } from '../reports/tables.ts';
import type { SiteTables } from '../sites/tables.ts';

/** Every table of the county, composed of what the features bring. */
export interface Tables extends IngestTables, ReportTables, AccountTables, SiteTables, PeopleTables, PublishTables, InformationTables {}
