import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const project = join(import.meta.dirname, '../../../..');

/** The sources below a folder, by path from the project's. */
function sources(folder: string, ending: RegExp): ReadonlyMap<string, string> {
  const found = readdirSync(join(project, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && ending.test(entry.name));
  return new Map(found.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path.slice(project.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]));
}

const main = sources('electron', /\.ts$/);
const screens = sources('renderer', /\.(tsx?|html)$/);

const filesWith = (files: ReadonlyMap<string, string>, pattern: RegExp): readonly string[] =>
  [...files].filter(([, text]) => pattern.test(text)).map(([path]) => path).toSorted();

/** What weakens an Electron program, and the files that may name it. */
const watched: readonly (readonly [what: string, pattern: RegExp, allowed: readonly string[]])[] = [
  ['other programs', /shell\.open|openExternal\(|openPath\(|from 'electron'.*\bshell\b/, []],
  ['more windows', /new (BrowserWindow|BrowserView|WebContentsView)\(/, ['electron/shell/fault-page.ts', 'electron/shell/window.ts']],
  ['pages within pages', /<webview|webviewTag: true|allowpopups/, []],
  ['loosened pages', /webSecurity: false|contextIsolation: false|sandbox: false|nodeIntegration\w*: true|allowRunningInsecureContent: true|experimentalFeatures: true|devTools: true/, []],
  ['features of Blink', /(enable|disable)BlinkFeatures|affinity:|enableRemoteModule|@electron\/remote/, []],
  ['switches of Chromium', /appendSwitch|appendArgument/, ['electron/shell/silence.ts']],
  ['schemes with more rights', /bypassCSP|allowServiceWorkers|registerFileProtocol|interceptProtocol|(window|webContents)\.loadFile\(/, []],
  ['certificates', /certificate-error|setCertificateVerifyProc\(/, ['electron/shell/lock-down.ts']],
  ['silenced warnings', /ELECTRON_DISABLE_SECURITY_WARNINGS/, []],
  ['code from text', /\beval\(|new Function\(|vm\.run/, []],
  // A text that is put together could be what somebody else wrote. The one that is holds a number of its own file.
  ['scripts put together', /executeJavaScript\((?!\s*('[^']*'|`[^`$]*`),?\s*\))/, ['electron/shell/screenshot.ts']],
];

it.each(watched)('of %s there is nothing but where it is looked after', (_what, pattern, allowed) => {
  expect(filesWith(main, pattern)).toEqual(allowed);
});

it('every window is made with the same safe preferences, and nothing takes one of them back', () => {
  for (const file of ['electron/shell/window.ts', 'electron/shell/fault-page.ts']) expect(main.get(file)).toContain('...safeWebPreferences');
});

it('the screens make no markup from text, run no text, and name no address on a network', () => {
  expect(filesWith(screens, /dangerouslySetInnerHTML|\.innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(/)).toEqual([]);
  expect(filesWith(screens, /['"`(](https?|wss?|ftp):\/\/(?!www\.w3\.org\/)/)).toEqual([]);
  expect([...main.keys()].length).toBeGreaterThan(50);
  expect([...screens.keys()].length).toBeGreaterThan(50);
});
