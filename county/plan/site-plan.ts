import { sql } from 'kysely';
import { groupViewingKindSchema, planIdSchema } from '../../contract/usage/copies.ts';
import { sitePlanSchema } from '../../contract/viewing/plan.ts';
import type { PlannedViewing } from '../../contract/viewing/plan.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { sha256Of } from '../signed-answer.ts';
import type { SignedDocument } from '../signed-answer.ts';

/** What lies further back is of no use to a site. */
const DAYS_BACK = 14;
/** As many as a terminal takes. */
const MOST_ITEMS = 200;

/**
 * The plan of one site, signed; its version rises when it says something else than when it was asked for last. Made when a
 * terminal asks: a plan for all sites is then one row, however many sites there are, and a new site has it at once.
 */
export async function signedSitePlan(deps: CountyDeps, site: string): Promise<SignedDocument> {
  return deps.database.transaction(async (queries) => {
    const items = await itemsOf(queries, site, dayOf(deps.now(), -DAYS_BACK));
    const digest = sha256Of(JSON.stringify(items));
    const known = await queries.selectFrom('site_plans').selectAll().where('site', '=', site).forUpdate().executeTakeFirst();
    if (known?.digest === digest) return known;
    const now = deps.now();
    const version = (known?.version ?? 0) + 1;
    const jws = await deps.keys.sign(sitePlanSchema.parse({ kind: 'plan/1', site, version, publishedAt: now.toISOString(), items }));
    const row = { version, digest, jws, jws_sha256: sha256Of(jws), published_at: now };
    const { numInsertedOrUpdatedRows } = await queries
      .insertInto('site_plans')
      .values({ site, ...row })
      .onConflict((conflict) => conflict.column('site').doUpdateSet(row).where('site_plans.version', '<', version))
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) return { jws, jws_sha256: row.jws_sha256 };
    // Another request of the same site was quicker.
    return queries.selectFrom('site_plans').select(['jws', 'jws_sha256']).where('site', '=', site).executeTakeFirstOrThrow();
  });
}

async function itemsOf(queries: Queries, site: string, from: string): Promise<readonly PlannedViewing[]> {
  const rows = await queries
    .selectFrom('plans as p')
    .innerJoin('sites as s', (join) => join.on('s.site', '=', site))
    .select(['p.plan', 'p.day', 'p.time', 'p.kind', 'p.programs', 'p.issue', 'p.note'])
    .where('p.withdrawn_at', 'is', null)
    .where('p.day', '>=', from)
    .where(sql<boolean>`(p.township is null or p.township = s.township) and (p.sites is null or s.site = any(p.sites))`)
    .orderBy('p.day')
    .orderBy('p.time')
    .orderBy('p.plan')
    .limit(MOST_ITEMS)
    .execute();
  return rows.map(({ plan, kind, ...row }) => ({ ...row, plan: planIdSchema.parse(plan), kind: groupViewingKindSchema.parse(kind), programs: [...row.programs] }));
}

/** The local calendar day so many days from now. */
export function dayOf(now: Date, days: number): string {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
