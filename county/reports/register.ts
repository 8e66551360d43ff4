import { sql } from 'kysely';
import type { LocalizedText } from '../../contract/text.ts';
import { groupViewingKindSchema } from '../../contract/usage/event.ts';
import { groupFaults, selfFaults } from '../../contract/viewing/validity.ts';
import type { CountyDeps } from '../deps.ts';
import { correctedAnswer, isoOf } from './corrected-answer.ts';
import type { Flag } from './flag-names.ts';
import type { Register, RegisterQuery, ViewingEntry } from './register-schemas.ts';
import type { TimeColumns } from './time-columns.ts';

interface Row extends TimeColumns {
  readonly site: string;
  readonly journal: string;
  readonly viewing: string;
  readonly alone: boolean;
  readonly kind: string | null;
  readonly at: string;
  readonly opened: boolean;
  readonly started: boolean;
  readonly ended: boolean;
  readonly abandoned: boolean;
  readonly begin_ms: number | null;
  readonly end_ms: number | null;
  readonly played_seconds: number;
  readonly length_seconds: number;
  readonly members: number;
  readonly guests: number;
  readonly flags: readonly Flag[];
  readonly programs: readonly { readonly title: LocalizedText }[] | null;
}

/** Every viewing of the period, with the time that was recorded and the one that is right. `township` limits what may be seen. */
export async function registerOfViewings(deps: CountyDeps, query: RegisterQuery, township: string | null): Promise<Register> {
  const { limit, offset } = query;
  const wanted = sql`
    join sites s on s.site = v.site
    where (${query.from ?? null}::date is null or v.day >= ${query.from ?? null}::date) and (${query.to ?? null}::date is null or v.day <= ${query.to ?? null}::date)
      and (${query.site ?? null}::text is null or v.site = ${query.site ?? null}::text)
      and (${query.township ?? null}::text is null or s.township = ${query.township ?? null}::text)
      and (${township}::text is null or s.township = ${township}::text)`;
  const shared = sql.raw(`
    v.site, v.journal, v.viewing, coalesce(v.moments->'opened'->>'at', v.first_at) as at, v.started_at is not null as started, v.ended_at is not null as ended,
    v.day, v.best_ms, v.certainty, v.not_before_ms, v.not_after_ms, v.begin_ms, v.end_ms, v.played_seconds, v.length_seconds, v.flags`);
  const { rows } = await sql<Row>`
    select ${shared}, false as alone, v.kind, v.opened_at is not null as opened, v.abandoned_at is not null as abandoned, v.members, v.guests,
      v.state->'opened'->'value'->'programs' as programs
    from group_viewings v ${wanted}
    union all
    select ${shared}, true as alone, null as kind, false as opened, false as abandoned, (v.member is not null)::integer as members, (v.member is null)::integer as guests,
      case when v.started_at is null then null else jsonb_build_array(v.state->'started'->'program') end as programs
    from self_viewings v ${wanted}
    order by day desc nulls last, best_ms desc nulls last, journal, viewing
    limit ${limit + 1}::integer offset ${offset}::bigint`.execute(deps.database.tables);
  return { viewings: rows.slice(0, limit).map((row) => toEntry(deps, row)), more: rows.length > limit };
}

function toEntry({ config: { rule } }: CountyDeps, row: Row): ViewingEntry {
  const { opened, started, ended, abandoned, played_seconds: playedSeconds, length_seconds: lengthSeconds, members, guests } = row;
  const facts = { opened, started, ended, abandoned, playedSeconds, lengthSeconds, attendance: members + guests };
  return {
    ...{ site: row.site, journal: row.journal, viewing: row.viewing },
    kind: row.alone ? 'self' : groupViewingKindSchema.nullable().parse(row.kind),
    began: correctedAnswer(row.at, row),
    ...{ startedAt: isoOf(row.begin_ms), endedAt: isoOf(row.end_ms) },
    titles: (row.programs ?? []).map(({ title }) => title),
    ...{ playedSeconds, lengthSeconds, members, guests },
    faults: [...(row.alone ? selfFaults({ started, playedSeconds, lengthSeconds }, rule) : groupFaults(facts, rule))],
    flags: [...row.flags],
  };
}
