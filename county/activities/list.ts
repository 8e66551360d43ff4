import { sql } from 'kysely';
import type { LocalizedText } from '../../contract/text.ts';
import { activityKinds } from '../../contract/usage/group-events.ts';
import { activityFacts } from '../../contract/viewing/offline-activity.ts';
import type { OfflineActivity } from '../../contract/viewing/offline-activity.ts';
import type { Queries } from '../database/database.ts';
import type { ActivitiesAnswer, ActivitiesQuery, ActivityFigures } from './schemas.ts';

const MOST_LISTED = 500;

/** Activities of a period with their figures. `township` limits what may be seen. */
export async function listActivities(queries: Queries, query: ActivitiesQuery, township: string | null): Promise<ActivitiesAnswer> {
  const wanted = sql`
    from offline_activities a join sites s on s.site = a.site
    where (${query.from ?? null}::date is null or a.day >= ${query.from ?? null}::date) and (${query.to ?? null}::date is null or a.day <= ${query.to ?? null}::date)
      and (${query.site ?? null}::text is null or a.site = ${query.site ?? null}::text)
      and (${query.township ?? null}::text is null or s.township = ${query.township ?? null}::text)
      and (${township}::text is null or s.township = ${township}::text)`;
  const { rows: sums } = await sql<{ kind: string; count: number; people: number; copies: number }>`
    select a.kind, count(*)::integer as count, sum(a.members + a.guests)::integer as people, sum(a.copies)::integer as copies
    ${wanted} and not a.withdrawn and a.kind is not null group by a.kind`.execute(queries);
  const { rows } = await sql<{ journal: string; activity: string; site: string; name: LocalizedText; state: OfflineActivity }>`
    select a.journal, a.activity, a.site, s.name, a.state ${wanted}
    order by a.day desc nulls last, a.site, a.activity limit ${MOST_LISTED + 1}::integer`.execute(queries);
  return {
    figures: figuresOf(sums),
    activities: rows.slice(0, MOST_LISTED).map(({ name, state, ...row }) => ({
      ...row,
      siteName: name,
      now: activityFacts(state),
      versions: [...state.versions],
      withdrawn: state.withdrawn === null ? null : { at: state.withdrawn.at, reason: state.withdrawn.reason },
    })),
    more: rows.length > MOST_LISTED,
  };
}

function figuresOf(sums: readonly { readonly kind: string; readonly count: number; readonly people: number; readonly copies: number }[]): ActivityFigures {
  const total = (of: (sum: (typeof sums)[number]) => number): number => sums.reduce((all, sum) => all + of(sum), 0);
  const byKind = Object.fromEntries(activityKinds.map((kind) => [kind, sums.find((sum) => sum.kind === kind)?.count ?? 0])) as ActivityFigures['byKind'];
  return { total: total(({ count }) => count), byKind, personTimes: total(({ people }) => people), handouts: total(({ copies }) => copies) };
}
