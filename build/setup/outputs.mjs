// @ts-check

/**
 * What is built: a Vite configuration in build/vite/ for each, named as here.
 *
 * @typedef {object} Output
 * @property {string} entry the source that it begins with
 * @property {string} product the file by which it is found
 * @property {readonly string[]} sources folders whose change asks for another build
 */

/** @satisfies {Record<string, Output>} */
export const outputs = {
  main: { entry: 'electron/main.ts', product: 'out/main/main.cjs', sources: ['contract', 'electron'] },
  workers: { entry: 'electron/information/information.worker.ts', product: 'out/workers/information.worker.cjs', sources: ['contract', 'electron'] },
  preload: { entry: 'electron/preload.ts', product: 'out/preload/preload.cjs', sources: ['contract', 'electron'] },
  renderer: { entry: 'renderer/index.html', product: 'out/renderer/index.html', sources: ['contract', 'renderer'] },
  county: { entry: 'county/cli.ts', product: 'out/county/cli.js', sources: ['contract', 'county'] },
  dashboard: { entry: 'county/dashboard/index.html', product: 'out/dashboard/index.html', sources: ['contract', 'county/dashboard'] },
};

/** @typedef {keyof typeof outputs} OutputName */

/** @type {readonly OutputName[]} */
export const terminalOutputs = ['main', 'workers', 'preload', 'renderer'];

/** @type {readonly OutputName[]} */
export const countyOutputs = ['county', 'dashboard'];

/** Whether a word names an output. @returns {word is OutputName} */
export function isOutput(/** @type {string} */ word) {
  return Object.hasOwn(outputs, word);
}
