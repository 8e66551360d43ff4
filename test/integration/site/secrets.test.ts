import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from '../../../electron/shell/log.ts';
import { openSettings } from '../../../electron/site/settings.ts';
import { systemClock } from '../../../electron/site/clock.ts';
import { openTerminal } from '../../../electron/terminal.ts';
import type { Machine } from '../../../electron/site/machine.ts';
import { issueEnrolmentCode } from '../../../county/sites/enrolment-codes.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { emptyFolder, expectProblem } from '../../support/terminal/surroundings.ts';
import { dongmen, openHttpCounty } from '../county/http-county.ts';
import type { HttpCounty } from '../county/http-county.ts';

let county: HttpCounty;
beforeAll(async () => {
  county = await openHttpCounty();
  await registerSite(county.deps, dongmen);
});
afterAll(async () => {
  county.app.server.closeAllConnections(); // The terminal keeps some open for its next round.
  await county.close();
});

test('no PIN, token, private key or enrolment code is in the logs or in the log bundle, and a wipe waits for the records', async () => {
  const [folder, sticks] = [await emptyFolder(), await emptyFolder()];
  await mkdir(join(sticks, 'stick'));
  await writeFile(join(sticks, 'stick', 'something'), 'x');
  const { code } = await issueEnrolmentCode(county.deps, dongmen.id);
  const log = openLog(join(folder, 'logs'));
  const clock = systemClock();
  const settings = await openSettings({
    arguments: [],
    environment: { TERMINAL_DATA: folder, TERMINAL_COUNTY_URL: county.url, TERMINAL_STICKS: sticks },
    defaultDataFolder: folder,
    clock,
    onProblem: (problem) => log.info('settings', { problem }),
  });
  const restarts: string[] = [];
  const machine: Machine = { screenshot: () => Promise.reject(new Error('no screen')), idleMs: () => 0, runningMs: () => 0, memoryBytes: () => 0, restart: (reason) => void restarts.push(reason) };
  const terminal = await openTerminal({
    settings, clock, fetch, machine,
    program: { version: '1.0.0', electron: '0', platform: 'linux x64' },
    onFault: (error) => void log.fault('terminal', error),
  });
  await expectProblem('enrolment-code-malformed', () => terminal.enrolment.enrol({ countyUrl: county.url, code: 'KKKK', acceptInsecure: false }));
  await terminal.enrolment.enrol({ countyUrl: county.url, code, acceptInsecure: false });
  await expect.poll(() => terminal.upkeep(), { timeout: 30_000 }).not.toBeNull();
  const [features, upkeep] = [terminal.features(), terminal.upkeep()];
  if (features === null || upkeep === null) throw new Error('the terminal has not begun');
  const PIN = '86420135';
  await features.operator.choosePin(PIN);
  await expectProblem('pin-wrong', () => features.operator.unlock('13579246'));
  log.fault('call', new Error('something failed'));
  log.info('start', { version: '1.0.0', settings: settings.current() });

  const [stick] = await features.sticks.list();
  if (stick === undefined) throw new Error('no stick was found');
  const file = await upkeep.saveLogs(stick.id);
  const bundle = gunzipSync(await readFile(join(sticks, 'stick', file))).toString();
  expect(bundle).toContain('something failed');
  const logs = (await Promise.all((await readdir(join(folder, 'logs'))).map((name) => readFile(join(folder, 'logs', name), 'utf8')))).join('');

  const identity = await readFile(join(folder, 'identity.json'), 'utf8');
  const operator = JSON.parse(await readFile(join(folder, 'operator.json'), 'utf8')) as { data: { pin: { hash: string } } };
  const key = /-----BEGIN PRIVATE KEY-----\\n([^\\]+)/.exec(identity)?.[1] ?? '';
  const token = terminal.enrolment.current()?.token ?? '';
  expect([key.length > 20, token.length > 20]).toEqual([true, true]);
  for (const secret of [PIN, '13579246', key, token, code, code.replaceAll('-', ''), operator.data.pin.hash]) {
    expect(logs).not.toContain(secret);
    expect(bundle).not.toContain(secret);
  }

  await expectProblem('pin-wrong', () => upkeep.wipe('13579246'));
  expect(restarts).toEqual([]);
  await terminal.close('quit');
  log.flush();
});
