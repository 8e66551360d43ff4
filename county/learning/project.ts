import { sql } from 'kysely';
import type { UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';

export type PlanEvent = Extract<UsageEvent, { type: 'course-plan.chosen' }>;

export function isPlanEvent(event: UsageEvent): event is PlanEvent {
  return event.type === 'course-plan.chosen';
}

/** Keeps the last plan of each member and year; lines may come in any order. */
export async function projectPlans(queries: Queries, { journal, site }: { readonly journal: string; readonly site: string }, events: readonly PlanEvent[]): Promise<void> {
  const last = new Map<string, PlanEvent>();
  for (const event of events) {
    const key = `${event.data.member.number} ${event.data.year}`;
    const known = last.get(key);
    if (known === undefined || known.seq < event.seq) last.set(key, event);
  }
  if (last.size === 0) return;
  const rows = [...last.values()].map(({ seq, at, data: { member, year, programs } }) => ({ member: member.number, name: member.name, year, seq, at, programs }));
  await sql`
    insert into course_plans (journal, site, member, name, year, seq, at, programs)
    select ${journal}::uuid, ${site}, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (member text, name text, year integer, seq bigint, at text, programs jsonb)
    on conflict (journal, member, year) do update set name = excluded.name, seq = excluded.seq, at = excluded.at, programs = excluded.programs
    where course_plans.seq < excluded.seq`.execute(queries);
}
