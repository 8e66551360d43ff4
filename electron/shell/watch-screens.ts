import type { BrowserWindow } from 'electron';
import { SCREENS_ORIGIN } from './protocols.ts';
import { recoveryAfter } from './recovery.ts';

/** How often the screens are asked whether they live, and how long they may take to say so on a machine that is busy. */
const ASK_EVERY_MS = 10_000;
const ANSWER_WITHIN_MS = 30_000;

export interface WatchDeps {
  readonly onFault: (what: string, detail: unknown) => unknown;
  readonly onHopeless: () => void;
}

/** Brings the screens back when they crash, hang or cannot be loaded. What they showed they keep themselves. */
export function watchScreens(window: BrowserWindow, { onFault, onHopeless }: WatchDeps): void {
  const { webContents } = window;
  const brokeOffMs: number[] = [];
  let loaded = false;
  let hung = false;

  const recover = (): void => {
    loaded = false;
    if (window.isDestroyed()) return;
    brokeOffMs.push(performance.now());
    const recovery = recoveryAfter(brokeOffMs, performance.now());
    if (recovery === 'restart') onHopeless();
    else webContents.loadURL(addressFor(recovery)).catch((error: unknown) => onFault('screens', error));
  };

  const isElsewhere = (): boolean => !webContents.getURL().startsWith(`${SCREENS_ORIGIN}/`);
  const comeBack = (): void => {
    if (window.isDestroyed() || !isElsewhere()) return;
    webContents.loadURL(addressFor('same-screen')).catch((error: unknown) => onFault('screens', error));
  };
  webContents.on('did-finish-load', () => (loaded = true));
  // An empty page is gone to without being asked for first: the screens take its place.
  webContents.on('did-navigate', (_event, url) => {
    if (url.startsWith(`${SCREENS_ORIGIN}/`) || window.isDestroyed()) return;
    onFault('screens', { left: url });
    setImmediate(comeBack); // Asked for within the event, it would be taken for part of the navigation that ends.
  });
  webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    onFault('screens', { ...details, hung });
    hung = false;
    recover();
  });
  const endHung = (): void => {
    if (!loaded || hung || window.isDestroyed()) return;
    hung = true;
    webContents.forcefullyCrashRenderer();
  };
  window.on('unresponsive', endHung);

  const timer = setInterval(() => {
    if (!loaded || hung || webContents.isCrashed()) return;
    comeBack();
    const impatience = setTimeout(endHung, ANSWER_WITHIN_MS);
    webContents
      .executeJavaScript('0')
      .catch(() => undefined) // They went away meanwhile, which is told by its own event.
      .finally(() => clearTimeout(impatience));
  }, ASK_EVERY_MS);
  window.on('closed', () => clearInterval(timer));
}

/** The same page; `#home` tells it not to go back to where it was. */
function addressFor(recovery: 'same-screen' | 'home'): string {
  return `${SCREENS_ORIGIN}/index.html${recovery === 'home' ? '#home' : ''}`;
}
