// @ts-check
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { project } from '../run/paths.mjs';

/**
 * Vite's settings for pages that are shown under a strict content security policy: nothing inline, every asset a file.
 *
 * @param {object} what
 * @param {string} what.source folder with index.html
 * @param {string} what.folder that gets the pages; emptied first
 * @param {string | string[]} what.target browsers
 * @returns {import('vite').UserConfig}
 */
export function pages({ source, folder, target }) {
  return {
    root: join(project, source),
    // Addresses are relative: the terminal serves its screens from a scheme of its own.
    base: './',
    plugins: [react()],
    build: {
      target,
      outDir: join(project, folder),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Everything comes from this machine's disk; the size of a file says nothing about the time it takes.
      chunkSizeWarningLimit: 4096,
    },
  };
}
