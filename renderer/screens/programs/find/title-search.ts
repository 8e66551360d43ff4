import type { ProgramView } from '../../../../contract/ipc/topics.ts';

/** Initials of the pinyin of a Chinese title, in lower case; undefined while it has not been read yet. */
export type InitialsOf = (title: string) => string | undefined;

/**
 * The programs whose title holds every word of the query, in any of its languages or by the initials of its pinyin (`mls`
 * finds 马铃薯). Titles that begin so come first; else the order stays. An empty query finds all of them.
 */
export function findByTitle(programs: readonly ProgramView[], query: string, initialsOf: InitialsOf): readonly ProgramView[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return programs;
  const beginning: ProgramView[] = [];
  const others: ProgramView[] = [];
  for (const program of programs) {
    const text = textOf(program, initialsOf);
    if (!words.every((word) => text.includes(word))) continue;
    if (text.includes(`${BETWEEN}${words[0] ?? ''}`)) beginning.push(program);
    else others.push(program);
  }
  return [...beginning, ...others];
}

/** Stands before each text of a program; nobody types it. */
const BETWEEN = '\n';

/** All that a program is found by, in lower case. Made once for each program, not at every key. */
function textOf({ title }: ProgramView, initialsOf: InitialsOf): string {
  const initials = initialsOf(title['zh-CN']);
  const known = texts.get(title);
  if (known !== undefined && known.initials === initials) return known.text;
  const titles = Object.values(title).flatMap((text) => (text === undefined ? [] : [text.normalize('NFKC').toLowerCase()]));
  const text = [...titles, initials ?? ''].map((each) => `${BETWEEN}${each}`).join('');
  texts.set(title, { initials, text });
  return text;
}

const texts = new WeakMap<ProgramView['title'], { readonly initials: string | undefined; readonly text: string }>();
