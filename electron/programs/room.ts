import { ProblemError } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Sha256 } from '../../contract/values.ts';
import { freeBytes } from '../site/disk.ts';
import { createSerial } from '../site/serial.ts';
import type { FileOutline } from './outline.ts';

export interface RoomOptions {
  readonly folder: string;
  /** Room for the records: programs never take it. */
  readonly reserveBytes: number;
  /** Bytes of a file that are still to come. */
  readonly missingBytes: (file: FileOutline) => number;
  /** Frees at least so many bytes, for this file or (null) for what goes before all programs; less than that only if `isAnyUse`. */
  readonly evict: (bytes: number, forFile: FileOutline | null, isAnyUse: boolean) => Promise<void>;
  /** What has to stay free besides, after this file has come: it is not worth more than that. */
  readonly marginBytes: (file: FileOutline) => number;
}

/** Gives out the room on the disk: to each file for all that is still to come of it, before it begins. */
export interface Room {
  /** Null when the file may come; else why not. A file that was let in holds its room until it is released. */
  readonly admit: (file: FileOutline) => Promise<Problem | null>;
  readonly release: (sha256: Sha256) => void;
  /** True while a file waits to be let in: it cannot be given up then, for who removes files may hold up just that. */
  readonly isAsking: (sha256: Sha256) => boolean;
  /** Makes sure that so many bytes more may be written now. Throws `programs-lack-room`. */
  readonly require: (bytes: number) => Promise<void>;
  /** A problem when others have taken so much of the disk that the reserve is touched. */
  readonly shortage: () => Promise<Problem | null>;
  /** What is free beyond the reserve, when it was last looked at; null where the system does not say. */
  readonly usableBytes: () => number | null;
  /** Frees at least so many bytes, as far as there is anything that may be removed. */
  readonly makeRoom: (bytes: number) => Promise<void>;
}

export function createRoom(options: RoomOptions): Room {
  const { folder, reserveBytes, missingBytes } = options;
  const serial = createSerial();
  const admitted = new Map<Sha256, FileOutline>();
  const asking = new Set<Sha256>();
  let usable: number | null = null;

  const look = async (): Promise<number | null> => {
    const free = await freeBytes(folder);
    usable = free === null ? null : Math.max(0, free - reserveBytes);
    return usable;
  };
  const promised = (): number => [...admitted.values()].reduce((sum, file) => sum + missingBytes(file), 0);
  const lack = (freeNow: number, neededBytes: number): Problem => ({ code: 'programs-lack-room', data: { freeBytes: freeNow, neededBytes } });

  return {
    usableBytes: () => usable,
    release: (sha256) => void admitted.delete(sha256),
    isAsking: (sha256) => asking.has(sha256),
    admit: (file) => {
      asking.add(file.sha256);
      return serial(async () => {
        if (admitted.has(file.sha256)) return null;
        const needed = promised() + missingBytes(file) + options.marginBytes(file);
        const before = await look();
        if (before !== null && before < needed) await options.evict(needed - before, file, false);
        const now = await look();
        if (now !== null && now < needed) return lack(now, missingBytes(file));
        admitted.set(file.sha256, file);
        return null;
      }).finally(() => asking.delete(file.sha256));
    },
    shortage: async () => {
      const free = await freeBytes(folder);
      if (free === null) return null;
      usable = Math.max(0, free - reserveBytes);
      if (free >= reserveBytes) return null;
      return lack(0, promised());
    },
    require: (bytes) =>
      serial(async () => {
        const needed = promised() + bytes;
        const before = await look();
        if (before !== null && before < needed) await options.evict(needed - before, null, false);
        const now = await look();
        if (now !== null && now < needed) throw new ProblemError(lack(now, bytes));
      }),
    makeRoom: (bytes) => serial(() => options.evict(bytes, null, true)),
  };
}
