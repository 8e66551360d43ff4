// @ts-check
import { join } from 'node:path';
import { project } from '../run/paths.mjs';

/**
 * Vite's settings for programs that run in Node, or in Electron's main process.
 *
 * @param {object} what
 * @param {Record<string, string>} what.entries name of the program → its source, within the project
 * @param {string} what.folder that gets the programs and what they share; emptied first
 * @param {'es' | 'cjs'} what.format `.js` files for `es`, `.cjs` ones for `cjs`
 * @param {boolean} what.packages whether packages are put in, or read from node_modules when the program runs
 * @returns {import('vite').InlineConfig}
 */
export function nodePrograms({ entries, folder, format, packages }) {
  const suffix = format === 'cjs' ? 'cjs' : 'js';
  const input = Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, join(project, source)]));
  return {
    root: project,
    configFile: false,
    publicDir: false,
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(project, folder),
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input,
        external: ['electron'],
        output: { format, entryFileNames: `[name].${suffix}`, chunkFileNames: `[name]-[hash].${suffix}` },
      },
    },
    ssr: packages ? { noExternal: true } : {},
  };
}
