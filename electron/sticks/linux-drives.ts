import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../site/disk.ts';
import { measureDrive } from './drive.ts';
import type { Drive, FindDrives } from './drive.ts';

export interface LinuxDrivesOptions {
  readonly dataFolder: string;
  /** Where the kernel tells of mounts and devices. */
  readonly mountinfo?: string;
  readonly sys?: string;
  readonly labels?: string;
}

interface Mount {
  /** `major:minor`. */
  readonly device: string;
  readonly path: string;
}

/** Wherever one of these is mounted from is no stick, even when the system was started from a USB disk. */
const OF_THE_SYSTEM = ['/', '/boot', '/boot/efi', '/home', '/usr', '/var'];

/** Removable and USB disks that are mounted, from what the kernel tells of mounts and devices. */
export function linuxDrives(options: LinuxDrivesOptions): FindDrives {
  const { mountinfo = '/proc/self/mountinfo', sys = '/sys', labels = '/dev/disk/by-label' } = options;
  return async () => {
    const mounts = parseMounts(await readFile(mountinfo, 'utf8'));
    const own = mounts.filter(({ path }) => OF_THE_SYSTEM.includes(path) || isWithin(options.dataFolder, path)).map(({ device }) => device);
    const ownDisks = new Set(await Promise.all(own.map((device) => diskOf(sys, device))));
    const names = await labelsByDevice(labels);
    const drives = new Map<string, Drive>();
    for (const { device, path } of mounts) {
      const disk = await diskOf(sys, device);
      if (drives.has(device) || disk === null || ownDisks.has(disk) || !(await isRemovable(disk))) continue;
      const drive = await measureDrive(path, names.get(await deviceName(sys, device)) ?? basename(path));
      if (drive !== null && drive.totalBytes > 0) drives.set(device, drive);
    }
    return [...drives.values()];
  };
}

/** Mounts of whole file systems; see proc(5). Those that show a part of one (bind mounts) are left out. */
export function parseMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, , device, root, path] = line.split(' ');
    return device === undefined || root !== '/' || path === undefined ? [] : [{ device, path: unescapeOctal(path) }];
  });
}

/** The kernel writes spaces and the like in paths as `\040`. */
function unescapeOctal(path: string): string {
  return path.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

function isWithin(path: string, folder: string): boolean {
  return folder !== '/' && (path === folder || path.startsWith(`${folder}/`));
}

/** The folder of the whole disk in the kernel's tree of devices; null for what is no block device. */
async function diskOf(sys: string, device: string): Promise<string | null> {
  const own = await pathOf(sys, device);
  if (own === null) return null;
  return (await readIfThere(join(own, 'partition'))) === null ? own : dirname(own);
}

async function pathOf(sys: string, device: string): Promise<string | null> {
  try {
    return await realpath(join(sys, 'dev', 'block', device));
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null; // A file system of the network or of memory has no device, and one that was pulled out none any more.
  }
}

async function deviceName(sys: string, device: string): Promise<string> {
  return basename((await pathOf(sys, device)) ?? '');
}

/** Sticks say it themselves; disks in USB cases and SD cards do not, but are known by where they hang. */
async function isRemovable(disk: string): Promise<boolean> {
  if (/\/usb\d+\//.test(disk) || (await readIfThere(join(disk, 'removable'))) === '1') return true;
  return (await readIfThere(join(disk, 'device', 'type'))) === 'SD';
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}

/** Labels of file systems by the name of their device, as udev keeps them; none where there is no udev. */
async function labelsByDevice(folder: string): Promise<ReadonlyMap<string, string>> {
  const labels = new Map<string, string>();
  try {
    for (const name of await readdir(folder)) {
      // Chinese stands there as it is; spaces and the like as `\x20`.
      const label = name.replaceAll(/\\x([0-7][0-9a-f])/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
      labels.set(basename(await realpath(join(folder, name))), label);
    }
  } catch (error) {
    if (systemCode(error) === null) throw error; // Names of folders do as well.
  }
  return labels;
}
