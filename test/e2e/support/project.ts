import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the whole project. */
export const projectFolder = fileURLToPath(new URL('../../..', import.meta.url));

/** Folder for what is kept of a test that failed. */
export function resultsFor(test: string): string {
  const folder = join(projectFolder, 'test-results', test.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60));
  mkdirSync(folder, { recursive: true });
  return folder;
}
