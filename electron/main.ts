import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, session } from 'electron';
import type { BrowserWindow } from 'electron';
import { createCallHandlers } from './ipc/call-handlers.ts';
import { serveIpc } from './ipc/serve.ts';
import { lockSession } from './shell/lock-down.ts';
import { openLog } from './shell/log.ts';
import { registerSchemes, SCREENS_ORIGIN, serveProtocols } from './shell/protocols.ts';
import { saveScreenshot } from './shell/screenshot.ts';
import { silenceChromium } from './shell/silence.ts';
import { openWindow } from './shell/window.ts';
import { systemClock } from './site/clock.ts';
import { openSettings } from './site/settings.ts';
import { openTerminal } from './terminal.ts';

silenceChromium(app.commandLine);
registerSchemes();

/** Start-up order: settings, log, one instance, the terminal, then the window on it. */
async function start(): Promise<void> {
  const clock = systemClock();
  const early: unknown[] = [];
  const settings = await openSettings({
    arguments: process.argv.slice(1),
    environment: process.env,
    defaultDataFolder: join(app.getPath('appData'), app.getName(), 'terminal'),
    clock,
    onProblem: (problem) => early.push(problem),
  });
  const { dataFolder, kiosk, screenshot, runtime } = settings.current();
  if (app.isPackaged && runtime === 'carried') throw new Error('A release runs on the official Electron only.');
  mkdirSync(dataFolder, { recursive: true });
  app.setPath('userData', join(dataFolder, 'chromium'));
  if (!app.requestSingleInstanceLock()) {
    console.error(`A terminal is running already with the data in ${dataFolder}.`);
    app.exit(1);
    return;
  }

  const log = openLog(join(dataFolder, 'logs'));
  const onFault = (error: unknown): void => void log.fault('terminal', error);
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  for (const problem of early) log.info('settings', { problem });
  log.info('start', { version: app.getVersion(), electron: process.versions.electron, runtime });

  await app.whenReady();
  lockSession(session.defaultSession);
  const screens = session.fromPartition('screens');
  lockSession(screens);
  const terminal = await openTerminal({
    settings,
    clock,
    fetch: globalThis.fetch,
    program: { version: app.getVersion(), electron: process.versions.electron, platform: `${process.platform} ${process.arch}` },
    workers: join(app.getAppPath(), 'out', 'workers'),
    onFault,
  });

  serveProtocols(screens, join(app.getAppPath(), 'out', 'renderer'), terminal.openMedia, log.fault);
  let window: BrowserWindow | null = null;
  const { changed } = serveIpc({
    origin: SCREENS_ORIGIN,
    screens: () => window?.webContents ?? null,
    handlers: createCallHandlers(terminal, () => app.quit()),
    readers: terminal.readers,
    logFault: log.fault,
  });
  terminal.onChanged(changed);
  endCleanly(async () => {
    await terminal.close('quit');
    log.info('end');
    log.flush();
  }, onFault);

  window = openWindow({ session: screens, kiosk, onFault: log.fault });
  window.on('closed', () => (window = null));
  app.on('second-instance', () => window?.focus());
  await window.loadURL(`${SCREENS_ORIGIN}/index.html`);
  if (screenshot !== null) {
    await saveScreenshot(window.webContents, screenshot);
    console.log(`screenshot saved: ${screenshot}`);
  }
}

/** Closing the window, Control-C, SIGTERM and the end of the program that started this one all lead to one orderly end. */
function endCleanly(close: () => Promise<void>, onFault: (error: unknown) => void): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    close()
      .catch(onFault)
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
  app.on('window-all-closed', () => app.quit());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  process.on('disconnect', () => app.quit());
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  app.exit(1);
});
