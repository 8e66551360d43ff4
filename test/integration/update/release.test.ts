import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Problem } from '../../../contract/problem.ts';
import { releaseOnStick } from '../../../contract/site/release.ts';
import { release as releaseWord } from '../../../county/cli/words/release.ts';
import { contentPath } from '../../../county/publish/content-store.ts';
import { releaseFolder, withdrawRelease } from '../../../county/release/release.ts';
import { isInWave } from '../../../county/release/wave.ts';
import { writeReleaseToStick } from '../../../county/release/write-stick.ts';
import { createCountyClient } from '../../../electron/site/county-client.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { readVersions } from '../../../electron/supervisor/versions.ts';
import { filesOn, releaseOn } from '../../../electron/update/stick-release.ts';
import { openUpdater } from '../../../electron/update/updater.ts';
import type { Updater } from '../../../electron/update/updater.ts';
import { openLine } from '../../support/line.ts';
import { emptyFolder, expectProblem, onFault, testClock } from '../../support/terminal/surroundings.ts';
import { dongmen, enrolTerminal, openHttpCounty } from '../county/http-county.ts';
import type { HttpCounty } from '../county/http-county.ts';
import { writeProgram, writeRoot } from './program-root.ts';

const all = { share: 100, allowDevelopment: false };
let county: HttpCounty;
beforeAll(async () => {
  county = await openHttpCounty();
});
afterAll(() => county.close());

interface Site {
  readonly root: string;
  readonly data: string;
  readonly url: string;
  readonly open: (version?: string) => Promise<Updater>;
}

/** A site on version 1.0.0 that updates over this address; its release is checked by the county's key, or by another. */
async function site(url = county.url, key = county.deps.keys.publicKey): Promise<Site> {
  const [root, data] = [await emptyFolder(), await emptyFolder()];
  await writeRoot(root, '1.0.0');
  const grant = await enrolTerminal(county, dongmen);
  const client = createCountyClient({ http: createHttp({ fetch }), url, token: grant.token, publicKey: key, journal: grant.journal });
  return {
    root,
    data,
    url,
    open: async (version = '1.0.0') => {
      const updater = await openUpdater({
        root,
        folder: data,
        version,
        platform: 'linux-x64',
        clock: testClock(),
        ask: async (now) => (await client.release({ platform: 'linux-x64', version, now }))?.payload ?? null,
        openFile: (file, from, signal) => client.releaseFile(file.sha256, file.bytes, from, signal),
        busy: () => false,
        onProblem: (problem: Problem) => onFault(new Error(problem.code)),
        onFault,
      });
      onTestFinished(() => updater.stop());
      return updater;
    },
  };
}

async function releaseVersion(version: string): Promise<string> {
  const folder = await emptyFolder();
  await writeProgram(folder, version, 'well');
  await releaseFolder(county.deps, folder, all);
  return folder;
}

const digest = async (path: string): Promise<string> => createHash('sha256').update(await readFile(path)).digest('hex');

test('a released version comes whole, fetching only what is new, and is gone over to when it is applied', async () => {
  const line = await openLine(county.url);
  onTestFinished(() => line.close());
  const here = await site(line.url);
  const folder = await releaseVersion('1.1.0');
  const updater = await here.open();
  expect(updater.view()).toMatchObject({ state: 'none', version: '1.0.0' });
  await updater.look();
  expect(updater.view()).toMatchObject({ state: 'ready', next: '1.1.0' });
  expect(line.received()).toBeLessThan(2_300_000); // The program of 3 MB that did not change was here.
  const version = join(here.root, 'versions', '1.1.0');
  for (const name of ['distance-education-terminal', 'libffmpeg.so', 'resources/app.asar']) expect(await digest(join(version, name))).toBe(await digest(join(folder, name)));
  expect((await stat(join(version, 'distance-education-terminal'))).mode & 0o111).not.toBe(0);
  expect((await readVersions(here.root))?.current).toBe('1.0.0');
  await updater.apply();
  expect(await readVersions(here.root)).toMatchObject({ current: '1.1.0', previous: '1.0.0', onTrial: true });
  await expectProblem('update-not-newer', async () => (await here.open('1.1.0')).look());
});

test('one that is cut in the middle of a file goes on where it was, after a restart too', async () => {
  const line = await openLine(county.url, 'open', { bitsPerSecond: 8_000_000 });
  onTestFinished(() => line.close());
  const here = await site(line.url);
  await releaseVersion('1.2.0');
  const first = await here.open();
  const cut = first.onChanged(() => {
    if (first.view().doneBytes > 3_400_000) void line.set('cut');
  });
  await expectProblem('county-unreachable', () => first.look());
  cut();
  expect(first.view()).toMatchObject({ state: 'none', problem: { code: 'county-unreachable' } });
  const [building = ''] = (await readdir(join(here.root, 'versions'))).filter((name) => name.startsWith('.new-'));
  const part = (await stat(join(here.root, 'versions', building, 'resources', 'app.asar.part'))).size;
  expect(part).toBeGreaterThan(0);
  const before = line.received();
  await line.set('open');
  const second = await here.open();
  await second.look();
  expect(second.view().state).toBe('ready');
  expect(line.received() - before).toBeLessThan(2_100_000 - part);
  expect((await readdir(join(here.root, 'versions'))).toSorted()).toEqual(['1.0.0', '1.2.0']);
});

test('a release that another signed, a file that was changed and an older release are refused, and nothing is gone over to', async () => {
  const stranger = await openHttpCounty();
  onTestFinished(() => stranger.close());
  await releaseVersion('1.3.0');
  const forged = await site(county.url, stranger.deps.keys.publicKey);
  await expectProblem('signature-wrong', async () => (await forged.open()).look());

  const here = await site();
  const folder = await emptyFolder();
  await writeProgram(folder, '1.4.0', 'well');
  await releaseFolder(county.deps, folder, all);
  const stored = contentPath(county.deps.config.data, await digest(join(folder, 'resources', 'app.asar')));
  const genuine = await readFile(stored);
  await writeFile(stored, Buffer.concat([Buffer.from('hostile'), genuine.subarray(7)]));
  const updater = await here.open();
  await expectProblem('content-damaged', () => updater.look());
  await expectProblem('update-not-newer', () => updater.apply());
  expect((await readVersions(here.root))?.current).toBe('1.0.0');
  await writeFile(stored, genuine);
  await updater.look();

  // What a line kept back from last year comes after a newer one: its number is lower.
  await withdrawRelease(county.deps, '1.4.0');
  await expectProblem('version-older', () => updater.look());
});

test('one that was given up here is not taken again, nor is one for other machines', async () => {
  const here = await site();
  await releaseVersion('1.5.0');
  await writeFile(join(here.root, 'given-up'), '1.5.0\n');
  await expectProblem('update-not-newer', async () => (await here.open()).look());
});

test('sites come in waves that grow, and one may be asked out of turn', async () => {
  const folder = await emptyFolder();
  await writeProgram(folder, '2.0.0', 'well');
  await releaseFolder(county.deps, folder, { ...all, share: 0 });
  const here = await site();
  const asked = (now: boolean) => county.app.inject({ url: `/v1/release?platform=linux-x64&version=1.0.0${now ? '&now=1' : ''}` });
  expect((await asked(false)).statusCode).toBe(401);
  const sites = Array.from({ length: 1000 }, (_, index) => `site-${index}`);
  const tenth = sites.filter((name) => isInWave(name, '2.0.0', 10));
  expect(tenth.length).toBeGreaterThan(60);
  expect(tenth.length).toBeLessThan(140);
  expect(tenth.every((name) => isInWave(name, '2.0.0', 50))).toBe(true);
  expect(sites.every((name) => isInWave(name, '2.0.0', 100))).toBe(true);
  const updater = await here.open();
  await updater.look(); // The operator, or a command of the county, asks out of turn.
  expect(updater.view().next).toBe('2.0.0');
  await releaseWord.run(county.deps, [folder], () => undefined, { share: '100' });
});

test('a stick carries a release to a site without a line; without its document, or with a changed file, it is none', async () => {
  await releaseVersion('2.1.0');
  const stick = await emptyFolder();
  expect(await writeReleaseToStick(county.deps, stick, 'linux-x64')).toBe('2.1.0');
  const here = await site();
  const updater = await here.open();
  const release = await releaseOn(stick, county.deps.keys.publicKey);
  await updater.take(release, filesOn(stick));
  expect(updater.view()).toMatchObject({ state: 'ready', next: '2.1.0' });

  const other = await site();
  const asar = release.files.find(({ path }) => path === 'resources/app.asar')?.sha256 ?? '';
  await writeFile(join(stick, releaseOnStick.folder, releaseOnStick.files, asar), Buffer.alloc(2_000_000, 'hostile'));
  await expectProblem('content-damaged', async () => (await other.open()).take(release, filesOn(stick)));
  await rm(join(stick, releaseOnStick.folder, releaseOnStick.document));
  await expectProblem('update-not-newer', () => releaseOn(stick, county.deps.keys.publicKey));
});

test('the county takes only what was packed, for sites, and one program for a version', async () => {
  const folder = await emptyFolder();
  await expect(releaseFolder(county.deps, folder, all)).rejects.toThrow(/no packed terminal/);
  await writeProgram(folder, '3.0.0', 'well');
  await writeFile(join(folder, 'release.json'), JSON.stringify({ kind: 'release-sheet/1', version: '3.0.0', platform: 'linux-x64', development: true }));
  await expect(releaseFolder(county.deps, folder, all)).rejects.toThrow(/development only/);
  expect(await releaseFolder(county.deps, folder, { ...all, allowDevelopment: true })).toMatchObject({ version: '3.0.0', share: 100 });
  await mkdir(join(folder, 'more'));
  await writeFile(join(folder, 'more', 'file'), 'x');
  await expect(releaseFolder(county.deps, folder, { ...all, allowDevelopment: true })).rejects.toThrow(/other files/);
});
