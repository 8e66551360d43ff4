/** What of a key press decides whether the screens may have it; a part of Electron's `Input`. */
export interface KeyPress {
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** With Control only what one does in a text field. Everything else is Chromium's: windows, tabs, printing, zoom, tools. */
const withControl: ReadonlySet<string> = new Set(['a', 'c', 'v', 'x', 'z', 'y', 'control', 'backspace', 'delete', 'arrowleft', 'arrowright', 'home', 'end']);

/** Characters that a keyboard writes with AltGr, which arrives as Control and Alt together. */
const isCharacter = (key: string): boolean => Array.from(key).length === 1 && !/[a-z0-9]/i.test(key);

/**
 * True for keys that would leave the screens, or open something of Chromium's or of the system's. What the system takes
 * before any program sees it (Control-Alt-Delete, mostly Alt-Tab and the Windows key) is the session's to lock: `deploy/kiosk`.
 */
export function leavesTheScreens({ key, control, alt, meta }: KeyPress): boolean {
  if (control && alt) return !isCharacter(key);
  if (meta || alt) return key !== 'Meta' && key !== 'Alt';
  if (control) return !withControl.has(key.toLowerCase());
  return /^F\d{1,2}$/.test(key) || chromiumKeys.has(key);
}

/** Keys of keyboards and remotes that ask Chromium or the system for something. Back is the screens' own. */
const chromiumKeys: ReadonlySet<string> = new Set([
  'BrowserForward', 'BrowserHome', 'BrowserRefresh', 'BrowserSearch', 'BrowserFavorites', 'BrowserStop',
  'LaunchMail', 'LaunchApplication1', 'LaunchApplication2', 'LaunchWebBrowser', 'LaunchCalculator', 'LaunchMediaPlayer',
  'ContextMenu', 'PrintScreen', 'Print', 'Help', 'Find', 'Open', 'New', 'Close', 'Save', 'ZoomIn', 'ZoomOut', 'ZoomToggle',
]);
