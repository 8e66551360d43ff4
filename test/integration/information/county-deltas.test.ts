import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { paths } from '../../../contract/http.ts';
import { informationDocumentSchema } from '../../../contract/information/delta.ts';
import { publishInformation } from '../../../county/information/base.ts';
import { openInformation } from '../../../electron/information/information.ts';
import type { Information } from '../../../electron/information/information.ts';
import { technique } from '../../support/terminal/information.ts';
import { onFault, problemList, testClock } from '../../support/terminal/surroundings.ts';
import { openHttpCounty, readSigned } from '../county/http-county.ts';
import type { HttpCounty } from '../county/http-county.ts';

let county: HttpCounty;
let folder: string;
let terminal: Information;
const many = (count: number) => Array.from({ length: count }, (_, at) => technique({ id: `t-${at}`, title: `滴灌之${at}` }));

beforeAll(async () => {
  county = await openHttpCounty();
});
afterAll(() => county.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'county-deltas-'));
  terminal = await openInformation({ folder, countyKey: county.deps.keys.publicKey, clock: testClock(), onProblem: problemList().add, onFault });
});
afterEach(async () => {
  await terminal.close();
  await rm(folder, { recursive: true, force: true });
});

/** Asks for what leads on from a version (0: for everything), as a terminal does. */
async function ask(since: number): Promise<{ readonly kind: string; readonly text: string }> {
  const answer = await fetch(`${county.url}${paths.information}${since === 0 ? '' : `?since=${since}`}`);
  const text = await answer.text();
  if (answer.status === 204) return { kind: 'nothing', text };
  return { kind: (await readSigned(county, text, informationDocumentSchema)).kind, text };
}
const ids = async (query: string): Promise<string[]> => (await terminal.find(query, null, 200)).hits.map(({ id }) => id).sort();

test('a terminal follows the county by deltas, and has what the county has', async () => {
  const { version } = await publishInformation(county.deps, many(40));
  expect(await terminal.accept(Buffer.from((await ask(0)).text))).toBe('taken');
  await publishInformation(county.deps, [...many(39), technique({ id: 't-0', title: '嫁接' })].slice(1), [['滴灌', '毛管带']]);
  const next = await ask(version);
  expect(next.kind).toBe('information-delta/1');
  expect(await terminal.accept(Buffer.from(next.text))).toBe('taken');
  expect([terminal.version(), await ids('嫁接'), (await ids('毛管带')).length, await terminal.item('t-39')]).toEqual([version + 1, ['t-0'], 38, null]);
  expect((await ask(version + 1)).kind).toBe('nothing');
});

test('the synonyms stay when items are published without any', async () => {
  await publishInformation(county.deps, many(2), [['滴灌', '毛管带']]);
  await publishInformation(county.deps, many(3));
  await terminal.accept(Buffer.from((await ask(0)).text));
  expect((await ids('毛管带')).length).toBe(3);
});

test('whoever has a version that nobody remembers, or would get more by the delta, is answered the whole base', async () => {
  const { version } = await publishInformation(county.deps, many(3));
  expect((await ask(version + 5)).kind).toBe('information/1');
  await publishInformation(county.deps, [technique({ id: 'other', title: '嫁接' })]);
  expect((await ask(version)).kind).toBe('information/1');
  expect(await fetch(`${county.url}${paths.information}?since=-1`).then(({ status }) => status)).toBe(400);
});
