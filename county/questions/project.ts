import { sql } from 'kysely';
import type { EventType, UsageEvent } from '../../contract/usage/event.ts';
import type { Queries } from '../database/database.ts';
import { earliestByKey } from '../reports/earliest.ts';
import { momentRows } from '../reports/moment-rows.ts';
import type { JournalOrigin } from '../reports/project.ts';
import { timeColumnNames, timeColumnTypes } from '../reports/time-columns.ts';

const types = ['question.asked', 'question.withdrawn', 'answer.opened'] as const satisfies readonly EventType[];
type QuestionEvent = Extract<UsageEvent, { type: (typeof types)[number] }>;

const momentTypes = sql.raw(`seq bigint, at text, boot uuid, uptime_ms double precision, ${timeColumnTypes}`);
const momentColumns = sql.raw(['seq', 'at', 'boot', 'uptime_ms', ...timeColumnNames].join(', '));

export function isQuestionEvent(event: UsageEvent): event is QuestionEvent {
  return types.some((type) => type === event.type);
}

/** Notes what sites asked, took back, and read of the answers; each once. */
export async function projectQuestions(queries: Queries, origin: JournalOrigin, events: readonly QuestionEvent[]): Promise<void> {
  const { journal, site } = origin;
  const asked = events.filter((event) => event.type === 'question.asked');
  if (asked.length > 0) {
    const rows = await momentRows(origin, earliestByKey(asked, ({ data }) => data.question.toLowerCase()), ({ data }) => ({
      ...{ question: data.question, text: data.text, kind: data.kind, name: data.name, phone: data.phone, search: data.search },
    }));
    await sql`
      insert into questions (journal, site, ${momentColumns}, question, text, kind, name, phone, search)
      select ${journal}::uuid, ${site}, r.*
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (${momentTypes}, question uuid, text text, kind text, name text, phone text, search uuid)
      on conflict (journal, question) do nothing`.execute(queries);
  }
  const withdrawn = events.flatMap((event) => (event.type === 'question.withdrawn' ? [event.data.question] : []));
  if (withdrawn.length > 0) {
    await sql`
      insert into question_withdrawals (journal, question)
      select ${journal}::uuid, q from unnest(${[...new Set(withdrawn)]}::uuid[]) as q
      on conflict do nothing`.execute(queries);
  }
  const opened = events.filter((event) => event.type === 'answer.opened');
  if (opened.length > 0) {
    const rows = await momentRows(origin, earliestByKey(opened, ({ id }) => id.toLowerCase()), ({ id, data }) => ({ event: id, answer: data.answer }));
    await sql`
      insert into answer_openings (journal, site, ${momentColumns}, event, answer)
      select ${journal}::uuid, ${site}, r.*
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (${momentTypes}, event uuid, answer uuid)
      on conflict (journal, event) do nothing`.execute(queries);
  }
}
