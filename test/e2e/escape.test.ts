import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownDisplay } from './support/display.ts';
import { EXECUTABLE, packedEnvironment, packedTerminal } from './support/packed.ts';
import { createSetting } from './support/setting.ts';
import type { Setting } from './support/setting.ts';
import type { TerminalProcess } from './support/terminal-process.ts';
import { Village } from './support/village.ts';

let setting: Setting;
let terminal: TerminalProcess;
let program = '';
let village: Village;
/** Whoever reaches this has got out. */
const outside = createServer((request, response) => {
  reached.push(request.url ?? '');
  response.end('outside');
});
const reached: string[] = [];
let outsideUrl = '';
let failed: string | null = null;

beforeAll(async () => {
  await new Promise<void>((resolve) => void outside.listen(0, '127.0.0.1', resolve));
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  setting = await createSetting();
  program = join(await packedTerminal(), EXECUTABLE);
  ({ terminal, village } = await setting.launch({ program, environment: { TERMINAL_KIOSK: '1' } }));
  await village.home();
});

afterAll(async () => {
  outside.close();
  await setting.end(failed);
});

/** What stands: one window, at our screens, full screen, without tools; and nobody outside was reached. */
async function nothingHasChanged(): Promise<void> {
  const windows = await terminal.app.evaluate(({ BrowserWindow, webContents }) => ({
    contents: webContents.getAllWebContents().map((contents) => ({ url: contents.getURL(), zoom: contents.getZoomFactor(), tools: contents.isDevToolsOpened() })),
    windows: BrowserWindow.getAllWindows().map((window) => ({ kiosk: window.isKiosk(), visible: window.isVisible() })),
  }));
  expect(windows).toEqual({ contents: [{ url: 'app://terminal/index.html', zoom: 1, tools: false }], windows: [{ kiosk: true, visible: true }] });
  expect(reached).toEqual([]);
}

const attempt = (name: string, work: () => Promise<void>): void =>
  test(name, async () => {
    try {
      await work();
      await nothingHasChanged();
    } catch (error) {
      failed = name;
      throw error;
    }
  });

attempt('keys that lead out of a browser do nothing', async () => {
  const keys = [
    'Control+n', 'Control+t', 'Control+w', 'Control+r', 'Control+Shift+R', 'Control+p', 'Control+s', 'Control+o', 'Control+l', 'Control+u', 'Control+j', 'Control+h',
    'Control+Shift+I', 'Control+Shift+J', 'Control+Shift+C', 'Control+Shift+N', 'Control+Shift+Delete', 'Control+Tab', 'Control+Escape', 'Control+Shift+Escape',
    'Control+Equal', 'Control+Minus', 'Control+0', 'F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'Shift+F10', 'ContextMenu',
    'Alt+F4', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+Space', 'Alt+d', 'Alt+Tab', 'Meta+d', 'Meta+r', 'Meta+l', 'Meta+Tab',
  ];
  await village.page.evaluate(() => Object.assign(window, { stillHere: true }));
  for (const key of keys) await village.page.keyboard.press(key);
  expect(await village.page.evaluate(() => 'stillHere' in window)).toBe(true);
});

attempt('the keys are swallowed before the page, while those of text fields and the arrows are not', async () => {
  const seen = await terminal.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('no window');
    const { webContents } = window;
    await webContents.executeJavaScript(`window.keysSeen = []; addEventListener('keydown', (event) => window.keysSeen.push(event.key), { capture: true })`);
    type Modifier = 'control' | 'alt';
    const presses: readonly (readonly [string, Modifier[]])[] = [['P', ['control']], ['F12', []], ['F4', ['alt']], ['C', ['control']], ['Down', []]];
    for (const [keyCode, modifiers] of presses) {
      webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
      webContents.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
    }
    return (await webContents.executeJavaScript(`new Promise((resolve) => setTimeout(() => resolve(window.keysSeen), 300))`)) as string[];
  });
  expect(seen.map((key) => key.toLowerCase())).toEqual(['c', 'arrowdown']);
});

attempt('links, forms, scripts in addresses and other schemes lead nowhere', async () => {
  const addresses = [outsideUrl, 'https://example.invalid/', 'file:///etc/passwd', 'javascript:window.escaped=1', 'data:text/html,out', 'chrome://settings', 'devtools://devtools/bundled/inspector.html', 'view-source:app://terminal/', 'mailto:a@example.invalid', 'tel:110', 'ms-settings:', 'app://elsewhere/', 'media://content/x'];
  for (const address of addresses) {
    await village.page.evaluate((href) => {
      for (const target of ['', '_blank', '_top', '_parent']) {
        const link = document.createElement('a');
        Object.assign(link, { href, target });
        document.body.append(link);
        link.click();
        link.remove();
      }
      const form = document.createElement('form');
      Object.assign(form, { action: href, method: 'post' });
      document.body.append(form);
      form.submit();
      form.remove();
      try {
        window.location.assign(href);
      } catch {
        // Refused at once.
      }
    }, address);
  }
  expect(await village.page.evaluate(() => 'escaped' in window)).toBe(false);
});

attempt('an empty page, which is gone to unasked, gives way to the screens at once', async () => {
  // Driven and looked at from the main process: an empty page has nothing left to drive.
  const shown = await terminal.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('no window');
    const visited: string[] = [];
    const back = new Promise<void>((resolve) => {
      contents.on('did-navigate', (_event, url) => {
        visited.push(url);
        if (url !== 'about:blank') resolve();
      });
    });
    void contents.executeJavaScript(`location.assign('about:blank')`);
    await back;
    return visited;
  });
  expect(shown).toEqual(['about:blank', 'app://terminal/index.html']);
});

attempt('a window that is closed all the same is there again', async () => {
  const again = terminal.app.waitForEvent('window');
  await terminal.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
  village = new Village(await again);
  await village.home();
});

attempt('no window, frame or view of another page opens', async () => {
  const opened = await village.page.evaluate(async (url) => {
    const windows = [url, 'about:blank', 'app://terminal/index.html', ''].map((address) => window.open(address, '_blank', 'popup') === null);
    const frame = document.createElement('iframe');
    frame.src = url;
    const view = document.createElement('webview');
    view.setAttribute('src', url);
    const object = document.createElement('object');
    object.data = url;
    document.body.append(frame, view, object);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const within = frame.contentDocument?.body.textContent ?? '';
    for (const element of [frame, view, object]) element.remove();
    return { windows, within };
  }, outsideUrl);
  expect(opened.windows).toEqual([true, true, true, true]);
  expect(opened.within).not.toContain('outside');
});

attempt('the page reaches no network, whatever it asks with', async () => {
  const tried = await village.page.evaluate(async (url) => {
    const refused = async (work: () => Promise<unknown>): Promise<boolean> => {
      try {
        await work();
        return false;
      } catch {
        return true;
      }
    };
    const socket = (address: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const opened = new WebSocket(address);
        opened.onopen = resolve;
        opened.onerror = () => reject(new Error('refused'));
      });
    const image = (address: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const asked = new Image();
        asked.onload = resolve;
        asked.onerror = () => reject(new Error('refused'));
        asked.src = address;
      });
    for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'stylesheet', 'modulepreload']) {
      const link = document.createElement('link');
      Object.assign(link, { rel, href: url, crossOrigin: 'anonymous' });
      document.head.append(link);
    }
    const peer = new RTCPeerConnection({ iceServers: [{ urls: url.replace('http://', 'stun:') }] });
    const candidates: string[] = [];
    peer.onicecandidate = ({ candidate }) => {
      if (candidate !== null) candidates.push(candidate.candidate);
    };
    peer.createDataChannel('out');
    await peer.setLocalDescription(await peer.createOffer());
    const outcome = {
      fetch: await refused(() => fetch(url)),
      beacon: !navigator.sendBeacon(url) || true,
      socket: await refused(() => socket(url.replace('http', 'ws'))),
      image: await refused(() => image(`${url}/picture.png`)),
      worker: await refused(async () => Promise.resolve(new Worker(`${url}/worker.js`))),
      script: await refused(() => import(/* @vite-ignore */ `${url}/script.js`)),
      eval: await refused(async () => Promise.resolve((0, eval)('1'))),
    };
    await new Promise((resolve) => setTimeout(resolve, 500));
    peer.close();
    return { outcome, overNetwork: candidates.filter((candidate) => / typ (srflx|relay) /.test(candidate)) };
  }, outsideUrl);
  expect(Object.entries(tried.outcome).filter(([, refused]) => !refused)).toEqual([]);
  expect(tried.overNetwork).toEqual([]);
});

attempt('gestures of mouse and fingers, and files dragged in from outside, change nothing', async () => {
  const { page } = village;
  const session = await page.context().newCDPSession(page);
  const at = { x: 400, y: 300 };
  await session.send('Input.synthesizePinchGesture', { ...at, scaleFactor: 3, gestureSourceType: 'touch' });
  await session.send('Input.dispatchMouseEvent', { ...at, type: 'mouseWheel', deltaX: 0, deltaY: -240, modifiers: 2 });
  for (const button of ['back', 'forward', 'middle', 'right'] as const) {
    for (const type of ['mousePressed', 'mouseReleased'] as const) await session.send('Input.dispatchMouseEvent', { ...at, type, button, clickCount: 1 });
  }
  const data = { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { ...at, type, data });
  await session.detach();
  await page.evaluate(() => {
    history.back();
    history.go(-3);
  });
  expect(await page.evaluate(() => [visualViewport?.scale, history.length, document.body.innerText.includes('hostname')])).toEqual([1, expect.any(Number), false]);
});

attempt('nothing stays behind in Chromium, and no scheme or program is given to the screens', async () => {
  const asked = await village.page.evaluate(async () => {
    const outcome = async (work: () => unknown): Promise<string> => {
      try {
        const patience = new Promise((resolve) => setTimeout(() => resolve('no answer'), 1500));
        return (await Promise.race([work(), patience])) === 'no answer' ? 'no answer' : 'done';
      } catch (error) {
        return error instanceof Error ? error.name : 'refused';
      }
    };
    const wishes = {
      worker: () => navigator.serviceWorker.register('app://terminal/index.html'),
      scheme: () => navigator.registerProtocolHandler('web+escape', 'app://terminal/?%s'),
      folder: () => (window as unknown as { showDirectoryPicker: () => Promise<unknown> }).showDirectoryPicker(),
      save: () => (window as unknown as { showSaveFilePicker: () => Promise<unknown> }).showSaveFilePicker(),
      devices: () => (navigator as unknown as { usb: { requestDevice: (filter: object) => Promise<unknown> } }).usb.requestDevice({ filters: [] }),
    };
    return Object.fromEntries(await Promise.all(Object.entries(wishes).map(async ([name, work]) => [name, await outcome(work)] as const)));
  });
  expect(Object.entries(asked).filter(([, outcome]) => outcome === 'done')).toEqual([]);
});

attempt('a second start, whatever it is asked to open, ends and leaves the first as it is', async () => {
  const words = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', outsideUrl, 'file:///etc/passwd'];
  const environment = { ...process.env, ...ownDisplay(), ...packedEnvironment, TERMINAL_DATA: join(setting.folder, 'terminal'), TERMINAL_KIOSK: '0' };
  const second = await promisify(execFile)(program, words, { env: environment }).catch((error: unknown) => error as { code: number; stderr: string });
  expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('running already') as unknown });
});

attempt('the running program has the preferences, the policy and the switches that are written down', async () => {
  const running = await terminal.app.evaluate(async ({ app, BrowserWindow, session }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('no window');
    // Not in Electron's types, and in every Electron: what the page was really made with.
    const preferences = (window.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> }).getLastWebPreferences();
    const plain = Object.fromEntries(Object.entries(preferences).filter(([, value]) => ['boolean', 'string', 'number'].includes(typeof value)));
    const answer = await session.fromPartition('screens').fetch('app://terminal/index.html');
    return {
      preferences: plain,
      policy: answer.headers.get('content-security-policy'),
      sniffing: answer.headers.get('x-content-type-options'),
      packaged: app.isPackaged,
      resolver: app.commandLine.getSwitchValue('host-resolver-rules'),
      forbidden: ['disable-web-security', 'allow-running-insecure-content', 'enable-blink-features', 'disable-site-isolation-trials', 'ignore-certificate-errors'].filter((name) => app.commandLine.hasSwitch(name)),
      windows: BrowserWindow.getAllWindows().length,
    };
  });
  expect(running).toMatchObject({ sniffing: 'nosniff', packaged: true, resolver: 'MAP * ~NOTFOUND', forbidden: [], windows: 1 });
  // Electron tells of these alone; the others are tried above, each by what it would let through.
  expect(running.preferences).toMatchObject({
    sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, webSecurity: true,
    allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, disableDialogs: true, safeDialogs: true,
  });
  expect(running.preferences.enableBlinkFeatures ?? '').toBe('');
  const policy = (running.policy ?? '').split('; ');
  expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]));
  expect(policy.filter((part) => /unsafe|\*|https?:|data:|blob:/.test(part))).toEqual([]);
});

attempt('permissions are refused, but those of the table', async () => {
  const asked = await village.page.evaluate(async () => {
    const answer = async (work: () => Promise<unknown>): Promise<string> => {
      try {
        const patience = new Promise((resolve) => setTimeout(() => resolve('no answer'), 1500));
        return String(await Promise.race([work(), patience]));
      } catch (error) {
        return error instanceof Error ? error.name : 'refused';
      }
    };
    return {
      camera: await answer(() => navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await answer(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await answer(() => navigator.mediaDevices.getDisplayMedia()),
      notifications: await answer(() => Notification.requestPermission()),
      clipboard: await answer(() => navigator.clipboard.readText()),
      place: await answer(() => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, () => reject(new Error('refused'))))),
      files: await answer(() => (window as unknown as { showOpenFilePicker: () => Promise<unknown> }).showOpenFilePicker()),
    };
  });
  expect(asked.notifications).toBe('denied');
  for (const [what, outcome] of Object.entries(asked)) expect([what, outcome]).not.toEqual([what, '[object Object]']);
  expect(asked.camera).toMatch(/NotAllowedError|NotFoundError/);
  const granted = await terminal.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const names = ['camera', 'microphone', 'notifications', 'geolocation', 'midi', 'clipboard-read', 'persistent-storage'];
    const ask = `Promise.all(${JSON.stringify(names)}.map(async (name) => [name, (await navigator.permissions.query({ name })).state]))`;
    return (await window?.webContents.executeJavaScript(ask)) as [string, string][];
  });
  expect(granted.filter(([, state]) => state === 'granted')).toEqual([]);
});

attempt('downloads, printing, dialogs, closing and dropped files do nothing', async () => {
  const page = village.page;
  const printed = await page.evaluate(async () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'escape.txt';
    document.body.append(link);
    link.click();
    link.remove();
    window.print();
    window.alert('x');
    const confirmed = window.confirm('x');
    window.close();
    window.moveTo(0, 0);
    window.resizeTo(300, 300);
    const files = new DataTransfer();
    files.items.add(new File(['<h1>out</h1>'], 'out.html', { type: 'text/html' }));
    const over = new DragEvent('dragover', { dataTransfer: files, bubbles: true, cancelable: true });
    const drop = new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true });
    const root = document.getElementById('root');
    const prevented = [over, drop].map((event) => root?.dispatchEvent(event) === false);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { confirmed, prevented };
  });
  expect(printed).toEqual({ confirmed: false, prevented: [true, true] });
});

attempt('no tools open, no menu is there, and nobody but the operator ends the program', async () => {
  const menu = await terminal.app.evaluate(({ BrowserWindow, Menu }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.webContents.openDevTools();
    window?.close();
    window?.minimize();
    return { menu: Menu.getApplicationMenu() === null, bar: window?.isMenuBarVisible() };
  });
  expect(menu).toEqual({ menu: true, bar: false });
  const quit = await village.page.evaluate(() => (window as unknown as { terminal: { call: (name: string, args: object) => Promise<unknown> } }).terminal.call('app.quit', {}));
  expect(quit).toEqual({ ok: false, problem: { code: 'operator-locked', data: {} } });
  const node = await village.page.evaluate(() => ['require', 'process', 'Buffer', 'module', 'ipcRenderer', 'electron'].filter((name) => name in window));
  expect(node).toEqual([]);
});
