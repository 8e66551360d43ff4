import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { groupViewingKindSchema, planIdSchema } from '../../contract/usage/copies.ts';
import { programIdSchema } from '../../contract/programs/program.ts';
import { recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import type { PlanChoices, PlanEntry, PlanRequest } from './schemas.ts';
import { dayOf } from './site-plan.ts';

/** What is planned from `from` on, as far as it concerns sites that one may see. `township` limits that. */
export async function listPlans(deps: CountyDeps, from: string | undefined, township: string | null): Promise<readonly PlanEntry[]> {
  const { rows } = await sql<PlanEntry & { mine: boolean }>`
    select p.plan, p.township, p.sites, p.day, p.time, p.kind, p.programs, p.issue, p.note, p.made_by as "madeBy",
      (${township}::text is null or coalesce(p.township = ${township}::text, false)) as mine,
      (select count(*)::integer from sites s where ${seen(township)} and ${isFor}) as expected,
      (select count(distinct g.site)::integer from group_viewings g join sites s on s.site = g.site
        where ${seen(township)} and g.state->'plan'->'value'->>'plan' = p.plan::text) as held
    from plans p
    where p.withdrawn_at is null and p.day >= ${from ?? dayOf(deps.now(), -31)}::date
      and exists (select 1 from sites s where ${seen(township)} and ${isFor})
    order by p.day, p.time, p.plan`.execute(deps.database.tables);
  return rows.map((row) => ({ ...row, plan: planIdSchema.parse(row.plan), kind: groupViewingKindSchema.parse(row.kind), programs: [...row.programs] }));
}

const seen = (township: string | null) => sql<boolean>`(${township}::text is null or s.township = ${township}::text)`;
const isFor = sql<boolean>`(p.township is null or p.township = s.township) and (p.sites is null or s.site = any(p.sites))`;

/** Plans a viewing, or what `plan` names anew. Throws CountyError `not-found` and `forbidden`. */
export async function savePlan(deps: CountyDeps, plan: string | null, request: PlanRequest, by: Actor, township: string | null): Promise<string> {
  return deps.database.transaction(async (queries) => {
    await refuseOthers(queries, request, township);
    const before = plan === null ? undefined : await findOwn(queries, plan, township);
    const id = plan ?? randomUUID();
    const row = {
      // What township staff plan for some of their sites is their township's to change.
      ...{ township: request.township ?? township, sites: request.sites === null ? null : `{${request.sites.join(',')}}`, day: request.day, time: request.time, kind: request.kind },
      ...{ programs: JSON.stringify(await titled(queries, request.programs)), issue: request.issue, note: request.note },
      ...{ made_by: by.kind === 'person' ? by.name : null, changed_at: deps.now() },
    };
    await queries
      .insertInto('plans')
      .values({ plan: id, ...row, withdrawn_at: null })
      .onConflict((conflict) => conflict.column('plan').doUpdateSet(row))
      .execute();
    const subject = `${request.day} ${request.time}`;
    await recordChange(queries, by, deps.now(), { action: 'plan.made', township: request.township, subject, ...(before === undefined ? {} : { before }), after: request });
    return id;
  });
}

export async function withdrawPlan(deps: CountyDeps, plan: string, by: Actor, township: string | null): Promise<void> {
  await deps.database.transaction(async (queries) => {
    const before = await findOwn(queries, plan, township);
    await queries.updateTable('plans').set({ withdrawn_at: deps.now(), changed_at: deps.now() }).where('plan', '=', plan).execute();
    await recordChange(queries, by, deps.now(), { action: 'plan.withdrawn', township: before.township, subject: `${before.day} ${before.time}`, before });
  });
}

/** What a plan can be made of: issues that are published, townships and sites that one may see. */
export async function planChoices(queries: Queries, township: string | null): Promise<PlanChoices> {
  const issues = await queries.selectFrom('issues').select(['issue', 'number', 'title', 'programs']).where('withdrawn_at', 'is', null).orderBy('published_at', 'desc').limit(60).execute();
  const townships = await queries.selectFrom('townships').select(['id', 'name']).$if(township !== null, (query) => query.where('id', '=', township)).orderBy('id').execute();
  const sites = await queries
    .selectFrom('sites')
    .select(['site as id', 'township', 'name'])
    .$if(township !== null, (query) => query.where('township', '=', township))
    .orderBy('township')
    .orderBy('site')
    .execute();
  return {
    issues: issues.map(({ programs, ...issue }) => ({ ...issue, programs: (programs ?? []).map(({ id, title }) => ({ program: programIdSchema.parse(id), title })) })),
    townships,
    sites,
    only: township,
  };
}

async function findOwn(queries: Queries, plan: string, township: string | null) {
  const found = await queries.selectFrom('plans').selectAll().where('plan', '=', plan).where('withdrawn_at', 'is', null).forUpdate().executeTakeFirst();
  if (found === undefined) throw new CountyError('not-found', 404, 'There is no such plan; it may have been withdrawn.');
  if (township !== null && found.township !== township) throw new CountyError('forbidden', 403, 'This plan is the county’s.');
  return found;
}

/** Whoever sees one township plans for it alone; and nobody plans for what is not there. */
async function refuseOthers(queries: Queries, { township: wanted, sites, issue }: PlanRequest, township: string | null): Promise<void> {
  if (township !== null && sites === null && wanted !== township) throw new CountyError('forbidden', 403, 'You plan for your own township.');
  if (wanted !== null && (await queries.selectFrom('townships').select('id').where('id', '=', wanted).executeTakeFirst()) === undefined) {
    throw new CountyError('not-found', 404, `There is no township ${wanted}.`);
  }
  if (issue !== null && (await queries.selectFrom('issues').select('issue').where('issue', '=', issue).executeTakeFirst()) === undefined) {
    throw new CountyError('not-found', 404, `There is no issue ${issue}.`);
  }
  if (sites === null) return;
  const known = await queries.selectFrom('sites').select('site').where('site', 'in', sites).$if(township !== null, (query) => query.where('township', '=', township)).execute();
  const missing = sites.filter((site) => !known.some((one) => one.site === site));
  if (missing.length > 0) throw new CountyError('not-found', 404, `There is no site to plan for called ${missing.join(', ')}.`);
}

async function titled(queries: Queries, programs: readonly string[]) {
  if (programs.length === 0) return [];
  const issues = await queries.selectFrom('issues').select('programs').execute();
  const titles = new Map(issues.flatMap((issue) => (issue.programs ?? []).map(({ id, title }) => [id, title] as const)));
  return programs.map((program) => {
    const title = titles.get(program);
    if (title === undefined) throw new CountyError('not-found', 404, `There is no program ${program}.`);
    return { program, title };
  });
}
