// @ts-check
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const project = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** What is built; may be deleted at any time. */
export const out = join(project, 'out');

/** What the programs keep while they are tried out here: records, settings, logs. */
export const data = join(project, 'data');

/** What is fetched once for every checkout of this user. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'distance-education-terminal');
