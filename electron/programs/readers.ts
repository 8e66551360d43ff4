import type { Sha256 } from '../../contract/values.ts';
import type { FileOutline } from './outline.ts';
import type { PartFile } from './part-file.ts';

/** Someone who reads a file that is still arriving, from a place on. */
export interface Reader {
  readonly file: FileOutline;
  /** The chunk that is read next. */
  readonly position: () => number;
  /** It stands still until that chunk is here. */
  readonly isWaiting: () => boolean;
  /** Rises with each reader: who came last is where the person is. */
  readonly order: number;
  /** Bytes of a chunk, as soon as they are here; null when the reading was ended meanwhile. Throws `disk-failing`. */
  readonly chunk: (index: number) => Promise<Uint8Array<ArrayBuffer> | null>;
  readonly close: () => Promise<void>;
}

/** Who reads what is still arriving. */
export interface Readers {
  readonly open: (part: PartFile) => Reader;
  /** Those that wait first, then those that came last. */
  readonly all: () => readonly Reader[];
  readonly isReading: (sha256: Sha256) => boolean;
  readonly closeAll: () => Promise<void>;
}

/** `onWant`: a reader's place has changed, or one has gone. */
export function createReaders(onWant: () => void): Readers {
  const readers = new Set<Reader>();
  let count = 0;

  return {
    all: () => [...readers].sort((a, b) => Number(b.isWaiting()) - Number(a.isWaiting()) || b.order - a.order),
    closeAll: async () => {
      await Promise.all([...readers].map((reader) => reader.close()));
    },
    isReading: (sha256) => [...readers].some((reader) => reader.file.sha256 === sha256),
    open: (part) => {
      let position = 0;
      let waiting = false;
      let closed = false;
      let release: (() => void) | null = null;

      const arrival = (index: number): Promise<void> =>
        new Promise((resolve) => {
          const end = part.onChunk((arrived) => {
            if (arrived === index) release?.();
          });
          release = () => {
            end();
            release = null;
            resolve();
          };
        });

      const reader: Reader = {
        file: part.file,
        order: (count += 1),
        position: () => position,
        isWaiting: () => waiting,
        chunk: async (index) => {
          position = index;
          while (!closed && !part.has(index)) {
            waiting = true;
            const came = arrival(index);
            onWant();
            await came;
          }
          if (waiting || index % 4 === 0) {
            waiting = false;
            onWant(); // What lies ahead of it has shrunk.
          }
          return closed ? null : part.read(index);
        },
        close: async () => {
          if (closed) return;
          closed = true;
          readers.delete(reader);
          release?.();
          onWant();
          await part.close();
        },
      };
      readers.add(reader);
      return reader;
    },
  };
}

