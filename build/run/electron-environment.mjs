// @ts-check

/**
 * The words that every start of Electron needs here, before the folder of the app.
 *
 * @param {NodeJS.ProcessEnv} [environment] that Electron will have
 */
export function electronWords(environment = process.env) {
  const words = [];
  // Chromium's sandbox refuses root. Only for development and tests: what is shipped never says this.
  if (process.getuid?.() === 0) words.push('--no-sandbox');
  if (process.platform === 'linux' && !environment.DISPLAY && environment.WAYLAND_DISPLAY) words.push('--ozone-platform=wayland');
  return words;
}

/**
 * The environment for Electron on this runtime.
 *
 * @param {import('../setup/electron.mjs').Runtime} runtime
 * @param {string | null} display the virtual one's name, null for the machine's own
 * @returns {NodeJS.ProcessEnv}
 */
export function electronEnvironment(runtime, display) {
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...process.env, ELECTRON_PATH: runtime.executable, TERMINAL_RUNTIME: runtime.name };
  // Set by terminals inside other Electron programs; it would make ours a plain Node.
  delete environment.ELECTRON_RUN_AS_NODE;
  return display === null ? environment : { ...environment, DISPLAY: display };
}
