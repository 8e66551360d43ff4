import { sql } from 'kysely';
import type { LocalizedText } from '../../contract/text.ts';
import type { Queries } from '../database/database.ts';
import { questionsAnswerSchema } from './schemas.ts';
import type { QuestionsAnswer } from './schemas.ts';

const AT_ONCE = 50;

export interface WantedQuestions {
  readonly state: 'waiting' | 'answered' | 'all';
  readonly township: string | null;
  /** The one township whose questions may be seen; null for all. */
  readonly townshipLimit: string | null;
  /** Milliseconds since 1970; only what was asked before. */
  readonly beforeMs: number | null;
}

interface Row {
  readonly journal: string;
  readonly question: string;
  readonly site: string;
  readonly siteName: LocalizedText;
  readonly townshipId: string;
  readonly townshipName: LocalizedText;
  readonly text: string;
  readonly kind: string | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly askedMs: number;
  readonly withdrawn: boolean;
  readonly answer: string | null;
  readonly answerText: string;
  readonly byOffice: string;
  readonly everyone: boolean;
  readonly answeredBy: string;
  readonly answeredAt: Date;
  readonly readThere: boolean;
  readonly readElsewhere: number;
}

/** A withdrawn question waits for nothing. */
const waits = sql`a.answer is null and w.question is null`;

/** The questions of the sites, newest first; those that wait, the oldest first. */
export async function listQuestions(queries: Queries, { state, township, townshipLimit, beforeMs }: WantedQuestions): Promise<QuestionsAnswer> {
  const inLimit = townshipLimit === null ? sql`true` : sql`s.township = ${townshipLimit}`;
  const inTownship = township === null ? inLimit : sql`(s.township = ${township} and ${inLimit})`;
  const inState = { waiting: waits, answered: sql`a.answer is not null`, all: sql`true` }[state];
  // What waits longest comes first, and is never so much that it needs pages.
  const limits = state === 'waiting' ? { order: sql`asc`, before: sql`true`, limit: 500 } : { order: sql`desc`, before: beforeMs === null ? sql`true` : sql`q.best_ms < ${beforeMs}`, limit: AT_ONCE + 1 };
  const { rows } = await sql<Row>`
    select q.journal, q.question, q.site, s.name as "siteName", t.id as "townshipId", t.name as "townshipName", q.text, q.kind, q.name, q.phone,
      coalesce(q.best_ms, 0) as "askedMs", w.question is not null as withdrawn,
      a.answer, a.text as "answerText", a.by_office as "byOffice", a.everyone, a.answered_by as "answeredBy", a.answered_at as "answeredAt",
      exists (select from answer_openings o where o.answer = a.answer and o.site = q.site) as "readThere",
      (select count(distinct o.site)::integer from answer_openings o where o.answer = a.answer and o.site <> q.site) as "readElsewhere"
    from questions q
    join sites s on s.site = q.site
    join townships t on t.id = s.township
    left join question_withdrawals w on w.journal = q.journal and w.question = q.question
    left join answers a on a.journal = q.journal and a.question = q.question
    where ${inTownship} and ${inState} and ${limits.before}
    order by q.best_ms ${limits.order}, q.question
    limit ${limits.limit}`.execute(queries);
  const waiting = await sql<{ count: number }>`
    select count(*)::integer as count
    from questions q
    join sites s on s.site = q.site
    left join question_withdrawals w on w.journal = q.journal and w.question = q.question
    left join answers a on a.journal = q.journal and a.question = q.question
    where ${inTownship} and ${waits}`.execute(queries);
  const { rows: townships } = await sql<QuestionsAnswer['townships'][number]>`
    select t.id, t.name from townships t
    where exists (select from questions q join sites s on s.site = q.site where s.township = t.id and ${inLimit})
    order by t.id`.execute(queries);
  const shown = state === 'waiting' ? rows : rows.slice(0, AT_ONCE);
  const last = shown.at(-1);
  return questionsAnswerSchema.parse({
    questions: shown.map((row) => ({
      ...{ journal: row.journal, question: row.question, site: row.site, name: row.siteName },
      township: { id: row.townshipId, name: row.townshipName },
      ...{ text: row.text, kind: row.kind, asker: { name: row.name, phone: row.phone } },
      ...{ askedAt: new Date(row.askedMs).toISOString(), withdrawn: row.withdrawn },
      answer:
        row.answer === null
          ? null
          : {
              ...{ text: row.answerText, by: row.byOffice, everyone: row.everyone, answeredBy: row.answeredBy },
              ...{ answeredAt: row.answeredAt.toISOString(), readThere: row.readThere, readElsewhere: row.readElsewhere },
            },
    })),
    townships,
    waiting: waiting.rows[0]?.count ?? 0,
    next: rows.length > shown.length && last !== undefined ? new Date(last.askedMs).toISOString() : null,
  });
}
