import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { recordChange } from '../audit/record.ts';
import type { Actor } from '../audit/record.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import type { NewAnswer } from './schemas.ts';

export interface AnsweredQuestion {
  readonly journal: string;
  readonly question: string;
}

/** Answers a question, or says something else than before: that is a new answer for the sites. Throws CountyError `not-found`. */
export async function answerQuestion(deps: CountyDeps, { journal, question }: AnsweredQuestion, { text, by, everyone }: NewAnswer, actor: Actor): Promise<void> {
  await deps.database.transaction(async (queries) => {
    await inOrder(queries);
    const asked = await queries.selectFrom('questions').select(['site', 'text', 'kind', 'best_ms']).where('journal', '=', journal).where('question', '=', question).executeTakeFirst();
    if (asked === undefined) throw new CountyError('not-found', 404, 'There is no such question.');
    const before = await queries.selectFrom('answers').select(['text', 'by_office', 'everyone']).where('journal', '=', journal).where('question', '=', question).executeTakeFirst();
    if (before?.text === text && before.by_office === by && before.everyone === everyone) return;
    const now = deps.now();
    const said = { answer: randomUUID(), text, by_office: by, everyone, answered_by: actor.kind === 'person' ? actor.name : '', answered_at: now, revision: await nextRevision(queries) };
    await queries
      .insertInto('answers')
      .values({ journal, question, site: asked.site, asked: asked.text, asked_at: new Date(asked.best_ms ?? now.getTime()), kind: asked.kind, ...said })
      .onConflict((conflict) => conflict.columns(['journal', 'question']).doUpdateSet(said))
      .execute();
    if (before?.everyone === true && !everyone) await renewAll(queries);
    await recordChange(queries, actor, now, { action: 'question.answered', site: asked.site, subject: asked.text.slice(0, 60), before: before?.text, after: text });
  });
}

/** Takes an answer back from every board; the question waits again. Throws CountyError `not-found`. */
export async function takeBackAnswer(deps: CountyDeps, { journal, question }: AnsweredQuestion, actor: Actor): Promise<void> {
  await deps.database.transaction(async (queries) => {
    await inOrder(queries);
    const gone = await queries.deleteFrom('answers').where('journal', '=', journal).where('question', '=', question).returning(['site', 'asked', 'text', 'everyone']).executeTakeFirst();
    if (gone === undefined) throw new CountyError('not-found', 404, 'There is no answer to take back.');
    if (gone.everyone) await renewAll(queries);
    else await queries.updateTable('answer_boards').set({ revision: -1 }).where('site', '=', gone.site).execute();
    await recordChange(queries, actor, deps.now(), { action: 'question.answer-withdrawn', site: gone.site, subject: gone.asked.slice(0, 60), before: gone.text });
  });
}

/** Answers take turns, so that a board that has looked at one revision has seen all before it. */
async function inOrder(queries: Queries): Promise<void> {
  await sql`lock table answers in share row exclusive mode`.execute(queries);
}

async function nextRevision(queries: Queries): Promise<number> {
  const { rows } = await sql<{ revision: number }>`select nextval('answer_revisions')::bigint as revision`.execute(queries);
  return rows[0]?.revision ?? 0;
}

/** What was for everyone is on every board: all are signed anew when they are next asked for. */
async function renewAll(queries: Queries): Promise<void> {
  await queries.updateTable('answer_boards').set({ revision: -1 }).execute();
}
