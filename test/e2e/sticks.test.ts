import { execFile } from 'node:child_process';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Figures } from '../../contract/http.ts';
import { projectFolder } from './support/project.ts';
import { createSetting } from './support/setting.ts';
import type { Setting } from './support/setting.ts';
import { films } from './support/village.ts';
import type { Village } from './support/village.ts';

let setting: Setting;

beforeEach(async () => {
  setting = await createSetting();
});

afterEach(async ({ task }) => setting.end(task.result?.state === 'fail' ? task.name : null));

/** What the county must say of the class, which was too short to count, and of the one search. */
const theDay = { issuesDownloaded: 1, partyClasses: 0, lookups: { total: 1 }, notCounted: { groupViewings: { 'played-too-little': 1 } } };

const figures = async (): Promise<Figures> => (await setting.county.summary()).figures;

/** The county reads the stick in, as its staff do. */
async function readInAtCounty(stick: string): Promise<void> {
  const records = join(stick, 'usage-records');
  const [journal = ''] = await readdir(records);
  const envelopes = (await readdir(join(records, journal))).filter((name) => name.endsWith('.usage')).map((name) => join(records, journal, name));
  expect(envelopes.length).toBeGreaterThan(0);
  const cli = join(projectFolder, 'out', 'county', 'cli.js');
  await promisify(execFile)(process.execPath, [cli, 'import', ...envelopes], { env: { ...process.env, COUNTY_DATA: join(setting.folder, 'county') } });
}

async function holdShortClass(village: Village): Promise<void> {
  await village.button(/集中收看/).first().click();
  await village.choosePin();
  await village.chooseForGroup('党课', [films.shortest]);
  await village.checkIn(['1001', '1002']);
  await village.startPlaying();
  await village.filmPlays(2);
  await village.page.keyboard.press('Escape');
  await village.button('退出播放').click();
  await village.endGroupViewing();
  await village.backToHome();
}

test('a terminal without a line sends its records on a stick, learns that the county has everything, and nothing is doubled when the line is back', async () => {
  const [pocket, sticks] = [join(setting.folder, 'pocket'), join(setting.folder, 'sticks')];
  await mkdir(join(pocket, '东门村'), { recursive: true });
  await mkdir(sticks);
  const { village, terminal } = await setting.launch({ sticks });
  await village.programsHere(4);
  await expect.poll(figures, { timeout: 60_000 }).toMatchObject({ issuesDownloaded: 1 });
  await setting.line.set('cut');

  await holdShortClass(village);
  await village.search('土豆');
  await village.backToHome();
  await village.button(/站点管理/).first().click();
  await village.unlock();
  await village.button('U 盘').click();
  await village.page.getByText('还没有插 U 盘').waitFor();
  await rename(join(pocket, '东门村'), join(sticks, '东门村')); // Plugged in: it shows up by itself.
  await village.button(/东门村/).click();
  await village.button(/带走使用记录/).click();
  await village.button(/存没收到的 \d+ 条/).click();
  await village.page.getByText(/条使用记录存进 U 盘了/).waitFor();
  await village.page.getByText('现在可以拔出 U 盘了').waitFor();
  expect(await figures()).toMatchObject({ lookups: { total: 0 } });

  await rename(join(sticks, '东门村'), join(pocket, '东门村'));
  await readInAtCounty(join(pocket, '东门村'));
  expect(await figures()).toMatchObject(theDay);
  await village.button('知道了').click();
  await village.page.getByText('U 盘拔出来了').waitFor();
  await village.page.keyboard.press('Escape');
  await rename(join(pocket, '东门村'), join(sticks, '东门村'));
  await village.button(/东门村/).click();
  await village.page.getByText(/U 盘里有 \d+ 份回执/).waitFor();
  await village.button(/收下县里的回执/).click();
  await village.page.getByText(/县里全都收到了/).waitFor();

  await setting.line.set('open');
  await village.button('知道了').click();
  for (const title of ['用哪个 U 盘？', '站点管理']) {
    await village.page.keyboard.press('Escape');
    await village.page.getByText(title).first().waitFor();
  }
  await village.button('马上联系县里').click();
  await village.page.getByText('线路通畅').waitFor();
  await village.backToHome();
  await village.page.getByText(/县里已收到 [\d,]+ 条记录$/).waitFor();
  await terminal.close();
  expect(await figures()).toMatchObject(theDay);
});
