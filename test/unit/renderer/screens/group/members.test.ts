import { describe, expect, it } from 'vitest';
import type { MemberView } from '../../../../../contract/ipc/topics.ts';
import { memberNumberSchema } from '../../../../../contract/usage/event.ts';
import { inOrder, isOfCard, letterOf, lettersOf, meantNumber, withInitials } from '../../../../../renderer/screens/group/members.ts';

const member = (number: string, name: string, initials: string): MemberView => ({ number: memberNumberSchema.parse(number), name, initials });
const wang = member('001', '王秀英', 'WXY');
const wu = member('010', '吴春花', 'WCH');
const li = member('002', '李国强', 'LGQ');
const foreign = member('100', '4号', '');
const roster = [wang, wu, li, foreign];

describe('members', () => {
  it('are found under the letter of their name, or # without one', () => {
    expect(letterOf(wang)).toBe('W');
    expect(letterOf(foreign)).toBe('#');
    expect(lettersOf(roster)).toEqual(['#', 'L', 'W']);
  });

  it('stand by initials, those with the same initials by number', () => {
    const twin = member('9', '王小燕', 'WXY');
    expect(inOrder([...roster, twin])).toEqual([foreign, li, wu, twin, wang]);
  });

  it('are narrowed down by the initials as they are typed, in either case', () => {
    expect(withInitials(roster, '')).toEqual(roster);
    expect(withInitials(roster, 'W')).toEqual([wang, wu]);
    expect(withInitials(roster, 'wx')).toEqual([wang]);
    expect(withInitials(roster, 'WXYZ')).toEqual([]);
    expect(withInitials(roster, '#')).toEqual([foreign]);
  });
});

describe('a typed number', () => {
  it('is taken as it is when the roster has it', () => {
    expect(meantNumber(roster, '001')).toBe('001');
    expect(meantNumber(roster, '100')).toBe('100');
  });

  it('may leave out or add leading zeros while that names one member alone', () => {
    expect(meantNumber(roster, '1')).toBe('001');
    expect(meantNumber(roster, '00010')).toBe('010');
    const both = [...roster, member('01', '赵德福', 'ZDF')];
    expect(meantNumber(both, '1')).toBe('1');
    expect(meantNumber(both, '01')).toBe('01');
  });

  it('is passed on as typed when it fits nobody', () => {
    expect(meantNumber(roster, '77')).toBe('77');
    expect(meantNumber([], '000')).toBe('000');
  });
});

describe('what a reader types', () => {
  const members = roster.filter(({ number }) => number.length <= 3);

  it('is a card when it has signs or letters, or is longer than any number of the roster', () => {
    expect(isOfCard(members, '*01#')).toBe(true);
    expect(isOfCard(members, '0008812345')).toBe(true);
    expect(isOfCard(members, '010')).toBe(false);
  });

  it('is a number while there is no roster that could say otherwise', () => {
    expect(isOfCard([], '1001')).toBe(false);
  });
});
