import { useCallback, useMemo } from 'react';
import type { GroupView, MemberView } from '../../../contract/ipc/topics.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { MemberCopy } from '../../../contract/usage/event.ts';
import { useTerminal } from '../../state/terminal.tsx';
import { useTopic } from '../../state/use-topic.ts';

/** What came of a check-in. `card`: what a reader typed that is nobody's. */
export type CheckInOutcome =
  | { readonly kind: 'done' | 'already'; readonly member: MemberCopy }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'unknown-card'; readonly card: string };

/** Where people are counted in: at a group viewing on record, or on a form that is still being filled in. */
export interface PeopleDesk {
  readonly present: ReadonlySet<string>;
  readonly members: number;
  readonly guests: number;
  /** How many there are on the roster. */
  readonly expected: number;
  readonly checkIn: (number: string) => Promise<CheckInOutcome>;
  readonly checkInMany: (members: readonly MemberView[]) => Promise<Problem | null>;
  readonly withdraw: (member: MemberCopy) => Promise<Problem | null>;
  readonly countGuests: (guests: number) => Promise<Problem | null>;
  /** Null where no card reader is heard. */
  readonly cards: { readonly checkIn: (card: string) => Promise<CheckInOutcome>; readonly bind: (card: string, member: MemberView) => Promise<Problem | null> } | null;
}

/** The desk of the group viewing that is open: everything said here is on record at once. */
export function useLiveDesk(group: GroupView): PeopleDesk {
  const { api } = useTerminal();
  const present = useMemo(() => new Set<string>(group.members.map((member) => member.number)), [group.members]);
  const checkIn = useCallback(
    async (number: string): Promise<CheckInOutcome> => {
      const result = await api.call('group.checkIn', { number });
      return result.ok ? { kind: result.value.already ? 'already' : 'done', member: result.value.member } : { kind: 'problem', problem: result.problem };
    },
    [api],
  );
  return useMemo(
    () => ({
      present,
      members: group.members.length,
      guests: group.guests,
      expected: group.expected,
      checkIn,
      checkInMany: async (members) => problemOf(await api.call('group.checkInMany', { numbers: members.map(({ number }) => number) })),
      withdraw: async ({ number }) => problemOf(await api.call('group.withdrawCheckIn', { number })),
      countGuests: async (guests) => problemOf(await api.call('group.countGuests', { guests })),
      cards: {
        checkIn: async (card) => {
          const result = await api.call('group.checkInCard', { card });
          if (result.ok) return { kind: result.value.already ? 'already' : 'done', member: result.value.member };
          return result.problem.code === 'card-unknown' ? { kind: 'unknown-card', card: result.problem.data.card } : { kind: 'problem', problem: result.problem };
        },
        bind: async (card, { number }) => problemOf(await api.call('group.bindCard', { card, number })),
      },
    }),
    [api, present, group.members.length, group.guests, group.expected, checkIn],
  );
}

function problemOf(result: { readonly ok: true } | { readonly ok: false; readonly problem: Problem }): Problem | null {
  return result.ok ? null : result.problem;
}

/** Who is on a form so far. */
export interface PeopleDraft {
  readonly members: readonly MemberCopy[];
  readonly guests: number;
}

/** The desk of a form: nothing is on record until the form is saved. */
export function useDraftDesk({ members, guests }: PeopleDraft, change: (draft: PeopleDraft) => void): PeopleDesk {
  const roster = useTopic('roster');
  return useMemo(() => {
    const present = new Set<string>(members.map(({ number }) => number));
    const add = (more: readonly MemberCopy[]): void => change({ members: [...members, ...more.filter(({ number }) => !present.has(number))], guests });
    return {
      ...{ present, members: members.length, guests, expected: roster.length, cards: null },
      checkIn: (number) => {
        const member = roster.find((one) => one.number === number);
        if (member === undefined) return Promise.resolve({ kind: 'problem', problem: { code: 'member-unknown', data: { number } } });
        add([copyOf(member)]);
        return Promise.resolve({ kind: present.has(member.number) ? 'already' : 'done', member: copyOf(member) });
      },
      checkInMany: (more) => {
        add(more.map(copyOf));
        return Promise.resolve(null);
      },
      withdraw: ({ number }) => {
        change({ members: members.filter((one) => one.number !== number), guests });
        return Promise.resolve(null);
      },
      countGuests: (next) => {
        change({ members, guests: next });
        return Promise.resolve(null);
      },
    };
  }, [roster, members, guests, change]);
}

function copyOf({ number, name }: MemberCopy): MemberCopy {
  return { number, name };
}
