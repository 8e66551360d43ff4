import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { SECRET_MODE, syncFolder, writeSynced } from '../site/disk.ts';

/** A file whose writes have reached the disk when they resolve. */
export interface DurableFile {
  /** Writes all of `bytes` at `position`. When it rejects, any part of them may be there. */
  readonly write: (bytes: Uint8Array, position: number) => Promise<void>;
  readonly truncate: (lengthBytes: number) => Promise<void>;
  /** False when the file has been deleted behind our back: writes still succeed then, and are lost. */
  readonly isLinked: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** What the journal does to a disk besides reading it. Tests put faults in here. */
export interface Disk {
  /** Creates a file (rejects with `EEXIST`) and makes its folder's entry durable. */
  readonly create: (path: string) => Promise<DurableFile>;
  readonly open: (path: string) => Promise<DurableFile>;
  /** Replaces or creates a small file: whole or not at all, durable when it resolves. One call at a time for a path. */
  readonly replace: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  /** Makes one folder; its parent must exist. One that exists already is fine. */
  readonly makeFolder: (path: string) => Promise<void>;
}

const datasync = promisify(fs.fdatasync);
const { O_RDWR, O_CREAT, O_EXCL, O_DSYNC } = fs.constants;

/** Linux writes and syncs in one call, which saves a turn through the thread pool; elsewhere it is two calls. */
const syncedByWrite = process.platform === 'linux';
const SYNC_FLAG = syncedByWrite ? O_DSYNC : 0;

/** The machine's disk. */
export const machineDisk: Disk = {
  create: async (path) => {
    const file = durable(await promisify(fs.open)(path, O_RDWR | O_CREAT | O_EXCL | SYNC_FLAG, SECRET_MODE));
    try {
      await syncFolder(dirname(path));
      return file;
    } catch (error) {
      await file.close();
      await fs.promises.rm(path, { force: true });
      throw error;
    }
  },
  open: async (path) => durable(await promisify(fs.open)(path, O_RDWR | SYNC_FLAG)),
  replace: async (path, bytes) => {
    const fresh = `${path}.new`;
    try {
      await writeSynced(fresh, bytes, SECRET_MODE);
      await fs.promises.rename(fresh, path);
    } catch (error) {
      await fs.promises.rm(fresh, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
  },
  rename: async (from, to) => {
    await fs.promises.rename(from, to);
    await syncFolder(dirname(to));
  },
  remove: async (path) => {
    await fs.promises.rm(path, { force: true });
    await syncFolder(dirname(path));
  },
  makeFolder: async (path) => {
    try {
      await fs.promises.mkdir(path, { mode: 0o700 });
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return;
      throw error;
    }
    await syncFolder(dirname(path));
  },
};

/** The system's code of an error, e.g. `ENOSPC`; the error's name when it has none. */
export function errorCode(error: unknown): string {
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return 'UNKNOWN';
}

/** True for the codes by which a disk says that it has no room. */
export function isFull(code: string): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

function durable(descriptor: number): DurableFile {
  return {
    write: syncedByWrite
      ? (bytes, position) => writeAll(descriptor, bytes, position)
      : (bytes, position) => writeAll(descriptor, bytes, position).then(() => datasync(descriptor)),
    truncate: async (lengthBytes) => {
      await promisify(fs.ftruncate)(descriptor, lengthBytes);
      await datasync(descriptor);
    },
    isLinked: async () => (await promisify(fs.fstat)(descriptor)).nlink > 0,
    close: () => promisify(fs.close)(descriptor),
  };
}

/** A disk may take fewer bytes than it is given. */
function writeAll(descriptor: number, bytes: Uint8Array, position: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const writeFrom = (done: number): void => {
      fs.write(descriptor, bytes, done, bytes.byteLength - done, position + done, (error, taken) => {
        if (error !== null) reject(error);
        else if (done + taken >= bytes.byteLength) resolve();
        else if (taken === 0) reject(Object.assign(new Error('the disk took no bytes'), { code: 'EIO' }));
        else writeFrom(done + taken);
      });
    };
    writeFrom(0);
  });
}
