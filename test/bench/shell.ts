import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';
import type * as Sizes from '../../build/dist/sizes.mjs';
import { processTree } from '../e2e/support/processes.ts';
import { projectFolder } from '../e2e/support/project.ts';
import { createSetting } from '../e2e/support/setting.ts';
import type { Setting } from '../e2e/support/setting.ts';
import { films } from '../e2e/support/village.ts';
import { provideElectron } from './common/electron.ts';
import { median, report } from './common/measure.ts';

const ROUNDS = 5;
/** Time to come to rest before memory is read, and the stretch over which the processor is. */
const REST_MS = 6_000;
const CPU_MS = 10_000;
const FILM = join(projectFolder, 'resources', 'sample', 'issue', 'films', 'no-1-document.mp4');

interface Started {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** From the start to what a person can use. */
  readonly ms: number;
}

/** The least that Electron can be: a window with a button, or with a film. */
async function writeBare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'bare', productName: 'bare', version: '1.0.0', main: 'main.cjs' }));
  await writeFile(join(folder, 'page.html'), '<!doctype html><meta charset="utf-8"><button>ready</button>');
  await writeFile(join(folder, 'film.html'), `<!doctype html><meta charset="utf-8"><style>body{margin:0}video{width:100vw;height:100vh}</style><video src="${pathToFileURL(FILM).href}" autoplay></video>`);
  await writeFile(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow, Menu } = require('electron');
app.setPath('userData', ${JSON.stringify(join(folder, 'data'))});
app.whenReady().then(() => {
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow({ width: 1366, height: 768, useContentSize: true, show: false, webPreferences: { autoplayPolicy: 'no-user-gesture-required' } });
  window.once('ready-to-show', () => window.show());
  window.loadFile(require('path').join(__dirname, process.env.BARE_PAGE));
});`,
  );
}

async function startBare(folder: string, page: 'page.html' | 'film.html'): Promise<Started> {
  const began = performance.now();
  const app = await _electron.launch({ executablePath: process.env.ELECTRON_PATH ?? '', args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', folder], env: { ...environment(), BARE_PAGE: page } });
  const window = await app.firstWindow();
  await window.locator(page === 'page.html' ? 'button' : 'video').waitFor();
  return { app, page: window, ms: performance.now() - began };
}

async function startOurs(setting: Setting): Promise<Started> {
  const began = performance.now();
  const { terminal, village } = await setting.launch();
  await village.home();
  return { app: terminal.app, page: terminal.page, ms: performance.now() - began };
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Memory of all processes, what they share counted once. */
async function memoryMb(app: ElectronApplication): Promise<number> {
  let kilobytes = 0;
  for (const pid of await processTree(app.process().pid ?? 0)) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

/** Seconds of processor time that all processes have used. */
async function cpuSeconds(app: ElectronApplication): Promise<number> {
  let ticks = 0;
  for (const pid of await processTree(app.process().pid ?? 0)) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks / 100;
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Used {
  readonly launchMs: number;
  readonly homeMb: number;
}

async function atRest(start: () => Promise<Started>): Promise<Used> {
  const { app, ms } = await start();
  try {
    await rest(REST_MS);
    return { launchMs: ms, homeMb: await memoryMb(app) };
  } finally {
    await app.close();
  }
}

interface Playing {
  readonly mb: number;
  readonly cpu: number;
}

/** While the film plays, over the same stretch of it. */
async function playing(start: () => Promise<Started>): Promise<Playing> {
  const { app, page } = await start();
  try {
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 5, undefined, { timeout: 60_000 });
    const before = await cpuSeconds(app);
    await rest(CPU_MS);
    const cpu = (await cpuSeconds(app)) - before;
    return { cpu, mb: await memoryMb(app) };
  } finally {
    await app.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'bench-shell-'));
const electron = await provideElectron();
const setting = await createSetting();
try {
  await writeBare(join(folder, 'bare'));
  const bare = (): Promise<Started> => startBare(join(folder, 'bare'), 'page.html');
  const ours = (): Promise<Started> => startOurs(setting);
  // The first start enrols and fetches the sample; what a site sees every morning is measured.
  const first = await setting.launch();
  await first.village.programsHere(4);
  await first.terminal.close();

  const used = { ours: [] as Used[], bare: [] as Used[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const which of round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) used[which].push(await atRest(which === 'ours' ? ours : bare));
  }
  const film = { ours: [] as Playing[], bare: [] as Playing[] };
  const oursPlaying = async (): Promise<Started> => {
    const { terminal, village } = await setting.launch();
    await village.home();
    await village.button(/点播节目/).first().click();
    await village.button(/全部 4 个节目/).click();
    await village.button(new RegExp(films.shortest)).first().click();
    await village.button('播放').click();
    await village.button('不登记，直接看').click();
    return { app: terminal.app, page: terminal.page, ms: 0 };
  };
  for (let round = 0; round < 3; round += 1) {
    for (const which of round % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
      film[which].push(await playing(which === 'ours' ? oursPlaying : () => startBare(join(folder, 'bare'), 'film.html')));
    }
  }
  const compare = (bench: string, mine: readonly number[], peer: readonly number[], unit: string, goal: number, note: string): boolean =>
    report({ bench, ours: median(mine), peer: median(peer), ratio: median(mine) / median(peer), unit, goal, direction: 'most', note });
  const good = [
    compare('shell.launch-to-home', used.ours.map(({ launchMs }) => launchMs), used.bare.map(({ launchMs }) => launchMs), 'ms', 1.5, 'against a bare window with a button, same runtime'),
    compare('shell.memory-at-home', used.ours.map(({ homeMb }) => homeMb), used.bare.map(({ homeMb }) => homeMb), 'MB', 1.35, 'PSS of all processes'),
    compare('shell.memory-playing', film.ours.map(({ mb }) => mb), film.bare.map(({ mb }) => mb), 'MB', 1.5, 'against a bare <video> with the same 720p film'),
    compare('shell.processor-playing', film.ours.map(({ cpu }) => cpu), film.bare.map(({ cpu }) => cpu), 's', 1.15, `processor seconds of all processes in ${CPU_MS / 1000} s of it`),
  ].every(Boolean);
  const packed = ['release', 'development'].map((kind) => join(projectFolder, 'dist', kind, 'linux-unpacked')).find((place) => existsSync(place));
  if (packed === undefined) console.log(JSON.stringify({ bench: 'shell.installed-size', note: 'there is no packed program: npm run dist -- --dir makes one' }));
  else {
    const { installedSize } = (await import(pathToFileURL(join(projectFolder, 'build', 'dist', 'sizes.mjs')).href)) as typeof Sizes;
    for (const { part, bytes } of await installedSize(packed)) console.log(JSON.stringify({ bench: 'shell.installed-size', part, mb: Number((bytes / 1024 ** 2).toFixed(1)) }));
  }
  process.exitCode = good ? 0 : 1;
} finally {
  await setting.end(null);
  await electron.end();
  await rm(folder, { recursive: true, force: true });
}
