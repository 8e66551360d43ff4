import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatEnrolmentCode, newEnrolmentCode, parseEnrolmentCode } from '../../../../../contract/site/enrolment-code.ts';
import { codeCharacters, codeText, emptyCode, isFull, nextGroup, withGroup, withoutLast } from '../../../../../renderer/screens/enrolment/code-groups.ts';

describe('the groups of an enrolment code', () => {
  it('read what people type as codes are written', () => {
    expect(codeCharacters('k7q2')).toBe('K7Q2');
    expect(codeCharacters('oil-1')).toBe('0111');
    expect(codeCharacters('Ｋ７')).toBe('K7');
    expect(codeCharacters('u中!')).toBe('');
  });

  it('take a pasted code whole, wherever it is pasted from, and send what the county printed', () => {
    const printed = formatEnrolmentCode(newEnrolmentCode(codeCharacters(randomBytes(40).toString('hex')).slice(0, 16)));
    for (const pasted of [printed, printed.toLowerCase().replaceAll('-', ' '), printed.replaceAll('-', '')]) {
      const code = withGroup(emptyCode, 0, pasted);
      expect(isFull(code)).toBe(true);
      expect(codeText(code)).toBe(printed);
      expect(parseEnrolmentCode(codeText(code))).not.toBeNull();
    }
  });

  it('let what is too long for one flow on into the next and leave the others', () => {
    const code = withGroup(withGroup(emptyCode, 3, 'ABCD'), 0, '12345');
    expect(code).toEqual(['1234', '5', '', 'ABCD', '', '', '', '']);
  });

  it('are not pushed out by one character too many', () => {
    const code = withGroup(withGroup(emptyCode, 0, '1234'), 1, 'ABCD');
    expect(withGroup(code, 0, '12345')).toEqual(code);
    expect(withGroup(withGroup(emptyCode, 7, 'WXYZ'), 7, 'WXYZ9')[7]).toBe('WXYZ');
  });

  it('go on at the first one that is not full', () => {
    const code = withGroup(emptyCode, 0, '1234');
    expect(nextGroup(code, 0)).toBe(1);
    expect(nextGroup(withGroup(emptyCode, 0, '1'.repeat(32)), 2)).toBe(7);
  });

  it('erase backwards over their borders', () => {
    const code = withGroup(emptyCode, 0, '12345');
    const once = withoutLast(code, 2);
    expect(once).toEqual({ code: withGroup(emptyCode, 0, '1234'), group: 1 });
    expect(withoutLast(once.code, once.group)).toEqual({ code: withGroup(emptyCode, 0, '123'), group: 0 });
    expect(withoutLast(emptyCode, 5)).toEqual({ code: emptyCode, group: 0 });
  });

  it('are full only when every one has four', () => {
    expect(isFull(withGroup(emptyCode, 0, '1'.repeat(31)))).toBe(false);
    expect(isFull(emptyCode)).toBe(false);
  });
});
