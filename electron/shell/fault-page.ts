import { app, BrowserWindow, session } from 'electron';
import { faultPage, faultStyle } from './fault-text.ts';
import type { Fault } from './fault-text.ts';
import { lockSession } from './lock-down.ts';
import { SCREENS_ORIGIN } from './protocols.ts';
import { safeWebPreferences } from './web-preferences.ts';

/** How long until the program is tried again although nobody asked for it. */
const AGAIN_AFTER_MS = 5 * 60_000;

const files: Readonly<Record<string, { readonly type: string; readonly body: (fault: Fault) => string }>> = {
  '/fault.html': { type: 'text/html; charset=utf-8', body: faultPage },
  '/fault.css': { type: 'text/css; charset=utf-8', body: () => faultStyle },
};

/**
 * What stands on the screen when the terminal cannot open, not in safe mode either: a page without a script, that needs nothing
 * of the terminal. `again` is called when somebody presses OK, and after a while by itself.
 */
export async function showFaultPage(fault: Fault, { kiosk, again }: { readonly kiosk: boolean; readonly again: () => void }): Promise<void> {
  await app.whenReady();
  const own = session.fromPartition('fault');
  lockSession(own, () => ({ photographing: false }));
  own.protocol.handle('app', (request) => {
    const file = files[new URL(request.url).pathname];
    if (file === undefined) return new Response(null, { status: 404 });
    return new Response(file.body(fault), { headers: { 'Content-Type': file.type, 'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" } });
  });
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    useContentSize: true,
    kiosk,
    ...(kiosk ? { fullscreen: true, frame: false, skipTaskbar: true } : {}),
    backgroundColor: '#faf5ec',
    autoHideMenuBar: true,
    webPreferences: { ...safeWebPreferences, session: own, javascript: false },
  });
  window.removeMenu();
  window.webContents.on('before-input-event', (_event, { type, key }) => {
    if (type === 'keyDown' && (key === 'Enter' || key === ' ')) again();
  });
  setTimeout(again, AGAIN_AFTER_MS);
  await window.loadURL(`${SCREENS_ORIGIN}/fault.html`);
  window.focus();
  window.webContents.focus(); // The key must arrive without anybody clicking first.
}
