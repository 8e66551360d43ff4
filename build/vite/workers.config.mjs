// @ts-check
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { project } from '../run/paths.mjs';
import { nodePrograms } from './node-programs.mjs';

/**
 * The terminal's worker threads: `electron/…/NAME.worker.ts` → `NAME.worker.cjs`. Built apart from the main process: what they
 * shared with it would lie in its program, and a thread must not run that.
 */
const workers = readdirSync(join(project, 'electron'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.worker.ts'))
  .map((path) => [basename(path, '.ts'), `electron/${path}`]);

export default nodePrograms({ entries: Object.fromEntries(workers), folder: 'out/workers', format: 'cjs', packages: true });
