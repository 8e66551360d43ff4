import { createEvictor } from './evictor.ts';
import type { EvictorOptions } from './evictor.ts';
import type { FileOutline } from './outline.ts';
import { createRoom } from './room.ts';
import type { Room } from './room.ts';

export interface EvictingRoomOptions extends Omit<EvictorOptions, 'isAsking'> {
  readonly folder: string;
  readonly reserveBytes: number;
}

/** Room on the disk, made where there is none by removing the films that are worth least. */
export function createEvictingRoom(options: EvictingRoomOptions): Room {
  const { content, choices, listing, isInUse, reserveBytes } = options;
  const evict = createEvictor({ ...options, isAsking: (sha256) => room.isAsking(sha256) });
  /** It had to go once, and nobody watches it: it comes back only when there is plenty of room. */
  const mayWait = (file: FileOutline): boolean => (listing().shownBy.get(file.sha256) ?? []).some(choices.isEvicted) && !isInUse(file.sha256);
  const room = createRoom({
    folder: options.folder,
    reserveBytes,
    missingBytes: (file) => file.bytes - content.doneBytes(file),
    evict: async (bytes, forFile, isAnyUse) => {
      if (forFile === null || !mayWait(forFile)) await evict(bytes, forFile, isAnyUse);
    },
    marginBytes: (file) => (mayWait(file) ? Math.max(reserveBytes, file.bytes) : 0),
  });
  return room;
}
