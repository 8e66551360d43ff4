import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createPackage, extractAll } from '@electron/asar';
import { CompactSign, decodeProtectedHeader, generateKeyPair } from 'jose';
import { afterEach, expect, test, vi } from 'vitest';
import { paths } from '../../contract/http.ts';
import { openForger } from './support/forger.ts';
import type { Forger } from './support/forger.ts';
import { journalEvents } from './support/journal-events.ts';
import { EXECUTABLE, packedTerminal } from './support/packed.ts';
import { freePort, screensAt } from './support/screens-by-port.ts';
import type { Screens } from './support/screens-by-port.ts';
import { createSetting } from './support/setting.ts';
import type { Setting } from './support/setting.ts';
import { linkedCopy, supervise } from './support/supervised.ts';
import type { Supervised } from './support/supervised.ts';
import { Village } from './support/village.ts';

/** So slow that what is new of a version takes some seconds. */
const BITS_PER_SECOND = 24_000_000;
let setting: Setting;
let forger: Forger;
let supervised: Supervised | null = null;
let screens: Screens | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await screens?.keepEvidence(task.name);
  await supervised?.end();
  await forger.close();
  await setting.end(null);
});

/** The packed program with another version number, and with `main` in the place of its own program when that is given. */
async function nextVersion(packed: string, folder: string, version: string, main?: string): Promise<string> {
  await linkedCopy(packed, folder);
  const [archive, sheet] = [join(folder, 'resources', 'app.asar'), join(folder, 'release.json')];
  const source = `${folder}-source`;
  extractAll(archive, source);
  const description = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as Record<string, unknown>;
  await writeFile(join(source, 'package.json'), JSON.stringify({ ...description, version }));
  if (main !== undefined) await writeFile(join(source, 'out', 'main', 'main.cjs'), main);
  const said = JSON.parse(await readFile(sheet, 'utf8')) as Record<string, unknown>;
  for (const file of [archive, sheet]) await rm(file);
  await createPackage(source, archive);
  await writeFile(sheet, JSON.stringify({ ...said, version }));
  return folder;
}

/** The operator at “program version”, from the home screen. */
async function openVersions(screens: Screens, pin: 'new' | 'known'): Promise<Village> {
  const village = new Village(screens.page);
  await village.home();
  await village.button(/站点管理/).first().click();
  await (pin === 'new' ? village.choosePin() : village.unlock());
  await village.button('维护和设置').click();
  await village.button(/程序版本/).click();
  await screens.page.getByText('现在用的是').waitFor();
  return village;
}

const runs = (version: string) => async ({ read }: Screens): Promise<boolean> => {
  const app = await read('app');
  return app.version === version && app.enrolment !== null;
};

/** Payload of a signed document, changed, under the signature of the one that it was. */
function altered(jws: string, from: string, to: string): string {
  const [header, payload = '', signature] = jws.split('.');
  return [header, Buffer.from(Buffer.from(payload, 'base64url').toString().replace(from, to)).toString('base64url'), signature].join('.');
}

test('the packed program goes from one version to the next through a county, over a line that lies and is cut, and back from a version that does not start', async () => {
  const packed = await packedTerminal();
  setting = await createSetting(undefined, { bitsPerSecond: BITS_PER_SECOND });
  forger = await openForger(setting.line.url);
  const { version: first } = JSON.parse(await readFile(join(packed, 'release.json'), 'utf8')) as { version: string };
  const [data, root] = [join(setting.folder, 'terminal'), join(setting.folder, 'root')];
  await mkdir(data, { recursive: true });
  // Packed for development, it is nothing for a site that does not say so.
  const words = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const refused = await promisify(execFile)(join(packed, EXECUTABLE), words, { env: { ...process.env, TERMINAL_DATA: data, TERMINAL_RUNTIME: 'official' } }).catch((error: unknown) => error as { stderr: string });
  expect(refused.stderr).toContain('for development only');

  const port = await freePort();
  const environment = { TERMINAL_HEALTHY_AFTER: '2', TERMINAL_COUNTY_URL: forger.url, TERMINAL_ENROLMENT_CODE: setting.county.enrolmentCode };
  supervised = await supervise({ packed, root, data, port, environment });
  screens = await screensAt(port, async (found) => (await runs(first)(found)) && Object.values(await found.read('holdings')).filter(({ state }) => state === 'here').length === 4);
  await setting.county.word('release', [await nextVersion(packed, join(setting.folder, 'good'), '7.0.0'), '--development']);

  // Somebody on the line changes the document, or signs one of his own.
  let village = await openVersions(screens, 'new');
  const { privateKey } = await generateKeyPair('EdDSA');
  let ownDocument = '';
  const lies: readonly ((genuine: string) => string)[] = [(genuine) => altered(genuine, '"7.0.0"', '"7.0.1"'), () => ownDocument];
  const genuine = await fetchRelease();
  ownDocument = await new CompactSign(Buffer.from(genuine.split('.')[1] ?? '', 'base64url')).setProtectedHeader({ ...decodeProtectedHeader(genuine), alg: 'EdDSA' }).sign(privateKey);
  for (const [index, lie] of lies.entries()) {
    forger.forge(`${paths.release}?`, lie);
    await village.button('看看有没有新版本').click();
    await village.page.getByText('不是县里签发的').waitFor();
    expect(forger.forged()).toBe(index + 2);
    expect(await readdir(join(root, 'versions'))).toEqual([first]);
    await village.button('关闭').click();
    await village.button(/程序版本/).click();
  }
  forger.forge('', null);

  // The line is cut in the middle of a file; then the program dies as well.
  await village.button('看看有没有新版本').click();
  const asked = screens;
  const { doneBytes, totalBytes } = await vi.waitFor(
    async () => {
      const update = await asked.read('update');
      expect(update.totalBytes - update.doneBytes).toBeLessThan(5_000_000);
      expect(update.totalBytes).toBeGreaterThan(0);
      return update;
    },
    { timeout: 30_000, interval: 50 },
  );
  expect(doneBytes).toBeLessThan(totalBytes);
  await setting.line.set('cut');
  await village.page.getByText('现在连不上县里').waitFor();
  const [, building = ''] = (await readdir(join(root, 'versions'))).toSorted().reverse();
  expect(building).toMatch(/^\.new-7\.0\.0/);
  await screens.leave();
  await supervised.kill();
  await setting.line.set('open');
  const before = setting.line.received();
  screens = await screensAt(port, runs(first));
  village = await openVersions(screens, 'known');
  await village.button('看看有没有新版本').click();
  await village.page.getByText('7.0.0 版已经准备好').waitFor();
  // Only what was missing came, and what a start asks for anyway.
  expect(setting.line.received() - before).toBeLessThan(totalBytes - doneBytes + 1_000_000);
  await village.button('现在换上').click();
  await screens.leave();
  screens = await screensAt(port, runs('7.0.0'));
  await vi.waitFor(async () => expect((await journalEvents(data)).map(({ type }) => type)).toContain('program.updated'), { timeout: 30_000, interval: 250 });

  // The next one does not start.
  await setting.county.word('release', [await nextVersion(packed, join(setting.folder, 'bad'), '8.0.0', 'process.exit(3);'), '--development']);
  village = await openVersions(screens, 'known');
  await village.button('看看有没有新版本').click();
  await village.page.getByText('8.0.0 版已经准备好').waitFor();
  await village.button('现在换上').click();
  await screens.leave();
  await vi.waitFor(async () => expect((await journalEvents(data)).map(({ type }) => type)).toContain('program.rolled-back'), { timeout: 60_000, interval: 250 });
  screens = await screensAt(port, runs('7.0.0'));
  expect(await screens.read('update')).toMatchObject({ version: '7.0.0', state: 'none', givenUp: '8.0.0' });
  expect((await screens.read('app')).safeMode).toBeNull();
  village = await openVersions(screens, 'known');
  await village.page.getByText('8.0.0 版在这里起不来').waitFor();
  await screens.leave();
  const events = await journalEvents(data);
  expect(events.flatMap((event) => (event.type === 'program.updated' || event.type === 'program.rolled-back' ? [event.data] : []))).toEqual([
    { from: first, to: '7.0.0' },
    { from: '8.0.0', back: '7.0.0' },
  ]);

  /** As the county signed it: read on its way to the terminal. */
  async function fetchRelease(): Promise<string> {
    const seen = new Promise<string>((resolve) => {
      forger.forge(`${paths.release}?`, (document) => {
        resolve(document);
        return altered(document, '"7.0.0"', '"0.0.1"');
      });
    });
    await village.button('看看有没有新版本').click();
    const document = await seen;
    await village.page.getByText('不是县里签发的').waitFor();
    await village.button('关闭').click();
    await village.button(/程序版本/).click();
    return document;
  }
});
