import type { Selectable } from 'kysely';
import type { Actor } from '../audit/record.ts';
import { recordChange } from '../audit/record.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { digestOf, draftContent } from './content.ts';
import type { ReportedSite } from './content.ts';
import { differences } from './differences.ts';
import { daysOfMonth, isOver } from './month.ts';
import { COUNTY_ID, reportContentSchema } from './schemas.ts';
import type { Report, ReportList, Scope } from './schemas.ts';
import type { MonthlyTables } from './tables.ts';

/** Which report. */
export interface ReportName {
  readonly month: string;
  readonly scope: Scope;
  readonly id: string;
}

/** Who asks; null: a machine, which reads everything. */
export type Reader = SignedIn | null;

type Row = Selectable<MonthlyTables['monthly_reports']>;

/** The report: as it was signed off with what has changed since, or drafted from the events of now. Throws CountyError `not-found`. */
export async function readReport(deps: CountyDeps, queries: Queries, name: ReportName, reader: Reader): Promise<Report> {
  const sites = await reportedSites(queries, name, reader);
  const row = await newest(queries, name);
  const draft = await draftContent(deps, queries, name.scope, sites, name.month);
  const kept = row?.content ?? null;
  const content = kept === null ? draft : reportContentSchema.parse(kept);
  const [first] = sites;
  return {
    ...name,
    name: name.scope === 'county' ? deps.config.name : name.scope === 'township' ? (first?.townshipName ?? deps.config.name) : (first?.name ?? deps.config.name),
    township: name.scope === 'site' ? (first?.townshipName ?? null) : null,
    period: daysOfMonth(name.month),
    revision: row?.revision ?? 1,
    remarks: row?.remarks ?? '',
    signed: signatureOf(row),
    unfinished: !isOver(name.month, deps.now()),
    content,
    digest: digestOf(content),
    sinceThen: kept === null ? [] : [...differences(content, draft)],
    may: { write: reader !== null, reopen: reader?.role === 'county-admin' },
  };
}

/** Every report of a month that the reader may see. */
export async function listReports(deps: CountyDeps, queries: Queries, month: string, reader: Reader): Promise<ReportList> {
  const sites = await sitesOf(queries, reader?.township ?? null);
  const rows = await queries.selectFrom('monthly_reports').selectAll().where('month', '=', month).orderBy('revision').execute();
  const newestOf = new Map(rows.map((row) => [`${row.scope} ${row.id}`, row]));
  const entry = (scope: Scope, id: string, name: ReportedSite['name'], township: ReportedSite['name'] | null) => {
    const row = newestOf.get(`${scope} ${id}`);
    return { scope, id, name, township, signed: signatureOf(row), hasRemarks: (row?.remarks ?? '') !== '' };
  };
  const townships = new Map(sites.map(({ township, townshipName }) => [township, townshipName]));
  return {
    month,
    reports: [
      ...(reader?.township === null || reader === null ? [entry('county', COUNTY_ID, deps.config.name, null)] : []),
      ...[...townships].flatMap(([id, name]) => [entry('township', id, name, null), ...sites.filter(({ township }) => township === id).map((site) => entry('site', site.site, site.name, name))]),
    ],
  };
}

/** Writes remarks into a draft. Throws CountyError `report-signed`. */
export async function saveRemarks(deps: CountyDeps, queries: Queries, name: ReportName, remarks: string, writer: SignedIn): Promise<void> {
  await reportedSites(queries, name, writer);
  const row = await openForChange(queries, name);
  await queries
    .updateTable('monthly_reports')
    .set({ remarks, changed_by: writer.name, changed_at: deps.now() })
    .where((where) => where.and({ ...name, revision: row.revision }))
    .execute();
}

/** Signs a report off as it was shown, and keeps it so. Throws CountyError `month-not-over`, `report-signed` or `changed-meanwhile`. */
export async function signReport(deps: CountyDeps, queries: Queries, name: ReportName, digest: string, writer: SignedIn, by: Actor): Promise<void> {
  const sites = await reportedSites(queries, name, writer);
  if (!isOver(name.month, deps.now())) throw new CountyError('month-not-over', 409, 'The month is not over yet.');
  const row = await openForChange(queries, name);
  const content = await draftContent(deps, queries, name.scope, sites, name.month);
  if (digestOf(content) !== digest) throw new CountyError('changed-meanwhile', 409, 'More records have arrived since the report was shown: look at it again.');
  await queries
    .updateTable('monthly_reports')
    .set({ content: JSON.stringify(content), signed_by: writer.name, signed_at: deps.now() })
    .where((where) => where.and({ ...name, revision: row.revision }))
    .execute();
  await recordChange(queries, by, deps.now(), { action: 'report.signed', subject: `${name.month} ${name.scope} ${name.id}`, ...placeOf(name, sites), after: { revision: row.revision, digest } });
}

/** Opens a report that was signed off again, as its next revision; the signed one is kept. */
export async function reopenReport(deps: CountyDeps, queries: Queries, name: ReportName, writer: SignedIn, by: Actor): Promise<void> {
  const sites = await reportedSites(queries, name, writer);
  const row = await newest(queries, name, true);
  if (row === undefined || row.signed_at === null) throw new CountyError('changed-meanwhile', 409, 'The report is not signed off.');
  const now = deps.now();
  await queries
    .updateTable('monthly_reports')
    .set({ reopened_by: writer.name, reopened_at: now })
    .where((where) => where.and({ ...name, revision: row.revision }))
    .execute();
  await queries
    .insertInto('monthly_reports')
    .values({ ...name, revision: row.revision + 1, remarks: row.remarks, changed_by: writer.name, changed_at: now, content: null, signed_by: null, signed_at: null, reopened_by: null, reopened_at: null })
    .execute();
  await recordChange(queries, by, now, { action: 'report.reopened', subject: `${name.month} ${name.scope} ${name.id}`, ...placeOf(name, sites), before: { revision: row.revision } });
}

/** The draft's row, made when there is none and locked. */
async function openForChange(queries: Queries, name: ReportName): Promise<Row> {
  await queries
    .insertInto('monthly_reports')
    .values({ ...name, revision: 1, changed_by: null, changed_at: null, content: null, signed_by: null, signed_at: null, reopened_by: null, reopened_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await newest(queries, name, true);
  if (row === undefined) throw new Error('The row of a report is gone.');
  if (row.signed_at !== null) throw new CountyError('report-signed', 409, `The report was signed off by ${row.signed_by ?? ''}.`);
  return row;
}

function newest(queries: Queries, name: ReportName, forChange = false): Promise<Row | undefined> {
  const rows = queries
    .selectFrom('monthly_reports')
    .selectAll()
    .where((where) => where.and({ ...name }))
    .orderBy('revision', 'desc')
    .limit(1);
  return (forChange ? rows.forUpdate() : rows).executeTakeFirst();
}

function signatureOf(row: Row | undefined): Report['signed'] {
  return row === undefined || row.signed_at === null ? null : { by: row.signed_by ?? '', at: row.signed_at.toISOString() };
}

/** The sites a report is about, as far as the reader may see them. Throws CountyError `not-found` where that is none of them. */
async function reportedSites(queries: Queries, { scope, id }: ReportName, reader: Reader): Promise<readonly ReportedSite[]> {
  const limit = reader?.township ?? null;
  const all = scope === 'county' && (limit !== null || id !== COUNTY_ID) ? [] : await sitesOf(queries, limit);
  const sites = all.filter(({ site, township }) => scope === 'county' || id === (scope === 'site' ? site : township));
  if (sites.length === 0 && !(scope === 'county' && limit === null && id === COUNTY_ID)) throw new CountyError('not-found', 404, `There is no ${scope} called ${id} to report on.`);
  return sites;
}

/** All sites by township and name, or those of one township. */
export async function sitesOf(queries: Queries, township: string | null): Promise<readonly ReportedSite[]> {
  let sites = queries
    .selectFrom('sites')
    .innerJoin('townships', 'townships.id', 'sites.township')
    .select(['sites.site', 'sites.name', 'sites.township', 'townships.name as townshipName'])
    .orderBy('sites.township')
    .orderBy('sites.site');
  if (township !== null) sites = sites.where('sites.township', '=', township);
  return sites.execute();
}

function placeOf({ scope, id }: ReportName, sites: readonly ReportedSite[]): { site?: string; township?: string } {
  const township = sites[0]?.township;
  return { ...(scope === 'site' ? { site: id } : {}), ...(scope === 'county' || township === undefined ? {} : { township }) };
}
