// @ts-check
import { join } from 'node:path';
import { project } from '../run/paths.mjs';

/** One file, as a sandboxed preload script must be; it can ask for `electron` and nothing else. @type {import('vite').UserConfig} */
export default {
  root: project,
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'chrome130',
    outDir: join(project, 'out/preload'),
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    lib: { entry: join(project, 'electron/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'], output: { codeSplitting: false } },
  },
};
