import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

/** Who seeks in a film asks for it again and again: it stays open for so long after it was last read, milliseconds. */
const REST_MS = 15_000;
/** Most files that stay open though nobody reads them. */
const MOST_RESTING = 8;

/** A file that is open for reading. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** Its size when it was opened. */
  readonly bytes: number;
  /** To be called once, when the last read has ended. */
  readonly giveBack: () => void;
}

/** Files that are read from many places, each opened once. */
export interface OpenFiles {
  /** Throws the system's error. */
  readonly borrow: (path: string) => Promise<OpenFile>;
  /** The file is about to be moved or removed: whoever asks from now on opens it anew. Who has it reads on. */
  readonly forget: (path: string) => Promise<void>;
  /** Closes what nobody reads; the rest when it is given back. */
  readonly close: () => Promise<void>;
}

interface Shared {
  readonly opened: Promise<{ readonly handle: FileHandle; readonly bytes: number }>;
  users: number;
  isForgotten: boolean;
  resting: NodeJS.Timeout | null;
}

/** `onFault` hears when a file cannot be closed. */
export function createOpenFiles(onFault: (error: unknown) => void, restMs = REST_MS): OpenFiles {
  const files = new Map<string, Shared>();
  /** In the order in which they were given back. */
  const resting = new Map<string, Shared>();

  const wake = (path: string, shared: Shared): void => {
    if (shared.resting !== null) clearTimeout(shared.resting);
    shared.resting = null;
    if (resting.get(path) === shared) resting.delete(path);
  };

  /** Nobody has it any more, and nobody gets it from now on. */
  const closeIt = async (path: string, shared: Shared): Promise<void> => {
    wake(path, shared);
    if (files.get(path) === shared) files.delete(path);
    const { handle } = await shared.opened;
    await handle.close();
  };

  const giveBack = (path: string, shared: Shared): void => {
    shared.users -= 1;
    if (shared.users > 0) return;
    if (shared.isForgotten) {
      closeIt(path, shared).catch(onFault);
      return;
    }
    resting.set(path, shared);
    shared.resting = setTimeout(() => void closeIt(path, shared).catch(onFault), restMs).unref();
    const [oldest] = resting;
    if (resting.size > MOST_RESTING && oldest !== undefined) closeIt(...oldest).catch(onFault);
  };

  const forget = async (path: string): Promise<void> => {
    const shared = files.get(path);
    if (shared === undefined) return;
    files.delete(path);
    shared.isForgotten = true;
    if (shared.users === 0) await closeIt(path, shared);
  };

  return {
    borrow: async (path) => {
      const shared = files.get(path) ?? { opened: openFile(path), users: 0, isForgotten: false, resting: null };
      files.set(path, shared);
      shared.users += 1; // Before anything is waited for: it cannot be closed under who waits.
      wake(path, shared);
      try {
        const { handle, bytes } = await shared.opened;
        let isBack = false;
        return {
          handle,
          bytes,
          giveBack: () => {
            if (!isBack) giveBack(path, shared);
            isBack = true;
          },
        };
      } catch (error) {
        if (files.get(path) === shared) files.delete(path);
        throw error;
      }
    },
    forget,
    close: async () => {
      await Promise.all([...files.keys()].map(forget));
    },
  };
}

async function openFile(path: string): Promise<{ readonly handle: FileHandle; readonly bytes: number }> {
  const handle = await open(path, 'r');
  try {
    const found = await handle.stat();
    return { handle, bytes: found.isFile() ? found.size : -1 }; // A folder can be opened too, and has a size of its own.
  } catch (error) {
    await handle.close();
    throw error;
  }
}
