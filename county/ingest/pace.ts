import { CountyError } from '../errors.ts';

/** Envelopes of one journal that may come in at once, and in a minute from then on. A terminal that drains years needs fewer. */
const ENVELOPES_PER_MINUTE = 600;

/**
 * Holds each journal to a pace, so that one terminal gone wrong does not keep the county from the others. Counted by journal
 * after its signature was checked: many terminals may share an address, and nobody else can use a journal's turns up.
 * The function returns for how many seconds the journal is to wait; 0: it may go on.
 */
export function journalPace(now: () => Date): (journal: string) => number {
  /** By journal: turns left, and when they were counted. A journal that is not here has all of them. */
  const left = new Map<string, { turns: number; atMs: number }>();
  let tidiedMs = 0;

  return (journal) => {
    const nowMs = now().getTime();
    if (nowMs - tidiedMs > 60_000) {
      for (const [known, { atMs }] of left) if (nowMs - atMs > 60_000) left.delete(known);
      tidiedMs = nowMs;
    }
    const before = left.get(journal) ?? { turns: ENVELOPES_PER_MINUTE, atMs: nowMs };
    // The county's clock may be set back: then nothing is gained this time, and counting goes on from there.
    const gained = (Math.max(0, nowMs - before.atMs) * ENVELOPES_PER_MINUTE) / 60_000;
    const turns = Math.min(ENVELOPES_PER_MINUTE, before.turns + gained);
    left.set(journal, { turns: turns < 1 ? turns : turns - 1, atMs: nowMs });
    return turns < 1 ? 1 : 0;
  };
}

/** The refusal of an envelope that comes too soon. */
export function tooMany(waitSeconds: number): CountyError {
  return new CountyError('rate-limited', 429, `At most ${ENVELOPES_PER_MINUTE} envelopes a minute of one journal.`, { waitSeconds });
}
