import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countyProblemSchema, paths, summarySchema } from '../../../contract/http.ts';
import { createMachineToken, withdrawMachineToken } from '../../../county/accounts/machine-tokens.ts';
import { accountPaths, accountSchema, accountsAnswerSchema, sessionAnswerSchema, waitDetailsSchema } from '../../../county/accounts/schemas.ts';
import type { NewAccount } from '../../../county/accounts/schemas.ts';
import { createSetupToken } from '../../../county/accounts/setup.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty } from './open-county.ts';
import { dongmen } from './usage-events.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const password = 'ridge the potatoes';

let county: TestCounty;
beforeAll(async () => {
  county = await openTestCounty();
  await county.enterTerminal(dongmen);
});
afterAll(() => county.close());
beforeEach(async () => {
  for (const table of ['accounts', 'sessions', 'sign_in_failures', 'setup_tokens', 'machine_tokens'] as const) await county.deps.database.tables.deleteFrom(table).execute();
});

interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly body?: object;
  readonly session?: string;
  readonly headers?: Record<string, string>;
  readonly from?: string;
}

async function call({ method = 'GET', url, body, session, headers = {}, from = '10.0.0.1' }: Call) {
  return county.app.inject({
    method,
    url,
    remoteAddress: from,
    headers: { ...(session === undefined ? {} : { cookie: `session=${session}` }), ...headers },
    ...(body === undefined ? {} : { payload: body }),
  });
}

type Answer = Awaited<ReturnType<typeof call>>;
const problemOf = (answer: Answer) => countyProblemSchema.parse(answer.json()).error;
const refusal = (answer: Answer) => [answer.statusCode, problemOf(answer).code];
const sessionOf = (answer: Answer) => answer.cookies.find(({ name }) => name === 'session')?.value ?? '';

const signIn = (name: string, word = password, from?: string) => call({ method: 'POST', url: accountPaths.session, body: { name, password: word }, ...(from === undefined ? {} : { from }) });

let setUps = 0;

/** Makes the first account and returns its session. Each from another address: set-ups from one are limited. */
async function setUp(name = 'Wang'): Promise<string> {
  setUps += 1;
  const token = await createSetupToken(county.deps);
  return sessionOf(await call({ method: 'POST', url: accountPaths.setup, body: { token, name, password }, from: `10.1.0.${setUps}` }));
}

/** As after this many failures in the past minutes. */
async function failed(subject: string, failures: number): Promise<void> {
  const now = county.deps.now();
  await county.deps.database.tables.insertInto('sign_in_failures').values({ subject, failures, last_at: now, blocked_until: now }).execute();
}

/** Signs in with a password that somebody else chose, and chooses another one. */
async function firstSignIn(name: string, word: string): Promise<string> {
  const session = sessionOf(await signIn(name, word));
  return sessionOf(await call({ method: 'POST', url: accountPaths.password, body: { old: word, new: `${word}, my own` }, session }));
}

async function addAccount(session: string, account: NewAccount) {
  return call({ method: 'POST', url: accountPaths.accounts, body: account, session });
}

describe('the first person', () => {
  it('chooses name and password with the one-time token, and is signed in', async () => {
    expect(sessionAnswerSchema.parse((await call({ url: accountPaths.session })).json())).toEqual({ person: null, setupNeeded: true, mustChange: false });
    const token = await createSetupToken(county.deps);
    const answer = await call({ method: 'POST', url: accountPaths.setup, body: { token, name: '王芳', password } });
    expect(sessionAnswerSchema.parse(answer.json())).toEqual({ person: { name: '王芳', role: 'county-admin', township: null }, setupNeeded: false, mustChange: false });
    const asked = await call({ url: accountPaths.session, session: sessionOf(answer) });
    expect(sessionAnswerSchema.parse(asked.json())).toMatchObject({ person: { name: '王芳' }, setupNeeded: false });
  });

  it('uses the token once, within a day, and only the newest', async () => {
    const older = await createSetupToken(county.deps);
    const token = await createSetupToken(county.deps);
    const use = (given: string | null) => call({ method: 'POST', url: accountPaths.setup, body: { token: given, name: 'Wang', password } });
    expect(refusal(await use(older))).toEqual([401, 'unauthorized']);
    expect((await use(token)).statusCode).toBe(200);
    expect(refusal(await use(token))).toEqual([401, 'unauthorized']);
    const late = await createSetupToken(county.deps);
    county.passMs(24 * HOUR_MS + 1);
    expect(refusal(await use(late))).toEqual([401, 'unauthorized']);
  });

  it('may not choose a password that is short', async () => {
    const token = await createSetupToken(county.deps);
    const answer = await call({ method: 'POST', url: accountPaths.setup, body: { token, name: 'Wang', password: 'potato' } });
    expect(refusal(answer)).toEqual([400, 'bad-request']);
  });
});

describe('a session', () => {
  it('begins with name and password, in any case of the letters, and ends with signing out', async () => {
    await setUp('Wang');
    const answer = await signIn('WANG');
    const session = sessionOf(answer);
    expect(sessionAnswerSchema.parse(answer.json())).toEqual({ person: { name: 'Wang', role: 'county-admin', township: null }, setupNeeded: false, mustChange: false });
    const out = await call({ method: 'DELETE', url: accountPaths.session, session });
    expect(out.statusCode).toBe(204);
    expect(sessionAnswerSchema.parse((await call({ url: accountPaths.session, session })).json()).person).toBeNull();
    expect(refusal(await call({ url: paths.summary, session }))).toEqual([401, 'unauthorized']);
  });

  it('lies in a cookie that scripts cannot read and other pages’ requests do not carry', async () => {
    await setUp();
    const cookie = (await signIn('Wang')).cookies.find(({ name }) => name === 'session');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(cookie?.secure).toBeUndefined();
  });

  it('lies in a cookie for https alone where the county is reached by https', async () => {
    const secure = await openTestCounty({ publicUrl: 'https://county.example' });
    try {
      const token = await createSetupToken(secure.deps);
      const answer = await secure.app.inject({ method: 'POST', url: accountPaths.setup, payload: { token, name: 'Wang', password } });
      expect(answer.cookies.find(({ name }) => name === 'session')).toMatchObject({ secure: true });
    } finally {
      await secure.close();
    }
  });

  it('is not kept in a form that opens anything', async () => {
    const session = await setUp();
    const rows = JSON.stringify([
      await county.deps.database.tables.selectFrom('sessions').selectAll().execute(),
      await county.deps.database.tables.selectFrom('accounts').selectAll().execute(),
    ]);
    expect(rows).not.toContain(session);
    expect(rows).not.toContain(password);
  });

  it('ends after half a day without use, and after a week in any case', async () => {
    const session = await setUp();
    const isIn = async () => sessionAnswerSchema.parse((await call({ url: accountPaths.session, session })).json()).person !== null;
    for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
      expect(await isIn()).toBe(true);
      county.passMs(11 * HOUR_MS);
    }
    county.passMs(11 * HOUR_MS);
    expect(await isIn()).toBe(false);
    const other = sessionOf(await signIn('Wang'));
    county.passMs(12 * HOUR_MS + 1);
    expect(sessionAnswerSchema.parse((await call({ url: accountPaths.session, session: other })).json()).person).toBeNull();
  });

  it('opens the reports', async () => {
    const session = await setUp();
    const answer = await call({ url: paths.summary, session });
    expect(summarySchema.parse(answer.json()).sites.map(({ site }) => site)).toContain('dongmen');
  });
});

describe('signing in', () => {
  it('does not tell a wrong password from a name that nobody has', async () => {
    await setUp();
    const [wrong, unknown] = [await signIn('Wang', 'wrong password'), await signIn('Nobody', 'wrong password')];
    expect(refusal(wrong)).toEqual([401, 'unauthorized']);
    expect(wrong.json()).toEqual(unknown.json());
  });

  it('has to wait longer and longer after failures, and not for ever', async () => {
    await setUp();
    await failed('account:wang', 4);
    for (const from of ['10.0.1.1', '10.0.1.2']) expect((await signIn('Wang', 'wrong', from)).statusCode).toBe(401);
    const blocked = await signIn('Wang', password, '10.0.1.99');
    expect(refusal(blocked)).toEqual([429, 'rate-limited']);
    expect(waitDetailsSchema.parse(problemOf(blocked).details)).toEqual({ waitSeconds: 1 });
    county.passMs(1000);
    expect((await signIn('Wang', 'wrong', '10.0.1.98')).statusCode).toBe(401);
    expect(problemOf(await signIn('Wang', password, '10.0.1.97')).details).toEqual({ waitSeconds: 2 });
    county.passMs(2000);
    expect((await signIn('Wang', password, '10.0.1.96')).statusCode).toBe(200);
    expect((await signIn('Wang', 'wrong', '10.0.1.95')).statusCode).toBe(401);
    expect((await signIn('Wang', password, '10.0.1.94')).statusCode).toBe(200);
  });

  it('from one address is slowed down over many names', async () => {
    await setUp();
    await failed('address:10.0.2.1', 19);
    for (const name of ['Li', 'Zhao']) expect((await signIn(name, 'wrong', '10.0.2.1')).statusCode).toBe(401);
    expect(refusal(await signIn('Wang', password, '10.0.2.1'))).toEqual([429, 'rate-limited']);
    expect((await signIn('Wang', password, '10.0.2.2')).statusCode).toBe(200);
  });

  it('gives many attempts at once no more tries than one after the other', async () => {
    await setUp();
    await failed('account:wang', 3);
    const answers = await Promise.all(Array.from({ length: 9 }, (_, index) => signIn('Wang', `wrong ${index}`, `10.0.3.${index}`)));
    expect(answers.filter(({ statusCode }) => statusCode === 401).length).toBe(3);
    expect(answers.filter(({ statusCode }) => statusCode === 429).length).toBe(6);
  });

  it('is opened again for a blocked name by whoever runs the server', async () => {
    await setUp();
    await failed('account:wang', 5);
    await signIn('Wang', 'wrong');
    expect((await signIn('Wang')).statusCode).toBe(429);
    const token = await createSetupToken(county.deps);
    expect((await call({ method: 'POST', url: accountPaths.setup, body: { token, name: 'wang', password: 'another password' } })).statusCode).toBe(200);
    expect((await signIn('Wang', 'another password')).statusCode).toBe(200);
    expect((await county.deps.database.tables.selectFrom('accounts').selectAll().execute()).length).toBe(1);
  });
});

describe('a request that a page of somewhere else sends', () => {
  it.each([
    ['by the browser’s word', { 'sec-fetch-site': 'cross-site' }],
    ['of a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
    ['by its origin', { origin: 'http://elsewhere.example' }],
    ['that hides its origin', { origin: 'null' }],
  ])('is refused %s', async (_name, headers) => {
    const session = await setUp();
    expect(refusal(await call({ method: 'DELETE', url: accountPaths.session, session, headers }))).toEqual([403, 'forbidden']);
    expect(refusal(await call({ method: 'POST', url: accountPaths.session, body: { name: 'Wang', password }, headers }))).toEqual([403, 'forbidden']);
    expect(refusal(await call({ method: 'POST', url: accountPaths.accounts, body: {}, session, headers }))).toEqual([403, 'forbidden']);
  });

  it.each([
    ['by the browser’s word', { 'sec-fetch-site': 'same-origin' }],
    ['by its origin', { host: 'county.test:8470', origin: 'http://county.test:8470' }],
  ])('of the county itself is not, %s', async (_name, headers) => {
    const session = await setUp();
    expect((await call({ method: 'DELETE', url: accountPaths.session, session, headers })).statusCode).toBe(204);
  });
});

describe('accounts', () => {
  const staff: NewAccount = { name: 'Li', password: 'a long password', role: 'county-staff', township: null };
  const township: NewAccount = { name: 'Zhao', password: 'a long password', role: 'township-staff', township: 'chenhu' };

  it('are added, listed and disabled by an admin', async () => {
    const admin = await setUp();
    const added = accountSchema.parse((await addAccount(admin, staff)).json());
    const session = sessionOf(await signIn('Li', staff.password));
    expect(accountsAnswerSchema.parse((await call({ url: accountPaths.accounts, session: admin })).json()).accounts.map(({ name, disabled }) => [name, disabled])).toEqual([['Li', false], ['Wang', false]]);
    const disabled = await call({ method: 'PATCH', url: accountPaths.account(added.id), body: { disabled: true }, session: admin });
    expect(accountSchema.parse(disabled.json())).toMatchObject({ name: 'Li', disabled: true });
    expect(sessionAnswerSchema.parse((await call({ url: accountPaths.session, session })).json()).person).toBeNull();
    expect((await signIn('Li', staff.password)).statusCode).toBe(401);
    await call({ method: 'PATCH', url: accountPaths.account(added.id), body: { disabled: false, password: 'yet another one' }, session: admin });
    expect((await signIn('Li', 'yet another one')).statusCode).toBe(200);
  });

  it('let nobody do anything with a password that somebody else chose but choose another', async () => {
    const admin = await setUp();
    await addAccount(admin, staff);
    const answer = await signIn('Li', staff.password);
    expect(sessionAnswerSchema.parse(answer.json())).toMatchObject({ person: { name: 'Li' }, mustChange: true });
    expect(refusal(await call({ url: paths.summary, session: sessionOf(answer) }))).toEqual([403, 'password-change-needed']);
    const session = await firstSignIn('Li', staff.password);
    expect((await call({ url: paths.summary, session })).statusCode).toBe(200);
  });

  it('that are locked are told to an admin, who lets them in again', async () => {
    const admin = await setUp();
    const added = accountSchema.parse((await addAccount(admin, staff)).json());
    await failed('account:li', 12);
    await signIn('Li', 'wrong', '10.0.0.8');
    expect(refusal(await signIn('Li', staff.password, '10.0.0.9'))).toEqual([429, 'rate-limited']);
    const { accounts } = accountsAnswerSchema.parse((await call({ url: accountPaths.accounts, session: admin })).json());
    const listed = accounts.find(({ id }) => id === added.id);
    expect(Date.parse(listed?.lockedUntil ?? '')).toBeGreaterThan(county.deps.now().getTime());
    const unlocked = await call({ method: 'PATCH', url: accountPaths.account(added.id), body: { unlock: true }, session: admin });
    expect(accountSchema.parse(unlocked.json()).lockedUntil).toBeNull();
    expect((await signIn('Li', staff.password, '10.0.0.9')).statusCode).toBe(200);
  });

  it('are not for others to change', async () => {
    const admin = await setUp();
    await addAccount(admin, staff);
    const session = await firstSignIn('Li', staff.password);
    expect(refusal(await call({ url: accountPaths.accounts, session }))).toEqual([403, 'forbidden']);
    expect(refusal(await addAccount(session, township))).toEqual([403, 'forbidden']);
    expect(refusal(await call({ url: accountPaths.accounts }))).toEqual([401, 'unauthorized']);
  });

  it('have names and townships that are checked', async () => {
    const admin = await setUp('Wang');
    expect(refusal(await addAccount(admin, { ...staff, name: 'ＷＡＮＧ' }))).toEqual([409, 'bad-request']);
    expect(refusal(await addAccount(admin, { ...township, township: 'nowhere' }))).toEqual([400, 'bad-request']);
    expect(refusal(await addAccount(admin, { ...township, township: null }))).toEqual([400, 'bad-request']);
    expect(refusal(await addAccount(admin, { ...staff, township: 'chenhu' }))).toEqual([400, 'bad-request']);
  });

  it('always leave one admin', async () => {
    const admin = await setUp();
    const [own] = accountsAnswerSchema.parse((await call({ url: accountPaths.accounts, session: admin })).json()).accounts;
    expect(refusal(await call({ method: 'PATCH', url: accountPaths.account(own?.id ?? ''), body: { disabled: true }, session: admin }))).toEqual([409, 'bad-request']);
  });

  it('of a township see its sites alone', async () => {
    const admin = await setUp();
    await county.enterTerminal({ ...dongmen, id: 'faraway', township: { id: 'other', name: { 'zh-CN': '他镇' } } });
    await addAccount(admin, township);
    const session = await firstSignIn('Zhao', township.password);
    const seen = async (query: string) => call({ url: `${paths.summary}${query}`, session });
    expect(summarySchema.parse((await seen('')).json()).sites.map(({ site }) => site)).toEqual(['dongmen']);
    expect(refusal(await seen('?site=faraway'))).toEqual([404, 'not-found']);
    expect(refusal(await seen('?township=other'))).toEqual([404, 'not-found']);
  });

  it('let their owner choose another password, which ends the other sessions', async () => {
    const first = await setUp();
    const second = sessionOf(await signIn('Wang'));
    const change = (old: string) => call({ method: 'POST', url: accountPaths.password, body: { old, new: 'quite another one' }, session: second });
    expect(refusal(await change('wrong'))).toEqual([401, 'unauthorized']);
    const changed = await change(password);
    expect(changed.statusCode).toBe(204);
    for (const [session, isIn] of [[first, false], [second, false], [sessionOf(changed), true]] as const) {
      expect(sessionAnswerSchema.parse((await call({ url: accountPaths.session, session })).json()).person !== null).toBe(isIn);
    }
    expect((await signIn('Wang', 'quite another one')).statusCode).toBe(200);
  });
});

describe('a machine', () => {
  it('reads the reports with its token until that is withdrawn', async () => {
    const token = await createMachineToken(county.deps, 'xAPI export');
    const read = () => call({ url: paths.summary, headers: { authorization: `Bearer ${token}` } });
    expect((await read()).statusCode).toBe(200);
    await expect(createMachineToken(county.deps, 'xAPI export')).rejects.toMatchObject({ code: 'bad-request' });
    await withdrawMachineToken(county.deps, 'xAPI export');
    expect(refusal(await read())).toEqual([401, 'unauthorized']);
    await expect(withdrawMachineToken(county.deps, 'xAPI export')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is not a person', async () => {
    const token = await createMachineToken(county.deps, 'machine');
    expect(refusal(await call({ url: accountPaths.accounts, headers: { authorization: `Bearer ${token}` } }))).toEqual([401, 'unauthorized']);
  });
});
