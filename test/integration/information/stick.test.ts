import { appendFile, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { InformationItem } from '../../../contract/information/item.ts';
import { publishInformation } from '../../../county/information/base.ts';
import { publishIssue } from '../../../county/publish/publish-issue.ts';
import { writeStick } from '../../../county/sticks/write-stick.ts';
import { openInformation } from '../../../electron/information/information.ts';
import type { Information } from '../../../electron/information/information.ts';
import type { RefusedFile } from '../../../electron/programs/stick/stick-documents.ts';
import { importInformation } from '../../../electron/sticks/information.ts';
import { writeIssue } from '../../support/county/issue-folder.ts';
import { technique } from '../../support/terminal/information.ts';
import { emptyFolder, onFault, problemList, testClock } from '../../support/terminal/surroundings.ts';
import { openHttpCounty } from '../county/http-county.ts';
import type { HttpCounty } from '../county/http-county.ts';

let county: HttpCounty;
beforeAll(async () => {
  county = await openHttpCounty();
  const folder = join(county.deps.config.data, 'issue');
  await writeIssue(folder);
  await publishIssue(county.deps, folder);
});
afterAll(() => county.close());

async function stickOf(items: readonly InformationItem[]): Promise<{ readonly stick: string; readonly base: string; readonly version: number | null }> {
  await publishInformation(county.deps, items);
  const stick = await emptyFolder();
  const { information } = await writeStick(county.deps, stick, { issues: null, since: null, verify: false }, () => undefined);
  return { stick, base: join(stick, 'information', 'base.jws'), version: information };
}

/** A terminal without a line, and what it finds and refuses. */
async function terminal() {
  const information = await openInformation({ folder: await emptyFolder(), countyKey: county.deps.keys.publicKey, clock: testClock(), onProblem: problemList().add, onFault });
  onTestFinished(() => information.close());
  const refused: RefusedFile[] = [];
  return { information, refused, take: (stick: string) => importInformation(information, stick, refused), found: () => titles(information) };
}

async function titles(information: Information): Promise<readonly string[]> {
  return (await information.find('滴灌', null, 10)).hits.map(({ id }) => id).sort();
}

const [first, second] = [technique({ id: 't-1', title: '滴灌怎么用' }), technique({ id: 't-2', title: '滴灌过冬' })];

test('a terminal without a line has the wealth information from a stick, and a newer one from the next', async () => {
  const { information, refused, take, found } = await terminal();
  const old = await stickOf([first]);
  expect(await take(old.stick)).toBe(old.version);
  expect([information.version(), await found()]).toEqual([old.version, ['t-1']]);
  expect(await take(old.stick)).toBeNull(); // Known already.
  const next = await stickOf([first, second]);
  expect(await take(next.stick)).toBe(next.version);
  expect(await found()).toEqual(['t-1', 't-2']);
  expect(await take(old.stick)).toBeNull(); // One that lay in a drawer changes nothing, and nothing is wrong with it.
  expect([await found(), refused]).toEqual([['t-1', 't-2'], []]);
});

test('a stick without it is no fault, and one that is not as the county signed it changes nothing and is named', async () => {
  const { refused, take, found } = await terminal();
  expect(await take(await emptyFolder())).toBeNull();
  const { stick, base } = await stickOf([first, technique({ id: 't-3', title: '滴灌的钱谁出' })]);
  const whole = await readFile(base);
  const spoilings: readonly (() => Promise<void>)[] = [
    () => truncate(base, whole.length - 5),
    () => appendFile(base, 'AAAA'),
    () => writeFile(base, whole.toString('latin1').replace(/\.[^.]{8}/, '.AAAAAAAA')),
    () => writeFile(base, 'no signed text'),
    () => truncate(base, 300 * 1024 ** 2), // Larger than any.
    () => rm(base).then(() => symlink('/dev/zero', base)),
    () => rm(base).then(() => mkdir(base)),
  ];
  for (const spoil of spoilings) {
    await rm(base, { recursive: true, force: true });
    await writeFile(base, whole);
    await spoil();
    expect(await take(stick)).toBeNull();
  }
  expect(refused.map(({ name }) => name)).toEqual(spoilings.map(() => 'information/base.jws'));
  expect(await found()).toEqual([]);
  await rm(base, { recursive: true });
  await writeFile(base, whole);
  expect(await take(stick)).not.toBeNull();
  expect(await found()).toEqual(['t-1', 't-3']);
});
