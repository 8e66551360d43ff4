import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as SetUp from '../../build/setup/build.mjs';
import { startCounty } from '../e2e/support/county-process.ts';
import { projectFolder } from '../e2e/support/project.ts';
import { openLine } from '../support/line.ts';
import { report } from './common/measure.ts';
import { beginFastTime } from './day/fast-time.ts';
import { held } from './day/held.ts';
import type { Held } from './day/held.ts';
import { openHour, PIN, quietUntil } from './day/hours.ts';
import { openSite } from './day/site.ts';

/** Day and night of a site: it opens at 8 and closes at 21. */
const BEGINS = '2026-03-02T06:00:00.000'; // Local time: hours of opening and the night are.
const [OPENS, CLOSES] = [8, 21];
/** Until then code is compiled and caches fill. */
const WARM_HOUR = 11;
const CUT_HOUR = 12;
const PORTAL_HOUR = 16;
/** The most that anything may have grown over the rest of the day. */
const MOST = 1.05;
const LOOKS = 3;

const realMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const { buildWhatChanged } = (await import(pathToFileURL(join(projectFolder, 'build', 'setup', 'build.mjs')).href)) as typeof SetUp;
await buildWhatChanged(['workers', 'county', 'dashboard']);
const folder = await mkdtemp(join(tmpdir(), 'bench-day-'));
const county = await startCounty({ data: join(folder, 'county') });
const line = await openLine(county.url);
const warnings: string[] = [];
process.on('warning', ({ name, message }) => {
  // What counts the functions is new in Node.
  if (name !== 'ExperimentalWarning') warnings.push(`${name}: ${message}`);
});
try {
  const began = Date.now();
  const time = beginFastTime(BEGINS);
  const site = await openSite(time, { data: join(folder, 'terminal'), workers: join(projectFolder, 'out', 'workers'), countyUrl: line.url, code: county.enrolmentCode });
  const here = (): number => Object.values(site.terminal.readers.holdings()).filter(({ state }) => state === 'here').length;
  for (let minute = 0; here() < 4; minute += 1) {
    if (minute > 60) throw new Error('the programs do not come');
    await time.pass(60_000, site.settle);
    await realMs(100);
  }
  await site.call('operator.choosePin', { pin: PIN });
  await site.call('operator.lock', {});
  await site.call('site.setOpeningHours', { openingHours: { from: '08:00', to: '21:00' } }).catch(async () => {
    await site.call('operator.unlock', { pin: PIN });
    await site.call('site.setOpeningHours', { openingHours: { from: '08:00', to: '21:00' } });
    await site.call('operator.lock', {});
  });

  /** At rest, the least of some looks a minute apart: what only happens to be under way at one of them is not what is held. */
  type Look = Held & { readonly waits: number };
  const measure = async (): Promise<Look> => {
    const looks: Look[] = [];
    for (let look = 0; look < LOOKS; look += 1) {
      await time.pass(60_000, site.settle);
      // Connections that are kept for the next request are let go of after some seconds, of the real clock.
      for (let second = 0; second < 6; second += 1) await realMs(900);
      looks.push({ ...(await held()), waits: time.waits() });
    }
    const least = (key: keyof Look): number => Math.min(...looks.map((look) => look[key]));
    return { heapMb: least('heapMb'), functions: least('functions'), handles: least('handles'), residentMb: least('residentMb'), waits: least('waits') };
  };
  const startsAt = Date.parse(BEGINS);
  let before = await measure();
  for (let hour = OPENS; hour < CLOSES; hour += 1) {
    await quietUntil(time, site, startsAt + (hour - 6) * 3_600_000);
    await line.set(hour === CUT_HOUR ? 'cut' : hour === PORTAL_HOUR ? 'portal' : 'open');
    if (hour === WARM_HOUR) before = await measure();
    await openHour(time, site, hour);
  }
  await quietUntil(time, site, startsAt + 24 * 3_600_000);
  const after = await measure();

  const { status } = site.terminal.readers;
  const { journal } = status();
  const lines = `${journal.last} lines in the journal, ${journal.confirmed} of them confirmed`;
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  const compare = (name: string, key: keyof typeof before, unit: string, note: string): boolean =>
    report({ bench: `day.${name}`, ours: after[key], peer: before[key], ratio: after[key] / before[key], unit, goal: MOST, direction: 'most', note });
  const good = [
    compare('memory', 'heapMb', 'MB', `of a terminal without its window after 24 hours against ${WARM_HOUR} o’clock, garbage collected; resident ${before.residentMb.toFixed(0)} → ${after.residentMb.toFixed(0)} MB; ${lines}; ran ${seconds} s`),
    compare('listeners', 'functions', 'functions', 'that live: a listener is one, with what it closes over'),
    compare('handles', 'handles', 'handles', 'open files, sockets and what Node waits for'),
    compare('timers', 'waits', 'waits', 'of a second or more that are under way'),
  ].every(Boolean);
  const atNight = site.restarts.map((date) => date.toISOString()).slice(0, 1);
  console.log(JSON.stringify({ bench: 'day.order', restartAskedFor: atNight, warnings, faults: site.faults.map(String), confirmed: journal.confirmed === journal.last }));
  process.exitCode = good && warnings.length === 0 && site.faults.length === 0 && journal.confirmed === journal.last && atNight.length === 1 ? 0 : 1;
  await site.terminal.close('quit');
} finally {
  await line.close();
  await county.stop();
  await rm(folder, { recursive: true, force: true });
}
