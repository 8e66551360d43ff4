/** Groups of words as lines of `土豆 = 马铃薯 = 洋芋`. */
export function linesOf(groups: readonly (readonly string[])[]): string {
  return groups.map((group) => group.join(' = ')).join('\n');
}

/** The groups that lines say; `wrong`: the first line, from 1, that names fewer than two words, or one too long. */
export function readGroups(text: string): { readonly groups: string[][]; readonly wrong: number | null } {
  const groups: string[][] = [];
  let wrong: number | null = null;
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const words = [...new Set(line.split(/[=＝、，,；;\t]+|\s{2,}/u).map((word) => word.trim()).filter((word) => word !== ''))];
    if (words.length < 2 || words.length > 30 || words.some((word) => word.length > 60)) wrong ??= at + 1;
    groups.push(words);
  }
  return { groups, wrong };
}
