import type { Session, WebContents } from 'electron';
import { SCREENS_ORIGIN } from './protocols.ts';

/** Permissions that are granted, each with its reason; everything else is refused. */
const grantedPermissions: ReadonlyMap<string, string> = new Map([
  ['fullscreen', 'the player fills the window'],
  ['speaker-selection', 'sound goes to the hall’s loudspeakers'],
]);

/** Keys that would leave the screens or open Chromium's own dialogs: Control or Command and one of these. */
const swallowedWithControl = new Set(['n', 't', 'w', 'r', 'p', 's', 'o', 'f', 'g', 'h', 'j', 'u', '+', '-', '=', '0', 'tab']);
const swallowedAlone = new Set(['F1', 'F3', 'F5', 'F7', 'F11', 'F12']);

/** The session has no way out: no permission, no download, no request but to our own two schemes. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => callback(grantedPermissions.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => grantedPermissions.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerLanguages([]); // With a language, its dictionary would be fetched from elsewhere.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, callback) => {
    const { protocol } = new URL(details.url);
    callback({ cancel: !(protocol === 'app:' || protocol === 'media:' || protocol === 'devtools:' || (protocol === 'blob:' && details.url.startsWith(`blob:${SCREENS_ORIGIN}`))) });
  });
}

/** The contents stay at our screens: no navigation, no windows, no zoom, no keys that lead away. */
export function lockContents(contents: WebContents, kiosk: boolean): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown') return;
    const withControl = (input.control || input.meta) && swallowedWithControl.has(input.key.toLowerCase());
    const leaves = input.alt && (input.key === 'ArrowLeft' || input.key === 'ArrowRight' || (kiosk && input.key === 'F4'));
    if (withControl || leaves || swallowedAlone.has(input.key)) event.preventDefault();
  });
  contents.on('did-finish-load', () => {
    contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined); // The contents went away meanwhile: nothing to limit.
  });
}
