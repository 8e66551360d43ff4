import type { WebPreferences } from 'electron';

/** What every page is shown with: a browser's page and nothing more. Each is said, also where it is Electron's own choice today. */
export const safeWebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  disableDialogs: true,
  safeDialogs: true,
  spellcheck: false,
  devTools: false,
} as const satisfies WebPreferences;
