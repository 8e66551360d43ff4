/** Groups and characters of an enrolment code as it is printed: `K7Q2-…`, eight groups of four. */
export const GROUPS = 8;
export const GROUP_LENGTH = 4;

export type CodeGroups = readonly string[];

export const emptyCode: CodeGroups = Array.from({ length: GROUPS }, () => '');

/** What was typed, as codes are written: upper case, O read as 0, I and L as 1, nothing that no code holds. */
export function codeCharacters(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-HJKMNP-TV-Z]/g, '');
}

/**
 * The code with the text of one group replaced. What is too long for it flows on into the next ones, as after pasting; but
 * one character too many never pushes out what is there already.
 */
export function withGroup(code: CodeGroups, index: number, typed: string): CodeGroups {
  const text = codeCharacters(typed);
  if (text.length <= GROUP_LENGTH) return code.with(index, text);
  if (text.length === GROUP_LENGTH + 1 && code[index + 1] !== '') return code;
  return code.map((group, place) => {
    if (place < index) return group;
    const part = text.slice((place - index) * GROUP_LENGTH, (place - index + 1) * GROUP_LENGTH);
    return part === '' ? group : part;
  });
}

/** Where typing goes on: the first group from here on that is not full, else the last. */
export function nextGroup(code: CodeGroups, from: number): number {
  const open = code.findIndex((group, index) => index >= from && group.length < GROUP_LENGTH);
  return open < 0 ? GROUPS - 1 : open;
}

/** The code without its last character at or before a group, and the group it was in. */
export function withoutLast(code: CodeGroups, index: number): { readonly code: CodeGroups; readonly group: number } {
  for (let place = index; place >= 0; place -= 1) {
    const group = code[place] ?? '';
    if (group !== '') return { code: code.with(place, group.slice(0, -1)), group: place };
  }
  return { code, group: 0 };
}

export function isFull(code: CodeGroups): boolean {
  return code.every((group) => group.length === GROUP_LENGTH);
}

/** The code as it is sent. */
export function codeText(code: CodeGroups): string {
  return code.join('-');
}
