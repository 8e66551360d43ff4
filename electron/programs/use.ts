import type { ProgramId } from '../../contract/programs/program.ts';
import type { Sha256 } from '../../contract/values.ts';
import type { Clock } from '../site/clock.ts';
import type { Listing } from './listing.ts';

/** A film that was read so lately is being played, though its player may have enough for now. */
const IN_USE_MS = 10 * 60_000;
/** Nobody has asked for a film for so long: nobody waits for one. */
const QUIET_MS = 60_000;

export interface UseOptions {
  readonly clock: Pick<Clock, 'uptimeMs'>;
  readonly listing: () => Listing;
  /** Programs of the viewings that are open. */
  readonly inPlay: () => ReadonlySet<ProgramId>;
  /** Somebody reads the file while it arrives. */
  readonly isReading: (sha256: Sha256) => boolean;
}

/** Which files somebody watches: these are neither removed nor disturbed. */
export interface Use {
  /** A film was asked for. */
  readonly read: (sha256: Sha256) => void;
  readonly isInUse: (sha256: Sha256) => boolean;
  /** Nobody watches anything. */
  readonly isQuiet: () => boolean;
}

export function createUse({ clock, listing, inPlay, isReading }: UseOptions): Use {
  const readMs = new Map<Sha256, number>();
  return {
    read: (sha256) => void readMs.set(sha256, clock.uptimeMs()),
    isInUse: (sha256) => {
      if (isReading(sha256) || clock.uptimeMs() - (readMs.get(sha256) ?? -Infinity) < IN_USE_MS) return true;
      return [...inPlay()].some((id) => listing().programs.get(id)?.program.files.some((file) => file.sha256 === sha256));
    },
    isQuiet: () => inPlay().size === 0 && [...readMs.values()].every((ms) => clock.uptimeMs() - ms > QUIET_MS),
  };
}
