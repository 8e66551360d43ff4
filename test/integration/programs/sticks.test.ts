import { createHash } from 'node:crypto';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { catalogueSchema } from '../../../contract/programs/manifest.ts';
import type { Programs } from '../../../electron/programs/programs.ts';
import { createCountyClient } from '../../../electron/site/county-client.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { readSigned } from '../../../electron/site/signed.ts';
import { publishIssue } from '../../../county/publish/publish-issue.ts';
import { withdraw } from '../../../county/publish/withdraw.ts';
import { writeStick } from '../../../county/sticks/write-stick.ts';
import { writeIssue } from '../../support/county/issue-folder.ts';
import { allHere, programsAt } from '../../support/terminal/programs.ts';
import { carrying, onStick } from '../../support/terminal/stick.ts';
import { emptyFolder, until } from '../../support/terminal/surroundings.ts';
import { openHttpCounty } from '../county/http-county.ts';
import type { HttpCounty } from '../county/http-county.ts';
import { journalIdSchema } from '../../../contract/usage/journal-line.ts';

/** Nobody listens there: a terminal without a line. */
const NO_LINE = 'http://127.0.0.1:9';

let county: HttpCounty;
let folder: string;
beforeAll(async () => {
  county = await openHttpCounty();
  folder = join(county.deps.config.data, 'issue');
  await writeIssue(folder);
  // Large enough to be of several chunks.
  await writeFile(join(folder, 'handouts/potato.pdf'), Buffer.concat([Buffer.from('%PDF-1.7 '), Buffer.alloc(1_200_000, 'potatoes ')]));
  await publishIssue(county.deps, folder);
});
afterAll(() => county.close());

const key = () => ({ publicKey: county.deps.keys.publicKey, sign: () => '' });

async function terminal(url: string) {
  const started = await programsAt(url, key(), await emptyFolder());
  onTestFinished(() => started.programs.stop());
  return started;
}

/** A stick as the county writes it. */
async function countyStick(): Promise<string> {
  const stick = await emptyFolder();
  await writeStick(county.deps, stick, { issues: null, since: null, verify: false }, () => undefined);
  return stick;
}

/** Hands the county's catalogue over, as the sync does when there is a line. */
async function takeCatalogue(programs: Programs): Promise<void> {
  const journal = journalIdSchema.parse('0a51b1f0-6f3c-4a3e-9d53-0f5b7d0f7a01');
  const client = createCountyClient({ http: createHttp({ fetch }), url: county.url, token: 't'.repeat(40), publicKey: county.deps.keys.publicKey, journal });
  const fetched = await client.catalogue(null);
  if (fetched.changed) await programs.catalogue.accept(await readSigned(fetched.signed.text, county.deps.keys.publicKey, catalogueSchema, 'catalogue'));
}

async function bytesOf(programs: Programs, hash: string): Promise<string> {
  const { status, body } = await programs.openMedia(hash, null);
  expect(status).toBe(200);
  const sha = createHash('sha256');
  for await (const part of body ?? []) sha.update(part);
  return sha.digest('hex');
}

const film = async (): Promise<string> => createHash('sha256').update(await readFile(join(folder, 'films/potato.mp4'))).digest('hex');
const handout = async (): Promise<string> => createHash('sha256').update(await readFile(join(folder, 'handouts/potato.pdf'))).digest('hex');

describe('a stick of the county', () => {
  test('brings an issue to a terminal that never had a line: its programs are here, play, and are recorded as carried by stick', async () => {
    const { programs, recorder, faults } = await terminal(NO_LINE);
    programs.start();
    const { issues, refused } = await programs.sticks.importIssues({ ...carrying(), stick: await countyStick() });
    expect([issues, refused]).toEqual([[expect.objectContaining({ issue: '2026-11', missingFiles: 0 })], []]);
    await until(programs.onHoldingsChanged, () => recorder.events.length > 0);
    expect(allHere(programs)).toBe(true);
    expect(await bytesOf(programs, await film())).toBe(await film());
    expect(recorder.events).toMatchObject([{ type: 'issue.completed', data: { issue: '2026-11', version: 1, carrier: 'stick' } }]);
    expect(faults).toEqual([]);
  });

  test('that is half copied and damaged gives what is good, and the line brings the rest of the same file', async () => {
    const stick = await countyStick();
    const path = onStick(stick, await handout());
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(300_000) ^ 1, 300_000);
    await writeFile(path, bytes);
    await truncate(path, 1_000_000);
    await rm(onStick(stick, await film()));
    const { programs, recorder, faults } = await terminal(county.url);
    const { issues, refused } = await programs.sticks.importIssues({ ...carrying(), stick });
    expect(refused.map(({ problem }) => problem.code)).toEqual(['content-damaged']);
    // Of the handout’s five chunks the stick had two right; its others and the whole film are to come.
    expect(issues).toMatchObject([{ issue: '2026-11', missingFiles: 2 }]);
    const before = programs.downloads().issues[0];
    expect((before?.totalBytes ?? 0) - (before?.doneBytes ?? 0)).toBe(issues[0]?.missingBytes);
    programs.start();
    await takeCatalogue(programs);
    await until(programs.onHoldingsChanged, () => recorder.events.length > 0);
    expect(await bytesOf(programs, await handout())).toBe(await handout());
    expect(recorder.events).toMatchObject([{ type: 'issue.completed', data: { carrier: 'line' } }]);
    expect(faults).toEqual([]);
  });

  test('carries a withdrawal too, and its reversal', async () => {
    const { programs, recorder } = await terminal(NO_LINE);
    programs.start();
    await programs.sticks.importIssues({ ...carrying(), stick: await countyStick() });
    await until(programs.onHoldingsChanged, () => recorder.events.length > 0);
    await withdraw(county.deps, { issue: '2026-11', program: null, withdrawn: true });
    await programs.sticks.importIssues({ ...carrying(), stick: await countyStick() });
    expect(programs.programs().filter(({ state }) => state.state !== 'withdrawn')).toEqual([]);
    await withdraw(county.deps, { issue: '2026-11', program: null, withdrawn: false });
    expect((await programs.sticks.importIssues({ ...carrying(), stick: await countyStick() })).issues).toMatchObject([{ missingFiles: 0 }]);
    await until(programs.onHoldingsChanged, () => allHere(programs));
    expect(recorder.events.filter(({ type }) => type === 'issue.completed')).toHaveLength(1);
  });

  test('of a terminal is as good as one of the county', async () => {
    const first = await terminal(NO_LINE);
    await first.programs.sticks.importIssues({ ...carrying(), stick: await countyStick() });
    const stick = await emptyFolder();
    expect(await first.programs.sticks.exportIssues({ ...carrying(), stick, issues: ['2026-11'] })).toMatchObject({ issues: 1 });
    const second = await terminal(NO_LINE);
    expect((await second.programs.sticks.importIssues({ ...carrying(), stick })).issues).toMatchObject([{ missingFiles: 0 }]);
    expect(allHere(second.programs)).toBe(true);
  });
});
