import type { FindDrives } from './drive.ts';
import { drivesInFolder } from './folder-drives.ts';
import { linuxDrives } from './linux-drives.ts';
import { macDrives } from './mac-drives.ts';
import { windowsDrives } from './windows-drives.ts';

export interface DrivesOptions {
  /** `process.platform`. */
  readonly platform: string;
  /** The disk that holds it is never taken for a stick. */
  readonly dataFolder: string;
  /** A folder whose subfolders count as drives too, for systems that mount sticks elsewhere; null for none. */
  readonly sticksFolder: string | null;
}

/** Finds removable disks as this system lets one find them, and those in the folder of the settings. */
export function drivesOf({ platform, dataFolder, sticksFolder }: DrivesOptions): FindDrives {
  const ofSystem = systemDrives(platform, dataFolder);
  return async () => {
    const found = [...(sticksFolder === null ? [] : await drivesInFolder(sticksFolder)), ...(await ofSystem())];
    return [...new Map(found.map((drive) => [drive.path, drive])).values()].sort((a, b) => a.name.localeCompare(b.name));
  };
}

function systemDrives(platform: string, dataFolder: string): FindDrives {
  switch (platform) {
    case 'linux':
      return linuxDrives({ dataFolder });
    case 'win32':
      return windowsDrives({ dataFolder });
    case 'darwin':
      return macDrives();
    default:
      return () => Promise.resolve([]);
  }
}
