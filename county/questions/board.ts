import { sql } from 'kysely';
import { answersSchema, MAX_ANSWERS } from '../../contract/information/answers.ts';
import type { Queries } from '../database/database.ts';
import type { CountyDeps } from '../deps.ts';
import { sha256Of } from '../signed-answer.ts';
import type { SignedDocument } from '../signed-answer.ts';

/** Seconds since 1970 at which versions of boards begin to count. */
const FIRST_VERSION_AT = 1_700_000_000;

/** The board of one site, signed anew when there is an answer that it lacks. Boards that nobody asks for cost nothing. */
export async function findBoard(deps: CountyDeps, site: string): Promise<SignedDocument> {
  const board = await boardOf(deps.database.tables, site);
  if (board !== undefined && !(await lacksAnswers(deps.database.tables, site, board.revision))) return board;
  return deps.database.transaction((queries) => signBoard(deps, queries, site));
}

const boardOf = (queries: Queries, site: string) => queries.selectFrom('answer_boards').select(['version', 'revision', 'jws', 'jws_sha256']).where('site', '=', site).executeTakeFirst();

async function lacksAnswers(queries: Queries, site: string, revision: number): Promise<boolean> {
  if (revision < 0) return true;
  const { rows } = await sql<{ lacks: boolean }>`
    select exists (select from answers where site = ${site} and revision > ${revision})
      or exists (select from answers where everyone and revision > ${revision}) as lacks`.execute(queries);
  return rows[0]?.lacks === true;
}

async function signBoard(deps: CountyDeps, queries: Queries, site: string): Promise<SignedDocument> {
  // Whoever answers holds this lock until the answer is there to see.
  await sql`lock table answers in share mode`.execute(queries);
  await sql`select pg_advisory_xact_lock(hashtext(${`answer-board ${site}`}))`.execute(queries);
  const known = await boardOf(queries, site);
  const rows = await queries
    .selectFrom('answers')
    .selectAll()
    .where((where) => where.or([where('site', '=', site), where('everyone', '=', true)]))
    .orderBy('answered_at', 'desc')
    .orderBy('answer')
    .limit(MAX_ANSWERS)
    .execute();
  const newest = await queries.selectFrom('answers').select(({ fn }) => fn.max<number | null>('revision').as('revision')).executeTakeFirst();
  const now = deps.now();
  // The first one begins high: after a restored backup it must be above whatever the site may hold.
  const version = known === undefined ? Math.floor(now.getTime() / 1000) - FIRST_VERSION_AT : known.version + 1;
  const jws = await deps.keys.sign(
    answersSchema.parse({
      ...{ kind: 'answers/1', site, version, publishedAt: now.toISOString() },
      answers: rows.map((row) => ({
        ...{ answer: row.answer, question: row.question, own: row.site === site, asked: row.asked, askedAt: row.asked_at.toISOString(), kind: row.kind },
        ...{ text: row.text, by: row.by_office, answeredAt: row.answered_at.toISOString() },
      })),
    }),
  );
  const row = { version, revision: newest?.revision ?? 0, jws, jws_sha256: sha256Of(jws), published_at: now };
  await queries
    .insertInto('answer_boards')
    .values({ site, ...row })
    .onConflict((conflict) => conflict.column('site').doUpdateSet(row))
    .execute();
  return row;
}
