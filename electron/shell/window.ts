import { join } from 'node:path';
import { app, BrowserWindow, Menu } from 'electron';
import type { Session } from 'electron';
import { watchScreens } from './watch-screens.ts';
import { safeWebPreferences } from './web-preferences.ts';

export interface WindowDeps {
  readonly session: Session;
  readonly kiosk: boolean;
  /** The program is on its way out: the window may be closed now. */
  readonly ending: () => boolean;
  readonly onFault: (what: string, detail: unknown) => unknown;
  /** The screens broke off again and again: the program should begin anew. */
  readonly onHopeless: () => void;
}

/** Makes the one window: full screen and without a frame in kiosk mode, else a plain window to work on. It is empty yet. */
export function openWindow({ session, kiosk, ending, onFault, onHopeless }: WindowDeps): BrowserWindow {
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    useContentSize: true,
    minWidth: 960,
    minHeight: 540,
    kiosk,
    // Chromium's own way out of full screen and into the background.
    ...(kiosk ? { fullscreen: true, frame: false, minimizable: false, closable: true, movable: false, skipTaskbar: true } : {}),
    show: false,
    backgroundColor: '#f6f1e7',
    autoHideMenuBar: true,
    webPreferences: {
      ...safeWebPreferences,
      preload: join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
      session,
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  });
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  watchScreens(window, { onFault, onHopeless });
  if (kiosk) keepInFront(window, ending);
  return window;
}

/** Nobody closes, shrinks or leaves the window of a kiosk but by the operator's way out. */
function keepInFront(window: BrowserWindow, ending: () => boolean): void {
  window.on('close', (event) => {
    if (!ending()) event.preventDefault();
  });
  window.on('minimize', () => window.restore());
  window.on('leave-full-screen', () => {
    if (!ending()) window.setKiosk(true);
  });
  window.on('blur', () => {
    if (!ending() && !window.isDestroyed()) window.focus();
  });
}
