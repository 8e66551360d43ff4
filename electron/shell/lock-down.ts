import { app } from 'electron';
import type { Session, WebContents } from 'electron';
import { leavesTheScreens } from './keys.ts';
import { isGranted } from './permissions.ts';
import type { Moment } from './permissions.ts';
import { SCREENS_ORIGIN } from './protocols.ts';

/** What the screens may ask for: their own two schemes, and pictures that they made themselves. */
export function mayLoad(address: string): boolean {
  const { protocol } = new URL(address);
  return protocol === 'app:' || protocol === 'media:' || (protocol === 'blob:' && address.startsWith(`blob:${SCREENS_ORIGIN}/`));
}

/** The session has no way out: no permission but those of the table, no download, no device, no request beyond our schemes. */
export function lockSession(session: Session, now: () => Moment): void {
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    callback(contents.getURL().startsWith(`${SCREENS_ORIGIN}/`) && isGranted(permission, { media }, now()));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const media = details.mediaType === undefined || details.mediaType === 'unknown' ? [] : [details.mediaType];
    return origin.startsWith(SCREENS_ORIGIN) && isGranted(permission, { media }, now());
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.setCertificateVerifyProc((_request, callback) => callback(-2)); // Nothing here is fetched over TLS.
  session.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault();
    callback(null);
  });
  session.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault();
    callback();
  });
  session.on('select-serial-port', (event, _ports, _contents, callback) => {
    event.preventDefault();
    callback('');
  });
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerLanguages([]); // With a language, its dictionary would be fetched from elsewhere.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !mayLoad(details.url) }));
}

/** Whatever shows a page, the window or something that was never meant to exist, is locked as soon as it is made. */
export function lockEveryContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents);
    if (contents.getType() !== 'window') contents.close();
  });
  app.on('select-client-certificate', (event) => event.preventDefault());
  app.on('login', (event) => event.preventDefault());
}

/** The contents stay at our screens: no navigation, no windows, no frames, no zoom, no tools, no keys that lead away. */
function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('will-navigate', (event) => {
    // A screen that failed is opened again by loading the same page.
    if (event.url !== `${SCREENS_ORIGIN}/index.html`) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
  contents.on('context-menu', (event) => event.preventDefault());
  contents.on('before-input-event', (event, input) => {
    if (leavesTheScreens(input)) event.preventDefault();
  });
  contents.on('devtools-opened', () => contents.closeDevTools());
  contents.on('zoom-changed', () => contents.setZoomLevel(0));
  contents.on('did-finish-load', () => {
    contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined); // The contents went away meanwhile: nothing to limit.
  });
}
