import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../../../county/cli/command-line.ts';
import { helpOf, overview } from '../../../../county/cli/help.ts';
import { UsageError } from '../../../../county/cli/word.ts';
import { words } from '../../../../county/cli/words.ts';
import { settings } from '../../../../county/config.ts';

const read = (...args: string[]) => readCommandLine(args, words, '/home/staff');

describe('a command line', () => {
  test('gives the word, its arguments with absolute paths, and the settings', () => {
    expect(read('roster', 'dongmen', 'members.csv', '--data', 'county', '--trust-proxy')).toMatchObject({
      kind: 'word',
      word: { name: 'roster' },
      given: ['dongmen', '/home/staff/members.csv'],
      options: { data: 'county', 'trust-proxy': '1' },
    });
  });

  test('may name many envelopes', () => {
    expect(read('import', 'a.usage', '/b.usage', 'c.usage')).toMatchObject({ given: ['/home/staff/a.usage', '/b.usage', '/home/staff/c.usage'] });
  });

  test.each([
    [[], /Which word/],
    [['publsh', 'x'], /There is no word “publsh”\. The words are serve, /],
    [['publish'], /FOLDER is missing/],
    [['roster', 'dongmen'], /FILE is missing/],
    [['import'], /FOLDER is missing/],
    [['enrol', 'a', 'b'], /“b” is one argument too many/],
    [['serve', '--prot', '1'], /--prot/],
    [['publish', 'x', '--with-sample', 'y'], /--with-sample/],
    [['serve', '--port'], /--port/],
  ])('%j is not understood', (args, message) => {
    expect(() => read(...args)).toThrow(message);
    expect(() => read(...args)).toThrow(UsageError);
  });

  test('asks for help in any of the usual ways', () => {
    expect(read('--help')).toEqual({ kind: 'help', word: null });
    expect(read('help')).toEqual({ kind: 'help', word: null });
    expect(read('help', 'publish')).toMatchObject({ kind: 'help', word: { name: 'publish' } });
    expect(read('publish', '-h')).toMatchObject({ kind: 'help', word: { name: 'publish' } });
  });
});

describe('the help', () => {
  test('names every word and every setting with its variable', () => {
    const text = overview(words);
    for (const { name, summary } of words) expect(text).toMatch(new RegExp(`^  ${name}\\b.*${summary}`, 'm'));
    for (const { option, variable } of Object.values(settings)) {
      expect(text).toContain(`--${option}`);
      expect(text).toContain(`[${variable}]`);
    }
  });

  test('of a word shows how it is used', () => {
    for (const word of words) expect(helpOf(word)).toContain(`npm run county -- ${word.name}`);
  });
});
