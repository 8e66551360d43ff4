import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { build } from 'vite';

/** Makes one plain file of a TypeScript program and all it imports, for a process of its own. Gives its path. */
export async function bundled(entry: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-program-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const fileName = `${basename(entry, '.ts')}.mjs`;
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: entry, outDir: folder, target: 'node20', minify: false, rolldownOptions: { output: { entryFileNames: fileName, codeSplitting: false } } },
  });
  return join(folder, fileName);
}
