import { fail } from '../../contract/problem.ts';
import type { CardNumber } from '../../contract/usage/copies.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import { cardNumberOf, meantNumber, withoutZeros } from '../../contract/viewing/card.ts';
import type { UsageRecorder } from '../usage/recorder.ts';

export interface CardsDeps {
  readonly recorder: UsageRecorder;
  /** The cards that were bound, by number. */
  readonly bound: () => Readonly<Record<CardNumber, MemberCopy>>;
  /** The numbers on the roster. */
  readonly numbers: () => readonly string[];
  /** Throws `member-unknown` or `roster-empty`. */
  readonly memberByNumber: (number: string) => MemberCopy;
}

/** Cards that a reader or scanner types as if it were a keyboard. */
export interface Cards {
  /** Whose card it is: whom it was bound to, else the member whose number stands on it. Throws `card-unknown`. */
  readonly memberOf: (typed: string) => MemberCopy;
  /** From now on this card is this member's. Throws `card-unknown` for what no card says, and as `memberByNumber`. */
  readonly bind: (typed: string, number: string) => Promise<void>;
}

export function createCards({ recorder, bound, numbers, memberByNumber }: CardsDeps): Cards {
  return {
    memberOf: (typed) => {
      const card = cardNumberOf(typed) ?? fail('card-unknown', { card: typed });
      const holder = bound()[card] ?? alike(bound(), card);
      const number = meantNumber(numbers(), holder?.number ?? card);
      return numbers().includes(number) ? memberByNumber(number) : fail('card-unknown', { card });
    },
    bind: async (typed, number) => {
      const card = cardNumberOf(typed) ?? fail('card-unknown', { card: typed });
      const member = memberByNumber(number);
      if (bound()[card]?.number !== member.number) await recorder.record({ type: 'member.card-bound', data: { member, card } });
    },
  };
}

/** Readers differ in the zeros that they put before a number: the one bound card that is the same but for them. */
function alike(bound: Readonly<Record<CardNumber, MemberCopy>>, card: CardNumber): MemberCopy | undefined {
  const bare = withoutZeros(card);
  const found = Object.entries(bound).filter(([known]) => withoutZeros(known) === bare);
  return found.length === 1 ? found[0]?.[1] : undefined;
}
