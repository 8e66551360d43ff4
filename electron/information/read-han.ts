import type { Lexicon } from './lexicon.ts';
import { MOST_CHARACTERS } from './near-words.ts';
import { syllablesOf } from './pinyin-terms.ts';
import { wordToken, wordWays } from './query.ts';
import type { Token, Way } from './query.ts';
import { hintOf } from './spoken-words.ts';

/** The longest word that is looked for as one. */
const LONGEST = 8;
/** Nobody asks in longer sentences; beyond it, finding the best cut would take too long. */
const MOST_READ = 60;

/** What a piece costs: the cut with the least sum is taken. Fewer, longer, better known pieces cost less. */
const cost = { hint: 0.7, singleHint: 0.9, word: 1, singleWord: 1.7, meant: 2.2, pair: 2.5, unknown: 3 };

interface Piece {
  readonly text: string;
  readonly cost: number;
  /** Corrected: what was meant instead. */
  readonly meant?: readonly Way[] | string;
}

/** Takes Chinese without spaces apart, by the words that the items, the synonyms and questions have. */
export function readHan(stretch: string, lexicon: Lexicon): readonly Token[] {
  const characters = Array.from(stretch).slice(0, MOST_READ);
  const plain = bestCut(characters, (text) => plainPiece(text, lexicon));
  const doubtful = plain.some((piece) => piece.cost > cost.word);
  const alone = characters.length === 1;
  const cut = doubtful ? bestCut(characters, (text) => better(plainPiece(text, lexicon), meantPiece(text, lexicon))) : plain;
  return cut.map(({ text, meant }) => {
    if (typeof meant === 'string') return wordToken(meant, lexicon);
    if (meant !== undefined) return { ways: meant };
    const token = wordToken(text, lexicon);
    if (alone || !('ways' in token) || text.length > 1) return token;
    // One character of many is a word of its own (羊), or says little: that it stands somewhere in a name, nothing.
    const named = lexicon.synonyms.of(text).length > 0;
    return { ways: token.ways.filter(({ terms }) => terms[0] !== `b${text}`).map((way) => (named ? way : { ...way, weight: way.weight * LITTLE })) };
  });
}

function bestCut(characters: readonly string[], pieceOf: (text: string) => Piece | null): readonly Piece[] {
  const best: { cost: number; from: number; piece: Piece | null }[] = [{ cost: 0, from: 0, piece: null }];
  for (let end = 1; end <= characters.length; end++) {
    const last = characters[end - 1] ?? '';
    let found = { cost: (best[end - 1]?.cost ?? 0) + cost.unknown, from: end - 1, piece: { text: last, cost: cost.unknown } as Piece };
    for (let from = Math.max(0, end - LONGEST); from < end; from++) {
      const piece = pieceOf(characters.slice(from, end).join(''));
      const sum = piece === null ? Infinity : (best[from]?.cost ?? 0) + piece.cost;
      if (piece !== null && sum < found.cost) found = { cost: sum, from, piece };
    }
    best.push(found);
  }
  const pieces: Piece[] = [];
  for (let end = characters.length; end > 0; end = best[end]?.from ?? 0) {
    const piece = best[end]?.piece ?? null;
    if (piece !== null) pieces.unshift(piece);
  }
  return pieces;
}

function plainPiece(text: string, lexicon: Lexicon): Piece | null {
  const single = Array.from(text).length === 1;
  if (hintOf(text) !== null) return { text, cost: single ? cost.singleHint : cost.hint };
  if (lexicon.has(`w${text}`) || lexicon.synonyms.of(text).length > 0) return { text, cost: single ? cost.singleWord : cost.word };
  return Array.from(text).length === 2 && lexicon.has(`b${text}`) ? { text, cost: cost.pair } : null;
}

/** What was meant by a piece that is no word: one that sounds alike, or is one character away. */
function meantPiece(text: string, lexicon: Lexicon): Piece | null {
  const length = Array.from(text).length;
  if (length < 2 || length > MOST_CHARACTERS) return null;
  const letters = syllablesOf(text).join('');
  const spelled = lexicon.spelled(letters)[0];
  if (spelled !== undefined) return { text, cost: cost.meant, meant: spelled };
  if (lexicon.has(`p${letters}`)) return { text, cost: cost.meant, meant: [{ terms: [`p${letters}`], weight: MEANT }] };
  const [first, ...more] = lexicon.near(text);
  if (first !== undefined) {
    const meant = hintOf(first) !== null ? first : [first, ...more].flatMap((word) => wordWays(word, lexicon).map((way) => ({ ...way, weight: way.weight * MEANT })));
    return { text, cost: cost.meant + (first.length === length ? 0.1 : 0.4), meant };
  }
  if (length >= 3 && lexicon.hasPrefix(`p${letters}`)) return { text, cost: cost.meant + 0.2, meant: [{ terms: [`p${letters}`], prefix: true, weight: MEANT }] };
  return null;
}

const MEANT = 0.75;
const LITTLE = 0.35;

function better(a: Piece | null, b: Piece | null): Piece | null {
  if (a === null || b === null) return a ?? b;
  return a.cost <= b.cost ? a : b;
}
