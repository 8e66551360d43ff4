import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lock } from '../../../build/run/lock.mjs';
import { contentHash } from '../../../build/setup/stamp.mjs';
import { projectFolder } from './project.ts';

const folder = join(projectFolder, 'out', 'test', 'packed');
const stamp = join(projectFolder, 'out', 'test', 'packed-from');

/** What goes into the packed program. */
const sources = ['out/main', 'out/workers', 'out/preload', 'out/renderer', 'build/dist', 'build/dist.mjs', 'deploy/kiosk', 'electron/supervisor/supervise.sh', 'package.json'];

/** Name of the packed program's file. */
export const EXECUTABLE = 'distance-education-terminal';

/**
 * The packed program's folder, as `npm run dist -- --trial` makes it from what is built. Packed once for whatever tests want
 * it, also when they run beside each other.
 */
export async function packedTerminal(): Promise<string> {
  const release = await lock(join(projectFolder, 'out', 'test', 'packed.lock'), () => undefined);
  try {
    const packed = join(folder, 'linux-unpacked');
    const present = (): string => `${process.env.ELECTRON_PATH ?? ''} ${contentHash(projectFolder, sources)}`;
    if ((await readFile(stamp, 'utf8').catch(() => null)) === present()) return packed;
    await rm(stamp, { force: true });
    await promisify(execFile)(process.execPath, [join(projectFolder, 'build', 'dist.mjs'), '--trial'], { env: { ...process.env, DIST_FOLDER: folder } });
    await writeFile(stamp, present());
    return packed;
  } finally {
    release();
  }
}

/** What the environment must say for a packed program that is not for sites. */
export const packedEnvironment = { TERMINAL_RUNTIME: 'carried' } as const;
