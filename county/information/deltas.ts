import type { CountyDeps } from '../deps.ts';
import { sha256Of } from '../signed-answer.ts';
import type { SignedDocument } from '../signed-answer.ts';
import { baseOf } from './base.ts';
import { deltaFrom } from './versions.ts';

/** Deltas that are kept signed: many terminals come from the same few versions. */
const MOST_KEPT = 32;

/** Signs what leads from a terminal's version to the newest; null where the whole base is the shorter way, or the only one. */
export function createDeltas(deps: CountyDeps): (since: number, base: SignedDocument) => Promise<SignedDocument | null> {
  const made = new Map<string, Promise<SignedDocument | null>>();
  const make = async (since: number, base: SignedDocument): Promise<SignedDocument | null> => {
    const delta = await deltaFrom(deps.database.tables, since, baseOf(base.jws));
    if (delta === null) return null;
    const jws = await deps.keys.sign(delta);
    return jws.length < base.jws.length ? { jws, jws_sha256: sha256Of(jws) } : null;
  };
  return (since, base) => {
    const key = `${since} ${base.jws_sha256}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const making = make(since, base);
    made.set(key, making);
    making.catch(() => made.delete(key)); // Whoever asked hears of it; the next one tries again.
    for (const oldest of made.keys()) {
      if (made.size <= MOST_KEPT) break;
      made.delete(oldest);
    }
    return making;
  };
}
