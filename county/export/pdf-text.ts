/** Widths of Helvetica from the space to the tilde, in thousandths of the size. */
const LATIN = [
  ...[278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556],
  ...[1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556],
  ...[333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584],
];

function isLatin(character: string): boolean {
  return character >= ' ' && character <= '~';
}

export function widthOf(text: string, size: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += isLatin(character) ? (LATIN[character.charCodeAt(0) - 32] ?? 556) : 1000;
  return (thousandths * size) / 1000;
}

/** The text in lines of at most this width: broken between words of Latin letters, and between any two Chinese characters. */
export function wrap(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const piece of paragraph.match(/[!-~]+ ?|[^!-~]/gu) ?? []) {
      for (const part of widthOf(piece, size) > width ? Array.from(piece) : [piece]) {
        if (line !== '' && widthOf(line + part.trimEnd(), size) > width) {
          lines.push(line.trimEnd());
          line = '';
        }
        line += part;
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** PDF operators that show one line of text with its left end at this place. Latin letters are of the font F1, all others of F2. */
export function showText(text: string, x: number, y: number, size: number): string {
  const runs = text.match(/[ -~]+|[^ -~]+/gu) ?? [];
  const shown = runs.map((run) => (isLatin(run.charAt(0)) ? `/F1 ${size} Tf (${run.replace(/[\\()]/g, '\\$&')}) Tj` : `/F2 ${size} Tf <${utf16(run)}> Tj`));
  return `BT ${x.toFixed(2)} ${y.toFixed(2)} Td ${shown.join(' ')} ET`;
}

function utf16(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
}
