import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What packaging writes into the program's own description. */
const builtSchema = z.object({ built: z.object({ electron: z.string(), development: z.boolean() }) });

/**
 * Throws unless this packaged program runs on what it was packaged with: a release on the official Electron, and one that was
 * packaged to be tried out only where it is told so. `folder` holds its package.json.
 */
export function checkPackaged(folder: string, running: { readonly electron: string; readonly runtime: 'official' | 'carried' }): void {
  const parsed = builtSchema.safeParse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  if (!parsed.success) throw new Error('This program was not packaged by its own packaging.');
  const { electron, development } = parsed.data.built;
  if (development && running.runtime !== 'carried') throw new Error('This was packaged for development only, on a carried Electron: it is not for sites (TERMINAL_RUNTIME=carried tries it out).');
  if (!development && running.runtime === 'carried') throw new Error('A release runs on the official Electron only.');
  if (electron !== running.electron) throw new Error(`This program was packaged for Electron ${electron}, and this is ${running.electron}.`);
}
