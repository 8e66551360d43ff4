import { sql } from 'kysely';
import type { ProgramCopy, ProgramId } from '../../contract/programs/program.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import { isCompleted } from '../../contract/viewing/completion.ts';
import { planStanding } from '../../contract/viewing/course-plan.ts';
import { presentMembers } from '../../contract/viewing/group-viewing.ts';
import type { GroupViewing } from '../../contract/viewing/group-viewing.ts';
import { addSegments } from '../../contract/viewing/played-segments.ts';
import type { PlayedSegments } from '../../contract/viewing/played-segments.ts';
import type { CountyDeps } from '../deps.ts';
import type { Compliance, ComplianceMember, ComplianceQuery } from './schemas.ts';

interface Scope {
  readonly site: string | null;
  readonly township: string | null;
  readonly limit: string | null;
  readonly year: number;
}

/**
 * How the members of the sites in question stand this year: everybody on a roster, and whoever else has a plan.
 * `limit`: the one township whose sites the asker may see. What was watched alone at any terminal of the site and with
 * the group is put together, as the terminal does for the member.
 */
export async function compliance(deps: CountyDeps, query: ComplianceQuery, limit: string | null): Promise<Compliance> {
  const scope: Scope = { site: query.site ?? null, township: query.township ?? null, limit, year: query.year };
  const rule = deps.config.courses;
  const sites = await rosters(deps, scope);
  const plans = await latestPlans(deps, scope);
  const played = await playedOfPlans(deps, scope, plans);
  const answer = sites.map(({ site, members }) => {
    const known = new Set<string>(members.map(({ number }) => number));
    const others = [...plans.values()].filter((plan) => plan.site === site && !known.has(plan.member)).map(({ member, name }) => ({ number: member, name, onRoster: false }));
    const rows = [...members.map(({ number, name }) => ({ number, name, onRoster: true })), ...others].map((member): ComplianceMember => {
      const plan = plans.get(keyOf(site, member.number))?.programs ?? [];
      const completed = new Set(
        plan.filter(({ program, lengthSeconds }) => isCompleted(played.get(keyOf(site, member.number))?.get(program) ?? [], lengthSeconds)).map(({ program }) => program),
      );
      const { chosen, done, missing } = planStanding(plan, completed, rule);
      return { ...member, chosen, done, missing };
    });
    return { site, members: rows };
  });
  const all = answer.flatMap(({ members }) => members);
  return {
    year: query.year,
    required: rule.specialCourses,
    members: all.length,
    chosenEnough: all.filter(({ chosen }) => chosen >= rule.specialCourses).length,
    doneEnough: all.filter(({ missing }) => missing === 0).length,
    sites: answer,
  };
}

/** Tells members of different sites apart, who may have the same number. */
function keyOf(site: string, member: string): string {
  return `${site} ${member}`;
}

function sitesOf({ site, township, limit }: Scope) {
  return sql`select s.site from sites s
    where (${site}::text is null or s.site = ${site}::text)
      and (${township}::text is null or s.township = ${township}::text)
      and (${limit}::text is null or s.township = ${limit}::text)`;
}

async function rosters({ database }: CountyDeps, scope: Scope): Promise<readonly { readonly site: string; readonly members: readonly MemberCopy[] }[]> {
  const { rows } = await sql<{ site: string; members: readonly MemberCopy[] | null }>`
    select w.site, r.members from (${sitesOf(scope)}) w left join rosters r on r.site = w.site order by w.site`.execute(database.tables);
  return rows.map(({ site, members }) => ({ site, members: members ?? [] }));
}

interface Plan {
  readonly site: string;
  readonly member: string;
  readonly name: string;
  readonly at: string;
  readonly programs: readonly ProgramCopy[];
}

/** By site and member; of plans that were chosen at several terminals of a site the last. */
async function latestPlans({ database }: CountyDeps, scope: Scope): Promise<ReadonlyMap<string, Plan>> {
  const { rows } = await sql<Plan>`
    select site, member, name, at, programs from course_plans where year = ${scope.year}::integer and site in (${sitesOf(scope)})`.execute(database.tables);
  const plans = new Map<string, Plan>();
  for (const plan of rows) {
    const key = keyOf(plan.site, plan.member);
    const known = plans.get(key);
    if (known === undefined || Date.parse(known.at) < Date.parse(plan.at)) plans.set(key, plan);
  }
  return plans;
}

/** What each member with a plan has really played of the programs in it, this year: site and member → program → stretches. */
async function playedOfPlans({ database }: CountyDeps, scope: Scope, plans: ReadonlyMap<string, Plan>): Promise<ReadonlyMap<string, ReadonlyMap<ProgramId, PlayedSegments>>> {
  const played = new Map<string, Map<ProgramId, PlayedSegments>>([...plans].map(([key, { programs }]) => [key, new Map(programs.map(({ program }) => [program, []]))]));
  const add = (key: string, program: ProgramId, segments: PlayedSegments): void => {
    const own = played.get(key);
    const before = own?.get(program);
    if (own !== undefined && before !== undefined) own.set(program, addSegments(before, segments));
  };
  const days = sql`v.day >= make_date(${scope.year}::integer, 1, 1) and v.day <= make_date(${scope.year}::integer, 12, 31) and v.site in (${sitesOf(scope)})`;
  const alone = await sql<{ site: string; member: string; program: ProgramId; played: PlayedSegments }>`
    select v.site, v.member, v.program, v.state->'played' as played from self_viewings v
    where v.member is not null and v.program is not null and ${days}`.execute(database.tables);
  for (const { site, member, program, played: segments } of alone.rows) add(keyOf(site, member), program, segments);
  const together = await sql<{ site: string; state: GroupViewing }>`
    select v.site, v.state from group_viewings v where v.started_at is not null and v.ended_at is not null and ${days}`.execute(database.tables);
  for (const { site, state } of together.rows) {
    for (const { number } of presentMembers(state)) {
      for (const [program, segments] of Object.entries(state.played)) add(keyOf(site, number), program as ProgramId, segments);
    }
  }
  return played;
}
