import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { everyNode, keysOf, placeOf, screensProgram } from './source-texts.ts';
import { textsOf, withoutPlural } from './texts.ts';

const MINUTE_MS = 60_000;
/** Attributes that are read out or shown. */
const spoken = new Set(['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label', 'hint', 'subtitle', 'value']);
/** Letters of any script: digits and signs are the same in every language. */
const letters = /\p{L}/u;

/** Words that stand in braces between tags: `{ok ? 'yes' : 'no'}`. */
function shownWords(expression: ts.Expression | undefined): readonly string[] {
  if (expression === undefined) return [];
  if (ts.isParenthesizedExpression(expression)) return shownWords(expression.expression);
  if (ts.isConditionalExpression(expression)) return [...shownWords(expression.whenTrue), ...shownWords(expression.whenFalse)];
  if (ts.isBinaryExpression(expression)) {
    const { operatorToken, left, right } = expression;
    if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return shownWords(right);
    const either = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.PlusToken].includes(operatorToken.kind);
    return either ? [...shownWords(left), ...shownWords(right)] : [];
  }
  const words = ts.isStringLiteralLike(expression) ? expression.text : ts.isTemplateExpression(expression) ? expression.head.text : '';
  return letters.test(words) ? [`${placeOf(expression)} ${words}`] : [];
}

describe('the sources of the screens', () => {
  const known = new Set([...textsOf('zh-CN').keys()].map(withoutPlural));
  const asked = new Map<string, string>();
  const untold: string[] = [];
  const literals: string[] = [];

  beforeAll(() => {
    const { checker, sources } = screensProgram();
    expect(sources.length).toBeGreaterThan(50);
    for (const source of sources) {
      everyNode(source, (node) => {
        if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't') {
          const keys = keysOf(node, checker);
          if (keys === null) untold.push(placeOf(node));
          else for (const key of keys) asked.set(key, placeOf(node));
        }
        if (ts.isJsxText(node) && letters.test(node.text)) literals.push(`${placeOf(node)} ${node.text.trim()}`);
        if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer !== undefined && ts.isStringLiteral(node.initializer)) {
          if (letters.test(node.initializer.text)) literals.push(`${placeOf(node)} ${node.initializer.text}`);
        }
        if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) literals.push(...shownWords(node.expression));
        if ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) && /\p{Script=Han}/u.test(node.text)) literals.push(`${placeOf(node)} ${node.text}`);
      });
    }
  }, 2 * MINUTE_MS);

  it('name their texts so that it can be told which', () => {
    expect(untold).toEqual([]);
  });

  it('ask for no text that does not exist', () => {
    expect([...asked].filter(([key]) => !known.has(key)).map(([key, place]) => `${place} ${key}`)).toEqual([]);
  });

  it('ask for every text that exists', () => {
    expect([...known].filter((key) => !asked.has(key))).toEqual([]);
  });

  it('hold no visible words themselves', () => {
    expect(literals).toEqual([]);
  });
});
