// The carried Electron as a plain browser: each window is a browser of its own, with its own cookies, and no say over the page.
const { join } = require('node:path');
const { app, BrowserWindow, session } = require('electron');

let windows = 0;

/** Opens an empty window that shares nothing with the others. */
globalThis.openBrowserWindow = (width, height) => {
  windows += 1;
  const partition = `browser-${windows}`;
  session.fromPartition(partition).on('will-download', (_event, item) => {
    item.setSavePath(join(process.env.BROWSER_DOWNLOADS, item.getFilename()));
  });
  const window = new BrowserWindow({
    width,
    height,
    useContentSize: true,
    frame: false,
    webPreferences: { partition, sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  return window.loadURL('about:blank');
};

app.on('window-all-closed', () => undefined);
app.whenReady().then(() => globalThis.openBrowserWindow(1366, 768));
