// @ts-check
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { project } from '../run/paths.mjs';
import { nodePrograms } from './node-programs.mjs';

/** The terminal's main process, and its worker threads beside it: `electron/…/NAME.worker.ts` → `NAME.worker.cjs`. */
const workers = readdirSync(join(project, 'electron'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.worker.ts'))
  .map((path) => [basename(path, '.ts'), `electron/${path}`]);

export default nodePrograms({
  entries: { main: 'electron/main.ts', ...Object.fromEntries(workers) },
  folder: 'out/main',
  format: 'cjs',
  packages: true,
});
