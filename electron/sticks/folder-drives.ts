import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../site/disk.ts';
import { measureDrive } from './drive.ts';
import type { Drive } from './drive.ts';

const MOST_DRIVES = 50;

/** The subfolders of a folder as drives, each named like its folder; links are not followed. A missing folder has none. */
export async function drivesInFolder(folder: string): Promise<readonly Drive[]> {
  const drives: Drive[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (!entry.isDirectory()) continue;
      const drive = await measureDrive(join(folder, entry.name), entry.name);
      if (drive !== null) drives.push(drive);
      if (drives.length === MOST_DRIVES) break;
    }
  } catch (error) {
    if (systemCode(error) === null) throw error; // A folder that is not there yet, or not any more, has no drives.
  }
  return drives;
}
