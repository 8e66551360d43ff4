// @ts-check
import { nodePrograms } from './node-programs.mjs';

/** The terminal's main process. */
export default nodePrograms({ entries: { main: 'electron/main.ts' }, folder: 'out/main', format: 'cjs', packages: true });
