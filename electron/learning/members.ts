import { join } from 'node:path';
import type { MemberView } from '../../contract/ipc/topics.ts';
import { fail } from '../../contract/problem.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PublicKey } from '../../contract/site/enrolment.ts';
import { rosterSchema } from '../../contract/site/roster.ts';
import type { Roster } from '../../contract/site/roster.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import type { Clock } from '../site/clock.ts';
import { createListeners } from '../site/listeners.ts';
import { openSignedDocument } from '../site/signed-document.ts';
import type { Signed } from '../site/signed.ts';
import { nameInitials } from './initials.ts';

/** The members of this site, as the county's roster names them. */
export interface Members {
  /** The topic `roster`, in the order of the roster. */
  readonly view: () => MemberView[];
  readonly size: () => number;
  /** The member with this number as typed. Throws `roster-empty`, `member-unknown`. */
  readonly byNumber: (typed: string) => MemberCopy;
  /** The members with these numbers, each once; numbers of nobody are left out. */
  readonly byNumbers: (numbers: readonly string[]) => readonly MemberCopy[];
  readonly onChanged: (listener: () => void) => () => void;
  /** The version that is here, 0 for none. */
  readonly version: () => number;
  /** Throws `version-older`, and `content-damaged` for the roster of another site. */
  readonly accept: (signed: Signed<Roster>) => Promise<boolean>;
}

export interface MembersOptions {
  readonly folder: string;
  readonly countyKey: PublicKey | null;
  /** The site this terminal belongs to; null until it is enrolled. */
  readonly site: () => string | null;
  readonly clock: Pick<Clock, 'wall'>;
  readonly onProblem: (problem: Problem) => void;
}

export async function openMembers(options: MembersOptions): Promise<Members> {
  const roster = await openSignedDocument<Roster>({
    countyKey: options.countyKey,
    clock: options.clock,
    onProblem: options.onProblem,
    file: join(options.folder, 'roster.jws'),
    schema: rosterSchema,
    what: 'roster',
  });
  const listeners = createListeners();
  let members = readMembers(roster.current()?.payload ?? null);
  roster.onChanged((payload) => {
    members = readMembers(payload);
    listeners.tell();
  });
  return {
    view: () => members.views,
    size: () => members.views.length,
    byNumber: (typed) => {
      if (members.views.length === 0) return fail('roster-empty', {});
      const number = typed.normalize('NFKC').replace(/\s/g, '');
      return members.byNumber.get(number) ?? fail('member-unknown', { number: typed });
    },
    byNumbers: (numbers) => [...new Set(numbers)].flatMap((number) => members.byNumber.get(number) ?? []),
    onChanged: listeners.add,
    version: () => roster.current()?.payload.version ?? 0,
    accept: async (signed) => {
      if (signed.payload.site !== options.site()) return fail('content-damaged', { what: 'roster' });
      return roster.accept(signed);
    },
  };
}

function readMembers(roster: Roster | null): { readonly views: MemberView[]; readonly byNumber: ReadonlyMap<string, MemberCopy> } {
  const members = roster?.members ?? [];
  return {
    views: members.map((member) => ({ ...member, initials: nameInitials(member.name) })),
    byNumber: new Map(members.map((member) => [member.number, member])),
  };
}
