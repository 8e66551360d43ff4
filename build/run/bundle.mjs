// @ts-check
import { nodePrograms } from '../vite/node-programs.mjs';

/**
 * Makes programs that Node can run from TypeScript sources, their packages left in node_modules. For those that are not
 * part of the product: measurements, and processes that tests start.
 *
 * @param {Record<string, string>} entries name of the program → its source, within the project
 * @param {string} folder within the project; gets `<name>.js` for each, or `<name>.cjs`, and is emptied first
 * @param {'es' | 'cjs'} [format]
 */
export async function bundle(entries, folder, format = 'es') {
  const { build } = await import('vite');
  await build({ configFile: false, logLevel: 'warn', ...nodePrograms({ entries, folder, format, packages: false }) });
}
