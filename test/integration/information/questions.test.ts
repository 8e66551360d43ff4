import { afterAll, beforeAll, expect, it } from 'vitest';
import { answersSchema } from '../../../contract/information/answers.ts';
import { paths } from '../../../contract/http.ts';
import { questionPaths, questionsAnswerSchema } from '../../../county/questions/schemas.ts';
import type { NewAnswer, QuestionsAnswer } from '../../../county/questions/schemas.ts';
import { rebuildProjections } from '../../../county/reports/rebuild.ts';
import { registerSite } from '../../../county/sites/register.ts';
import type { Features } from '../../../electron/features.ts';
import { expectProblem } from '../../support/terminal/surroundings.ts';
import { dongmen, enrolTerminal, openHttpCounty, readSigned, xigou } from '../county/http-county.ts';
import type { HttpCounty } from '../county/http-county.ts';
import { signedIn } from '../county/records-people.ts';
import { enrolledTerminal } from '../site/enrolled-terminal.ts';

let county: HttpCounty;
let staff: { readonly cookie: string };

beforeAll(async () => {
  county = await openHttpCounty();
  await registerSite(county.deps, dongmen);
  staff = await signedIn(county, 'county-staff');
});
afterAll(() => county.close());

const listed = async (who: { readonly cookie: string }, query = ''): Promise<QuestionsAnswer> => {
  const answer = await fetch(`${county.url}${questionPaths.questions}${query}`, { headers: who });
  expect(answer.status).toBe(200);
  return questionsAnswerSchema.parse(await answer.json());
};
const change = (method: 'PUT' | 'DELETE', question: { readonly journal: string; readonly question: string }, who: { readonly cookie: string }, body?: NewAnswer): Promise<Response> =>
  fetch(`${county.url}${questionPaths.answer(question.journal, question.question)}`, {
    method,
    headers: { ...who, origin: county.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
/** What the terminal shows of its questions and answers. */
const board = ({ questions, uploader }: Features) => questions.view(uploader.state().confirmed);
const ask = (terminal: Features, text: string, phone: string | null = null) => terminal.questions.ask({ text, kind: 'technique', name: null, phone, search: null });
/** Waits until the county has all that the terminal recorded. */
const handedIn = async (terminal: Features): Promise<void> => {
  terminal.uploader.tryNow();
  await expect.poll(() => terminal.uploader.state().confirmed, { timeout: 20_000 }).toBe(terminal.journal.last.seq);
};

it('a question travels with the records, its answer comes back to the board of the site that asked, and that it was read is known', async () => {
  const { terminal, journal } = await enrolledTerminal(county);
  const { question } = await ask(terminal, '马铃薯叶子发黑怎么办', '139-0000-1234');
  expect(await ask(terminal, '马铃薯叶子发黑怎么办')).toEqual({ question }); // Pressed twice.
  expect(board(terminal).questions).toMatchObject([{ question, text: '马铃薯叶子发黑怎么办', kind: 'technique', state: 'waiting' }]);
  terminal.start();
  await handedIn(terminal);
  expect(board(terminal).questions[0]?.state).toBe('with-county');

  const { questions, waiting } = await listed(staff);
  expect([waiting, questions]).toMatchObject([1, [{ journal, question, site: 'dongmen', asker: { name: null, phone: '139-0000-1234' }, answer: null, withdrawn: false }]]);
  expect((await change('PUT', { journal, question }, staff, { text: '多半是晚疫病。\n雨后打药。', by: '县农业农村局', everyone: false })).status).toBe(204);
  await terminal.sync.tryNow();
  const [answer] = board(terminal).answers;
  expect(answer).toMatchObject({ question, own: true, opened: false, asked: '马铃薯叶子发黑怎么办', text: '多半是晚疫病。\n雨后打药。', by: '县农业农村局' });
  expect(board(terminal).questions[0]?.state).toBe('answered');

  await terminal.questions.openAnswer(answer?.answer ?? '');
  await terminal.questions.openAnswer(answer?.answer ?? '');
  expect(board(terminal).answers[0]?.opened).toBe(true);
  await handedIn(terminal);
  expect((await listed(staff, '?state=answered')).questions[0]?.answer).toMatchObject({ readThere: true, readElsewhere: 0, everyone: false });
  const events = await county.deps.database.tables.selectFrom('answer_openings').select('answer').execute();
  expect(events).toHaveLength(1);

  // What the county says otherwise is a new answer, which nobody has read.
  await change('PUT', { journal, question }, staff, { text: '是早疫病。', by: '县农业农村局', everyone: false });
  await terminal.sync.tryNow();
  expect(board(terminal).answers).toMatchObject([{ text: '是早疫病。', opened: false }]);

  // Counting everything anew changes nothing of it.
  await rebuildProjections(county.deps);
  expect((await listed(staff, '?state=answered')).questions).toMatchObject([{ question, answer: { text: '是早疫病。', readThere: false } }]);

  expect((await change('DELETE', { journal, question }, staff)).status).toBe(204);
  await terminal.sync.tryNow();
  expect([board(terminal).answers, board(terminal).questions[0]?.state]).toEqual([[], 'with-county']);
  await expectProblem('question-unknown', () => terminal.questions.openAnswer(answer?.answer ?? ''));
});

it('an answer for everyone reaches the other sites, without who asked; one for a site stays there', async () => {
  const { terminal, journal } = await enrolledTerminal(county);
  const grant = await enrolTerminal(county, xigou);
  const boardOfXigou = async () => {
    const answer = await fetch(county.url + paths.answers, { headers: { authorization: `Bearer ${grant.token}` } });
    return { etag: answer.headers.get('etag') ?? '', ...(await readSigned(county, await answer.text(), answersSchema)) };
  };
  const before = await boardOfXigou();
  expect([before.site, before.answers]).toEqual(['xigou', []]);
  const one = await ask(terminal, '哪里有脱毒种薯', '139-1111-2222');
  const other = await ask(terminal, '我家的低保怎么还没到');
  terminal.start();
  await handedIn(terminal);
  await change('PUT', { journal, question: one.question }, staff, { text: '县种子站。', by: '县种子站', everyone: true });
  await change('PUT', { journal, question: other.question }, staff, { text: '下周。', by: '县民政局', everyone: false });
  const after = await boardOfXigou();
  expect(after.version).toBeGreaterThan(before.version);
  expect(after.answers).toMatchObject([{ asked: '哪里有脱毒种薯', own: false, text: '县种子站。' }]);
  expect(JSON.stringify(after)).not.toContain('1111');
  const again = await fetch(county.url + paths.answers, { headers: { authorization: `Bearer ${grant.token}`, 'if-none-match': after.etag } });
  expect(again.status).toBe(304);
  // For everyone no more: it leaves the other boards.
  await change('PUT', { journal, question: one.question }, staff, { text: '县种子站。', by: '县种子站', everyone: false });
  expect((await boardOfXigou()).answers).toEqual([]);
});

it('township staff read the questions of their own sites and answer none; nobody answers without an account', async () => {
  const { terminal, journal } = await enrolledTerminal(county);
  const { question } = await ask(terminal, '兔子不吃草');
  terminal.start();
  await handedIn(terminal);
  const own = await signedIn(county, 'township-staff', 'chenhu');
  await county.deps.database.tables.insertInto('townships').values({ id: 'liulin', name: JSON.stringify({ 'zh-CN': '柳林镇' }) }).onConflict((conflict) => conflict.doNothing()).execute();
  const foreign = await signedIn(county, 'township-staff', 'liulin');
  expect((await listed(own)).questions.map((one) => one.question)).toContain(question);
  expect(await listed(foreign)).toEqual({ questions: [], townships: [], waiting: 0, next: null });
  expect(await listed(own, '?township=liulin')).toMatchObject({ questions: [], townships: [{ id: 'chenhu' }], waiting: 0 });
  expect((await listed(staff, '?township=chenhu')).questions.map((one) => one.question)).toContain(question);
  expect((await listed(staff, '?township=liulin')).questions).toEqual([]);
  const said: NewAnswer = { text: '换草。', by: '镇里', everyone: true };
  expect((await change('PUT', { journal, question }, own, said)).status).toBe(403);
  expect((await change('PUT', { journal, question }, { cookie: '' }, said)).status).toBe(401);
  expect((await change('PUT', { journal, question }, staff, { ...said, text: ' ' })).status).toBe(400);
  expect((await change('PUT', { journal, question: journal }, staff, said)).status).toBe(404);
});

it('a question that was taken back waits for nothing', async () => {
  const { terminal } = await enrolledTerminal(county);
  const { question } = await ask(terminal, '不用问了');
  await terminal.questions.withdraw(question);
  expect(board(terminal).questions).toEqual([]);
  await expectProblem('question-unknown', () => terminal.questions.withdraw(question));
  terminal.start();
  await handedIn(terminal);
  expect((await listed(staff)).questions.map((one) => one.question)).not.toContain(question);
  expect((await listed(staff, '?state=all')).questions.find((one) => one.question === question)).toMatchObject({ withdrawn: true });
});
