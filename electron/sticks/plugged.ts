import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Stick } from '../../contract/ipc/calls.ts';
import { fail } from '../../contract/problem.ts';
import { systemCode } from '../site/disk.ts';
import type { FindDrives } from './drive.ts';

/** A stick that is plugged in, as the main process works with it. */
export interface PluggedStick {
  readonly name: string;
  /** Its root. */
  readonly path: string;
  /** Throws `stick-gone` unless this very stick is still mounted there. */
  readonly require: () => Promise<void>;
}

/** The sticks that are plugged in. The screens know them by ids that are made up here, so that no path can be asked for. */
export interface PluggedSticks {
  readonly list: () => Promise<Stick[]>;
  /** Throws `stick-gone` for an id that is not known, or whose stick was pulled out. */
  readonly open: (id: string) => Promise<PluggedStick>;
}

interface Known {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly device: string;
}

export function createPluggedSticks(find: FindDrives): PluggedSticks {
  let known: readonly Known[] = [];
  let looking: Promise<Stick[]> | null = null;

  const look = async (): Promise<Stick[]> => {
    const found = await Promise.all((await find()).map(async (drive) => ({ ...drive, device: await deviceOf(drive.path) })));
    const listed = found.flatMap(({ device, path, name, ...room }) => {
      if (device === null) return [];
      const id = known.find((one) => one.path === path && one.device === device)?.id ?? randomUUID();
      return [{ known: { id, name, path, device }, stick: { id, name, ...room } }];
    });
    known = listed.map((one) => one.known);
    return listed.map((one) => one.stick);
  };

  return {
    // Asked again before the last answer came: the same answer serves both.
    list: () => (looking ??= look().finally(() => (looking = null))),
    open: async (id) => {
      const stick = known.find((one) => one.id === id) ?? fail('stick-gone', {});
      const { name, path, device } = stick;
      const require = async (): Promise<void> => {
        if ((await deviceOf(path)) !== device) fail('stick-gone', {});
      };
      await require();
      return { name, path, require };
    },
  };
}

/**
 * Tells one file system from the next at the same place: when a stick is pulled out, the empty folder it was mounted on
 * may remain. Null when there is nothing any more.
 */
async function deviceOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return null;
  }
}
