import { useCallback, useRef, useState } from 'react';
import { playTone } from '../../components/sound.ts';
import type { CheckInOutcome, PeopleDesk } from './people-desk.ts';

export interface CheckIns {
  readonly checkIn: (number: string) => Promise<void>;
  readonly checkInCard: (card: string) => Promise<void>;
  readonly last: CheckInOutcome | null;
  /** What was said last has been seen, or does not hold any more. */
  readonly forget: () => void;
  /** The refusal has been seen: the next number is being typed. */
  readonly clearProblem: () => void;
}

/** Checks people in as fast as they come, and tells each by sight and sound. */
export function useCheckIns(desk: PeopleDesk): CheckIns {
  const [last, setLast] = useState<CheckInOutcome | null>(null);
  const newest = useRef(0);
  const tell = useCallback(async (asked: Promise<CheckInOutcome>) => {
    newest.current += 1;
    const turn = newest.current;
    const outcome = await asked;
    const good = outcome.kind === 'done' || outcome.kind === 'already';
    playTone(good ? 'confirm' : 'refuse');
    // A refusal is shown even when the next number is already under way: somebody must look.
    if (!good || newest.current === turn) setLast(outcome);
  }, []);
  const checkIn = useCallback((number: string) => tell(desk.checkIn(number)), [desk, tell]);
  const checkInCard = useCallback(async (card: string) => (desk.cards === null ? undefined : tell(desk.cards.checkIn(card))), [desk, tell]);
  const forget = useCallback(() => setLast(null), []);
  const clearProblem = useCallback(() => setLast((before) => (before?.kind === 'problem' || before?.kind === 'unknown-card' ? null : before)), []);
  return { checkIn, checkInCard, last, forget, clearProblem };
}
