import type { MemberView } from '../../../contract/ipc/topics.ts';

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

/**
 * The number on the roster that was meant: as typed, or with leading zeros added or left out when only one member's number
 * is the same but for them. What fits nobody is returned as typed.
 */
export function meantNumber(roster: readonly MemberView[], typed: string): string {
  if (roster.some((member) => member.number === typed)) return typed;
  const bare = withoutZeros(typed);
  const alike = roster.filter((member) => withoutZeros(member.number) === bare);
  return (alike.length === 1 ? alike[0]?.number : undefined) ?? typed;
}

function withoutZeros(number: string): string {
  return number.replace(/^0+(?=.)/, '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
