import type { MemberView } from '../../../contract/ipc/topics.ts';
import { meantNumber as meant } from '../../../contract/viewing/card.ts';

/** The letter under which a member is found; `#` when the name has no pinyin. */
export function letterOf(member: MemberView): string {
  const first = member.initials.charAt(0).toUpperCase();
  return /^[A-Z]$/.test(first) ? first : '#';
}

/** Members in the order in which one looks for them: by initials, then by number. */
export function inOrder(roster: readonly MemberView[]): readonly MemberView[] {
  return [...roster].sort(
    (a, b) =>
      compare(letterOf(a), letterOf(b)) || compare(a.initials, b.initials) || a.number.length - b.number.length || compare(a.number, b.number),
  );
}

/** The letters that someone's name begins with. */
export function lettersOf(roster: readonly MemberView[]): readonly string[] {
  return [...new Set(roster.map(letterOf))].sort(compare);
}

/** Those whose initials begin with what was typed (`WX` finds 王秀英); `#` finds names without pinyin. */
export function withInitials(roster: readonly MemberView[], typed: string): readonly MemberView[] {
  if (typed === '') return roster;
  if (typed === '#') return roster.filter((member) => letterOf(member) === '#');
  return roster.filter((member) => member.initials.toUpperCase().startsWith(typed.toUpperCase()));
}

/** The number on the roster that was meant; what fits nobody is returned as typed. */
export function meantNumber(roster: readonly MemberView[], typed: string): string {
  return meant(
    roster.map(({ number }) => number),
    typed,
  );
}

/** True for what a reader typed that cannot be somebody's number typed by hand: with signs or letters, or longer than any number of the roster. */
export function isOfCard(roster: readonly MemberView[], typed: string): boolean {
  if (!/^[0-9]+$/.test(typed)) return true;
  return roster.length > 0 && roster.every(({ number }) => number.length < typed.length);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
