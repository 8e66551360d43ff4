import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, session } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Problem } from '../contract/problem.ts';
import { createCallHandlers } from './ipc/call-handlers.ts';
import { serveIpc } from './ipc/serve.ts';
import { checkPackaged } from './shell/built.ts';
import { captureScreen } from './shell/capture.ts';
import { beginAnew, endCleanly } from './shell/ending.ts';
import { showFaultPage } from './shell/fault-page.ts';
import { keepAwakeWhile } from './shell/keep-awake.ts';
import { lockEveryContents, lockSession } from './shell/lock-down.ts';
import { openLog } from './shell/log.ts';
import { createMachine } from './shell/machine.ts';
import { pageAsPdf, printPage } from './shell/paper.ts';
import { registerSchemes, SCREENS_ORIGIN, serveProtocols } from './shell/protocols.ts';
import { saveScreenshot } from './shell/screenshot.ts';
import { silenceChromium } from './shell/silence.ts';
import { openWindow } from './shell/window.ts';
import { systemClock } from './site/clock.ts';
import { dataFolderOf, openSettings } from './site/settings.ts';
import type { OpenSettings } from './site/settings.ts';
import { wipeIfAsked } from './site/wipe.ts';
import { openStarts, safeModeIsNext } from './supervisor/starts.ts';
import type { Starts } from './supervisor/starts.ts';
import { openTerminal } from './terminal.ts';
import type { Terminal } from './terminal.ts';

silenceChromium(app.commandLine);
registerSchemes();
lockEveryContents();

const clock = systemClock();
const startedWith = { arguments: process.argv.slice(1), environment: process.env, defaultDataFolder: join(app.getPath('appData'), app.getName(), 'terminal') };
// In safe mode the driver may be what is wrong.
if (safeModeIsNext(dataFolderOf(startedWith), { clock, version: app.getVersion() })) app.disableHardwareAcceleration();
const programRoot = process.env.TERMINAL_PROGRAM_ROOT ?? null;
/** Somebody starts the program anew when it asks for it. */
const supervised = programRoot !== null || process.env.TERMINAL_SUPERVISED === '1';

/** Start-up order: settings, one instance, then the terminal; when that cannot open in any way, a page that says so. */
async function start(): Promise<void> {
  const early: Problem[] = [];
  const settings = await openSettings({ ...startedWith, clock, onProblem: (problem) => early.push(problem) });
  const { dataFolder, kiosk, runtime } = settings.current();
  if (app.isPackaged) checkPackaged(app.getAppPath(), { electron: process.versions.electron, runtime });
  let starts: Starts | null = null;
  try {
    mkdirSync(dataFolder, { recursive: true });
    accessSync(dataFolder, constants.W_OK); // Else the lock would be taken for that of another terminal.
    app.setPath('userData', join(dataFolder, 'chromium'));
    if (!app.requestSingleInstanceLock()) {
      console.error(`A terminal is running already with the data in ${dataFolder}.`);
      app.exit(1);
      return;
    }
    const wiped = await wipeIfAsked(dataFolder);
    starts = await openStarts({ folder: dataFolder, clock, version: app.getVersion(), onProblem: (problem) => early.push(problem) });
    await open(settings, starts, { early, wiped });
  } catch (error) {
    const message = reasonsOf(error);
    console.error(message);
    await starts?.noteFault(message);
    // Begun anew, it opens in safe mode or goes back to the version before; the page is for when there is nothing left to try.
    if (!kiosk || starts?.mayBeginAnew === true) {
      app.exit(1);
      return;
    }
    const fault = { message, version: app.getVersion(), at: clock.wall(), dataFolder };
    await showFaultPage(fault, { kiosk, again: () => beginAnew(supervised) });
  }
}

/** What an error says, and what the errors say that led to it: the last one knows which file it was. */
function reasonsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} (${reasonsOf(error.cause)})`;
}

/** Opens the terminal, and the window on it. */
async function open(settings: OpenSettings, starts: Starts, { early, wiped }: { readonly early: readonly Problem[]; readonly wiped: boolean }): Promise<void> {
  const { dataFolder, kiosk, screenshot, runtime, healthyAfterSeconds } = settings.current();
  const log = openLog(join(dataFolder, 'logs'));
  const onFault = (error: unknown): void => {
    log.fault('terminal', error);
    void starts.noteFault(error instanceof Error ? error.message : String(error));
  };
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  for (const problem of early) log.info('settings', { problem });
  log.info('start', { version: app.getVersion(), electron: process.versions.electron, runtime, wiped, safeMode: starts.safeMode });

  await app.whenReady();
  let window: BrowserWindow | null = null;
  let opened: Terminal | null = null;
  const ending = endCleanly({
    close: async (reason) => {
      letSleep();
      await opened?.close(reason);
      await starts.proven(); // An end that was asked for says nothing bad about the program.
      log.info('end', { reason });
      log.flush();
    },
    supervised,
    onFault,
  });
  const machine = createMachine({ screens: () => window?.webContents ?? null, end: ending.end });
  const letSleep = keepAwakeWhile(() => opened?.features()?.viewing() ?? false);
  const moment = (): { photographing: boolean } => ({ photographing: opened?.features()?.groups.photographing() ?? false });
  const screens = session.fromPartition('screens');
  lockSession(session.defaultSession, moment);
  lockSession(screens, moment);

  const terminal = await openTerminal({
    settings,
    clock,
    fetch: globalThis.fetch,
    program: { version: app.getVersion(), electron: process.versions.electron, platform: `${process.platform} ${process.arch}` },
    workers: join(app.getAppPath(), 'out', 'workers'),
    captureScreen: () => captureScreen(window?.webContents ?? null),
    machine,
    safeMode: starts.safeMode,
    programRoot,
    onFault,
  });
  opened = terminal;

  serveProtocols(screens, join(app.getAppPath(), 'out', 'renderer'), terminal.openMedia, log.fault);
  const { changed } = serveIpc({
    origin: SCREENS_ORIGIN,
    screens: () => window?.webContents ?? null,
    handlers: createCallHandlers(terminal, () => ending.end('quit'), { pdf: () => pageAsPdf(window?.webContents ?? null), print: () => printPage(window?.webContents ?? null) }),
    readers: terminal.readers,
    logFault: log.fault,
  });
  terminal.onChanged(changed);

  const showScreens = async (): Promise<BrowserWindow> => {
    const shown = openWindow({ session: screens, kiosk, ending: ending.under, onFault: log.fault, onHopeless: () => ending.end('restart') });
    window = shown;
    machine.watch(shown.webContents);
    shown.on('closed', () => {
      window = null;
      // Whatever closed it, a kiosk without a window would be a bare desktop.
      if (kiosk && !ending.under()) void showScreens().catch(onFault);
      else app.quit();
    });
    await shown.loadURL(`${SCREENS_ORIGIN}/index.html`);
    return shown;
  };
  app.on('second-instance', () => window?.focus());
  const { webContents } = await showScreens();
  comeUpWell(async () => (await window?.webContents.executeJavaScript(`document.querySelector('.screen') !== null`)) === true, healthyAfterSeconds * 1000, onFault, async () => {
    await starts.proven();
    await terminal.proven();
  });
  if (screenshot !== null) {
    await saveScreenshot(webContents, screenshot);
    console.log(`screenshot saved: ${screenshot}`);
  }
}

/** A screen stands and answers: the program, and a version on trial, may stay. It is looked at again until one does. */
function comeUpWell(stands: () => Promise<boolean>, everyMs: number, onFault: (error: unknown) => void, proven: () => Promise<void>): void {
  const look = async (): Promise<void> => {
    try {
      if (await stands()) {
        await proven();
        return;
      }
    } catch (error) {
      onFault(error); // The screens broke off just now: they are brought back, and looked at again.
    }
    setTimeout(() => void look(), everyMs);
  };
  setTimeout(() => void look(), everyMs);
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  app.exit(1);
});
