import { stat } from 'node:fs/promises';
import type { Drive, FindDrives } from './drive.ts';
import { drivesInFolder } from './folder-drives.ts';

/** On macOS every disk but the system's own is mounted in `/Volumes`. */
export function macDrives(volumes = '/Volumes'): FindDrives {
  return async () => {
    const own = (await stat('/')).dev;
    const drives: Drive[] = [];
    for (const drive of await drivesInFolder(volumes)) if ((await stat(drive.path)).dev !== own) drives.push(drive);
    return drives;
  };
}
