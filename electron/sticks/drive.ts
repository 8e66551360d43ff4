import { access, constants, statfs } from 'node:fs/promises';

/** A removable disk that is mounted. */
export interface Drive {
  /** Absolute path of its root. */
  readonly path: string;
  /** What people call it: its label, else the name of the folder or letter it is mounted at. */
  readonly name: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly readOnly: boolean;
}

/** Finds the removable disks that are mounted now. */
export type FindDrives = () => Promise<readonly Drive[]>;

const MOST_NAME_CHARACTERS = 60;

/** Asks the disk for its room; null when it was pulled out meanwhile, or may not even be looked at. */
export async function measureDrive(path: string, name: string): Promise<Drive | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(path);
    return { path, name: shownName(name), freeBytes: bavail * bsize, totalBytes: blocks * bsize, readOnly: !(await isWritable(path)) };
  } catch {
    return null; // A disk that does not answer is none that anything could be carried with.
  }
}

/** A label is whatever somebody wrote on a stick: one short line is shown of it. */
export function shownName(label: string): string {
  const line = label.replaceAll(/\p{Cc}|\p{Cf}/gu, ' ').replaceAll(/\s+/g, ' ').trim();
  return Array.from(line).slice(0, MOST_NAME_CHARACTERS).join('');
}

/** False also for a disk that is mounted for reading only, whoever asks. */
async function isWritable(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
