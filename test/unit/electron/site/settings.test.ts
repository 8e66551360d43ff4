import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSettings, SettingsError } from '../../../../electron/site/settings.ts';
import type { OpenSettings, SettingFault } from '../../../../electron/site/settings.ts';
import { emptyFolder, problemList, testClock } from '../../../support/terminal/surroundings.ts';

async function open(given: { arguments?: string[]; environment?: Record<string, string>; file?: unknown; folder?: string }): Promise<OpenSettings> {
  const folder = given.folder ?? (await emptyFolder());
  if (given.file !== undefined) await writeFile(join(folder, 'settings.json'), JSON.stringify({ version: 1, data: given.file }));
  return openSettings({
    arguments: given.arguments ?? [],
    environment: given.environment ?? {},
    defaultDataFolder: folder,
    clock: testClock(),
    onProblem: problemList().add,
  });
}

async function faultsOf(given: Parameters<typeof open>[0]): Promise<readonly SettingFault[]> {
  const error: unknown = await open(given).catch((thrown: unknown) => thrown);
  if (!(error instanceof SettingsError)) throw new Error('the settings were accepted');
  return error.faults;
}

describe('the settings', () => {
  it('have defaults for a village: Chinese, kiosk, the official runtime', async () => {
    const folder = await emptyFolder();
    expect((await open({ folder })).current()).toEqual({
      dataFolder: folder, countyUrl: null, enrolmentCode: null, language: 'zh-CN', kiosk: true, sticksFolder: null, screenshot: null, runtime: 'official',
      healthyAfterSeconds: 60, volumeLimit: 1, openingHours: null,
    });
  });

  it('come from the command line before the environment before the file', async () => {
    const file = { countyUrl: 'https://file.example', language: 'en', kiosk: false };
    const environment = { TERMINAL_COUNTY_URL: 'https://environment.example', TERMINAL_LANG: 'zh-CN' };
    const settings = (await open({ file, environment, arguments: ['--county-url=https://line.example'] })).current();
    expect(settings).toMatchObject({ countyUrl: 'https://line.example', language: 'zh-CN', kiosk: false });
  });

  it('pass over what Electron and Chromium are told', async () => {
    const settings = await open({ arguments: ['--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '.', '--kiosk', '0'] });
    expect(settings.current().kiosk).toBe(false);
  });

  it('take an empty variable as none', async () => {
    expect((await open({ environment: { TERMINAL_COUNTY_URL: '', TERMINAL_DATA: '' } })).current().countyUrl).toBeNull();
  });

  it('are read from the data folder that was named', async () => {
    const [elsewhere, folder] = [await emptyFolder(), await emptyFolder()];
    await open({ folder, file: { language: 'en' } });
    expect((await open({ folder: elsewhere, environment: { TERMINAL_DATA: folder } })).current()).toMatchObject({ dataFolder: folder, language: 'en' });
  });

  it('name every fault at once, with where it is and what to do', async () => {
    const folder = await emptyFolder();
    const faults = await faultsOf({
      folder,
      file: { language: 'fr' },
      environment: { TERMINAL_KIOSK: 'maybe', TERMINAL_COUNTY_URL: 'not an address' },
      arguments: ['--runtime=stolen'],
    });
    expect(faults.map(({ setting, where, value }) => [setting, where, value])).toEqual([
      ['county-url', 'TERMINAL_COUNTY_URL', 'not an address'],
      ['lang', join(folder, 'settings.json'), 'fr'],
      ['kiosk', 'TERMINAL_KIOSK', 'maybe'],
      ['runtime', '--runtime', 'stolen'],
    ]);
    for (const fault of faults) expect(fault.advice).toMatch(/^Give /);
  });

  it('name what was mistyped in the file, and keep what they do not know', async () => {
    expect((await faultsOf({ file: { countyUrl: ['here'], kiosk: 'perhaps' } })).map(({ setting, value }) => [setting, value])).toEqual([
      ['county-url', '["here"]'],
      ['kiosk', 'perhaps'],
    ]);
    const folder = await emptyFolder();
    await (await open({ folder, file: { colour: 'red' } })).setLanguage('en');
    expect(await readFile(join(folder, 'settings.json'), 'utf8')).toContain('"colour": "red"');
  });

  it('name an option without its value', async () => {
    expect((await faultsOf({ arguments: ['--data', '--lang=en'] })).map((fault) => fault.where)).toEqual(['--data']);
  });

  it('keep the language that was chosen', async () => {
    const folder = await emptyFolder();
    const settings = await open({ folder, file: { countyUrl: 'https://county.example' } });
    const told: string[] = [];
    settings.onChanged((now) => told.push(now.language));
    await settings.setLanguage('en');
    expect(settings.current().language).toBe('en');
    expect(told).toEqual(['en']);
    expect((await open({ folder })).current()).toMatchObject({ language: 'en', countyUrl: 'https://county.example' });
  });
});
