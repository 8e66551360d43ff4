import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Figures } from '../../contract/http.ts';
import { journalEvents } from './support/journal-events.ts';
import { createSetting } from './support/setting.ts';
import type { Setting } from './support/setting.ts';
import { films } from './support/village.ts';
import type { Village } from './support/village.ts';

let setting: Setting;

beforeEach(async () => {
  setting = await createSetting();
});

afterEach(async ({ task }) => setting.end(task.result?.state === 'fail' ? task.name : null));

/** Length of the shortest film. */
const FILM_SECONDS = 44.7;

const twelve = Array.from({ length: 12 }, (_, index) => String(1001 + index));

/** What the county must say after one party class with 12 members and 3 guests, one self-viewing and three lookups. */
const theDay: Pick<Figures, 'issuesDownloaded' | 'partyClasses' | 'trainings' | 'lookups' | 'personTimes'> = {
  issuesDownloaded: 1,
  partyClasses: 1,
  trainings: 0,
  lookups: { total: 3, searches: 2, opened: 1 },
  personTimes: { total: 16, group: 15, self: 1 },
};

const figures = async (): Promise<Figures> => (await setting.county.summary()).figures;

/** The county's figures become these, by themselves. */
const countyComesTo = async (wanted: Partial<Figures>): Promise<void> => {
  await expect.poll(figures, { timeout: 60_000, interval: 500 }).toMatchObject(wanted);
};

async function beginPartyClass(village: Village): Promise<void> {
  await village.button(/集中收看/).first().click();
  await village.choosePin();
  await village.chooseForGroup('党课', [films.shortest]);
  await village.checkIn(twelve);
  await village.countGuests(3);
  await village.startPlaying();
}

/** The day as a village spends it: the class to the end of its film, somebody alone, questions. */
async function spendTheDay(village: Village): Promise<void> {
  await beginPartyClass(village);
  await village.filmEnds();
  await village.endGroupViewing();
  await village.page.getByText('这一场计入县里的统计').waitFor();
  await village.backToHome();
  await village.watchAlone(films.shortest, '1020', 25);
  await village.search('土豆');
  await village.search('羊');
  await village.openFirstOf('政策补贴');
  await village.backToHome();
}

test('install, a party class watched to its end, a self-viewing and lookups: the county sees exactly that, and nobody else was asked', async () => {
  const { terminal, village } = await setting.launch();
  await village.home();
  await village.programsHere(4);
  await spendTheDay(village);
  await countyComesTo(theDay);
  await terminal.close();
  expect(await terminal.hostsReached()).toEqual([]);
});

test('with the line cut from before the day begins until it is over, the figures are the same', async () => {
  const installed = await setting.launch();
  await installed.village.programsHere(4);
  await countyComesTo({ issuesDownloaded: 1 });
  await installed.terminal.close();
  await setting.line.set('cut');
  const attempts = setting.line.attempts();

  const { village } = await setting.launch();
  await spendTheDay(village);
  await village.page.getByText('线路不通，照常使用').waitFor();
  expect(setting.line.attempts()).toBeGreaterThan(attempts);
  expect(await figures()).toMatchObject({ partyClasses: 0, lookups: { total: 0 }, personTimes: { total: 0 } });

  await setting.line.set('open');
  await countyComesTo(theDay);
});

test('after kill -9 in the middle of the class it goes on: one class, the same people, the seconds that were really played', async () => {
  const killed = await setting.launch();
  await killed.village.programsHere(4);
  await beginPartyClass(killed.village);
  await killed.village.filmPlays(20);
  const before = await killed.village.filmPosition();
  await killed.terminal.kill();

  const { village } = await setting.launch();
  await village.button('继续').click();
  await village.unlock();
  await village.page.getByText('上次没有结束').waitFor();
  await village.page.getByText('李国良').first().waitFor();
  await village.button('接着放').click();
  await village.filmPlays();
  const resumedAt = await village.filmPosition();
  expect(Math.abs(resumedAt - before)).toBeLessThan(10);
  await village.filmEnds();
  await village.endGroupViewing();
  await countyComesTo({ partyClasses: 1, personTimes: { total: 15, group: 15, self: 0 } });
  expect((await figures()).notCounted.groupViewings).toEqual({});
  const ended = (await journalEvents(join(setting.folder, 'terminal'))).findLast((event) => event.type === 'group-viewing.ended');
  expect(ended?.data).toMatchObject({ attendance: { members: 12, guests: 3 } });
  expect(ended?.data.playedSeconds).toBeGreaterThan(FILM_SECONDS - 10);
  expect(ended?.data.playedSeconds).toBeLessThan(FILM_SECONDS + 1);
});
