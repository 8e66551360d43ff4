import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../../contract/http.ts';
import { rosterSchema } from '../../../contract/site/roster.ts';
import { memberCopySchema } from '../../../contract/usage/event.ts';
import type { EnrolmentGrant } from '../../../contract/site/enrolment.ts';
import { publishRoster } from '../../../county/people/roster.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { bearer, dongmen, enrolTerminal, openHttpCounty, readSigned, refusal, xigou } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';

let county: HttpCounty;
let terminal: EnrolmentGrant;
beforeAll(async () => {
  county = await openHttpCounty();
  terminal = await enrolTerminal(county);
});
afterAll(() => county.close());

const members = (...rows: [number: string, name: string][]) => rows.map(([number, name]) => memberCopySchema.parse({ number, name }));
const publish = (site: string, rows: ReturnType<typeof members>) => county.deps.database.transaction((queries) => publishRoster(county.deps, queries, site, rows));
const ask = (token: string, headers: Record<string, string> = {}) => fetch(county.url + paths.roster, { headers: { ...bearer(token), ...headers } });
const rosterOf = async (token: string) => readSigned(county, await (await ask(token)).text(), rosterSchema);

test('a new site has an empty roster', async () => {
  expect(await rosterOf(terminal.token)).toMatchObject({ site: 'dongmen', version: 1, members: [] });
});

test('a terminal gets the roster of its own site and of no other', async () => {
  const other = await enrolTerminal(county, xigou);
  await publish('dongmen', members(['1001', '王秀兰']));
  await publish('xigou', members(['2001', '李国良']));
  expect((await rosterOf(terminal.token)).members).toEqual(members(['1001', '王秀兰']));
  expect((await rosterOf(other.token)).members).toEqual(members(['2001', '李国良']));
});

test('without a token, or with a wrong one, there are no names', async () => {
  expect(await refusal(await fetch(county.url + paths.roster))).toBe('401 unauthorized');
  expect(await refusal(await ask('x'.repeat(43)))).toBe('401 terminal-unknown');
  expect(await refusal(await fetch(county.url + paths.roster, { headers: { authorization: 'Basic eDp5' } }))).toBe('401 unauthorized');
});

test('the version rises only when the members change, whatever their order', async () => {
  const { version } = await publish('dongmen', members(['9', '马'], ['10', '周'], ['09', '吴']));
  expect(await publish('dongmen', members(['10', '周'], ['09', '吴'], ['9', '马']))).toEqual({ version, members: 3, changed: false });
  expect((await rosterOf(terminal.token)).members.map(({ number }) => number)).toEqual(['9', '09', '10']);
  expect(await publish('dongmen', members(['9', '马'], ['10', '周'], ['09', '吴起']))).toEqual({ version: version + 1, members: 3, changed: true });
});

test('a new name of the site leaves its roster as it is', async () => {
  const before = await rosterOf(terminal.token);
  await registerSite(county.deps, { ...dongmen, name: { 'zh-CN': '东门新村' } });
  expect(await rosterOf(terminal.token)).toEqual(before);
});

test('a roster that the terminal has is not sent again, and is not kept on the way', async () => {
  const answer = await ask(terminal.token);
  expect(answer.headers.get('cache-control')).toBe('private, no-cache');
  expect((await ask(terminal.token, { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
});
