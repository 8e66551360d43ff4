import { join } from 'node:path';
import { app, BrowserWindow, Menu } from 'electron';
import type { Session } from 'electron';
import { lockContents } from './lock-down.ts';

export interface WindowDeps {
  readonly session: Session;
  readonly kiosk: boolean;
  readonly onFault: (what: string, detail: unknown) => unknown;
}

/** Makes the one window: full screen and without a frame in kiosk mode, else a plain window to work on. It is empty yet. */
export function openWindow({ session, kiosk, onFault }: WindowDeps): BrowserWindow {
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    useContentSize: true,
    minWidth: 960,
    minHeight: 540,
    kiosk,
    show: false,
    backgroundColor: '#f6f1e7',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !kiosk && !app.isPackaged,
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
  lockContents(window.webContents, kiosk);
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, details) => {
    onFault('screens', details);
    if (details.reason !== 'clean-exit') window.webContents.reload();
  });
  window.on('unresponsive', () => {
    onFault('screens', 'unresponsive');
    window.webContents.forcefullyCrashRenderer();
  });
  return window;
}
