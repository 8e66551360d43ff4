import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../../../renderer/styles/tokens.css'), 'utf8');

/** The colours that a rule of tokens.css gives. */
function coloursOf(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`${selector} {`);
  const rule = css.slice(start, css.indexOf('\n}', start));
  return new Map([...rule.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

const light = coloursOf(':root');
const themes: readonly (readonly [string, ReadonlyMap<string, string>])[] = [
  ['light', light],
  ['dark', new Map([...light, ...coloursOf("[data-theme='dark']")])],
];

/** Contrast as WCAG 2 defines it: 1 to 21. */
function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each(themes)('the %s colours', (_name, colours) => {
  const colour = (name: string): string => {
    const value = colours.get(name);
    if (value === undefined) throw new Error(`tokens.css has no --${name}`);
    return value;
  };
  const inks = [...colours.keys()].filter((name) => name.startsWith('ink'));
  const icons = [...colours.keys()].filter((name) => name.startsWith('icon'));

  it('are all there', () => {
    expect(inks.length).toBeGreaterThanOrEqual(6);
    expect(icons.length).toBeGreaterThanOrEqual(3);
  });

  it.each(inks)('--%s is read at 7:1 on paper, cards and its own tint', (ink) => {
    const tint = `tint-${ink.replace('ink-', '')}`;
    for (const ground of ['paper', 'card', ...(colours.has(tint) ? [tint] : [])]) {
      expect(contrast(colour(ink), colour(ground)), ground).toBeGreaterThanOrEqual(7);
    }
  });

  it('plain and soft text is read at 7:1 on sunken grounds, plain text on every tint', () => {
    expect(contrast(colour('ink'), colour('sunk'))).toBeGreaterThanOrEqual(7);
    expect(contrast(colour('ink-soft'), colour('sunk'))).toBeGreaterThanOrEqual(7);
    for (const tint of [...colours.keys()].filter((name) => name.startsWith('tint'))) {
      expect(contrast(colour('ink'), colour(tint)), tint).toBeGreaterThanOrEqual(7);
    }
  });

  it('words on the accent are read at 7:1', () => {
    for (const word of ['on-accent', 'on-accent-soft']) expect(contrast(colour(word), colour('accent')), word).toBeGreaterThanOrEqual(7);
    expect(contrast(colour('on-accent'), colour('accent-strong'))).toBeGreaterThanOrEqual(7);
  });

  it.each(icons)('--%s is seen at 4.5:1', (icon) => {
    for (const ground of ['paper', 'card']) expect(contrast(colour(icon), colour(ground)), ground).toBeGreaterThanOrEqual(4.5);
  });

  it('focus and the edges of controls are seen at 3:1', () => {
    for (const ground of ['paper', 'card']) {
      expect(contrast(colour('focus'), colour(ground)), ground).toBeGreaterThanOrEqual(4.5);
      expect(contrast(colour('edge'), colour(ground)), ground).toBeGreaterThanOrEqual(3);
    }
  });
});
