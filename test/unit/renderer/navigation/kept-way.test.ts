import { beforeEach, expect, it } from 'vitest';
import { isRestored, keepWay, wayBefore } from '../../../../renderer/navigation/kept-way.ts';
import { initialStack, reduceStack } from '../../../../renderer/navigation/screen-stack.ts';

const known = new Set(['home', 'programs', 'site']);
const two = reduceStack(reduceStack(initialStack, { type: 'go', route: { name: 'programs', props: {} }, focus: null }), { type: 'go', route: { name: 'site', props: {} }, focus: null });

const kept = new Map<string, string>();
const storage = { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, text: string) => void kept.set(name, text) };
beforeEach(() => kept.clear());

it('a page that takes another’s place begins where that one was, and Back leads the same way', () => {
  keepWay(two, storage);
  const way = wayBefore(known, '', storage);
  expect([...way.below, way.top].map(({ route }) => route.name)).toEqual(['home', 'programs', 'site']);
  expect(isRestored(way.top.route)).toBe(true);
  expect(isRestored(two.top.route)).toBe(false);
});

it('the first page begins at home, and so does one whose screen failed again, or one whose way cannot be read', () => {
  expect(wayBefore(known, '', storage)).toBe(initialStack);
  keepWay(two, storage);
  expect(wayBefore(known, '#home', storage)).toBe(initialStack);
  expect(wayBefore(new Set(['home', 'programs']), '', storage)).toBe(initialStack);
  for (const text of ['', '{', '[]', '[{"name":"site","props":{}}]', '[{"name":"home"}]', '"home"', 'null']) {
    kept.set('way', text);
    expect(wayBefore(known, '', storage)).toBe(initialStack);
  }
});
