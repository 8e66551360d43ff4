import { sql } from 'kysely';
import { recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { isOver } from '../monthly/month.ts';
import { sitesOf } from '../monthly/reports.ts';
import { gatherFacts } from './facts.ts';
import { assessmentRulesSchema, defaultRules } from './rules.ts';
import type { AssessmentRules } from './rules.ts';
import type { Assessment, AssessmentQuery, KeptRules } from './schemas.ts';
import { meanScore, scoreRules, totalScore } from './score.ts';

/** Scores of a month with their working, by township and site. `limit` is the township whose sites may be seen. Throws CountyError `not-found`. */
export async function assess(deps: CountyDeps, queries: Queries, { month, township }: AssessmentQuery, limit: string | null): Promise<Assessment> {
  const sites = (await sitesOf(queries, limit)).filter((site) => township === undefined || site.township === township);
  if (township !== undefined && sites.length === 0) throw new CountyError('not-found', 404, `There is no township called ${township} to assess.`);
  const { version, rules } = await readRules(queries);
  const factsOf = await gatherFacts(deps, queries, sites.map(({ site }) => site), month, rules);
  const scored = sites.map((site) => {
    const working = scoreRules(rules, factsOf(site.site));
    return { ...site, score: totalScore(working), rules: [...working] };
  });
  const townships = new Map(sites.map((site) => [site.township, site.townshipName]));
  return {
    ...{ month, unfinished: !isOver(month, deps.now()), version, rules },
    score: meanScore(scored.map(({ score }) => score)),
    townships: [...townships].map(([id, name]) => {
      const own = scored.filter((site) => site.township === id);
      return { township: id, name, score: meanScore(own.map(({ score }) => score)), sites: own.map(({ site, name: siteName, score, rules: working }) => ({ site, name: siteName, score, rules: working })) };
    }),
  };
}

/** The rules that hold. */
export async function readRules(queries: Queries): Promise<KeptRules> {
  const row = await queries.selectFrom('assessment_rules').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
  if (row === undefined) return { version: 0, rules: defaultRules, madeBy: null, madeAt: null };
  return { version: row.version, rules: assessmentRulesSchema.parse(row.rules), madeBy: row.made_by, madeAt: row.made_at.toISOString() };
}

/** Makes the version after `after`. Throws CountyError `changed-meanwhile` when that is not the one that holds. */
export async function changeRules(deps: CountyDeps, queries: Queries, after: number, rules: AssessmentRules, person: SignedIn, by: Actor): Promise<KeptRules> {
  await sql`lock table assessment_rules in share row exclusive mode`.execute(queries);
  const known = await readRules(queries);
  if (known.version !== after) throw new CountyError('changed-meanwhile', 409, 'Somebody else has changed the rules: look at them again.');
  const at = deps.now();
  await queries
    .insertInto('assessment_rules')
    .values({ version: after + 1, rules: JSON.stringify(rules), made_by: person.name, made_at: at })
    .execute();
  await recordChange(queries, by, at, { action: 'assessment.changed', before: known.rules, after: rules });
  return readRules(queries);
}
