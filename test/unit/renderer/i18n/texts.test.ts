import { describe, expect, it } from 'vitest';
import { languages } from '../../../../contract/text.ts';
import type { Language } from '../../../../contract/text.ts';
import { pluralFormOf, textsOf, variablesOf, withoutPlural } from './texts.ts';

const all = new Map<Language, ReadonlyMap<string, string>>(languages.map((language) => [language, textsOf(language)]));

function textsIn(language: Language): ReadonlyMap<string, string> {
  const texts = all.get(language);
  if (texts === undefined) throw new Error(`no texts in ${language}`);
  return texts;
}

function keysIn(language: Language): readonly string[] {
  return [...new Set([...textsIn(language).keys()].map(withoutPlural))].sort();
}

/** The forms that a key has in a language, by form. */
function formsOf(language: Language, key: string): ReadonlyMap<string | null, string> {
  return new Map([...textsIn(language)].filter(([each]) => withoutPlural(each) === key).map(([each, text]) => [pluralFormOf(each), text]));
}

describe('the texts', () => {
  it('have the same keys in every language', () => {
    for (const language of languages) expect(keysIn(language), language).toEqual(keysIn('zh-CN'));
  });

  it.each(languages)('are never blank in %s, but for a safe line that says nothing and a count of zero', (language) => {
    const blank = [...textsIn(language)].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(blank.filter((key) => !key.endsWith('.safe') && !key.endsWith('_zero'))).toEqual([]);
  });

  it.each(languages)('have every plural form that %s needs, and no other', (language) => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const wrong: string[] = [];
    for (const key of keysIn(language)) {
      const forms = [...formsOf(language, key).keys()];
      if (forms.every((form) => form === null)) continue;
      const rest = forms.filter((form) => form !== 'zero');
      if (rest.length !== needed.length || !needed.every((form) => rest.includes(form))) wrong.push(`${key}: ${forms.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  });

  it('fill in the same data in every language', () => {
    const variables = (language: Language, key: string): readonly string[] =>
      [...new Set([...formsOf(language, key).values()].flatMap(variablesOf))].filter((name) => name !== 'count').sort();
    for (const key of keysIn('zh-CN')) {
      for (const language of languages) expect(variables(language, key), `${language} ${key}`).toEqual(variables('zh-CN', key));
    }
  });

  it('are Chinese in Chinese and without Chinese in English', () => {
    const han = /\p{Script=Han}/u;
    // A language is named in itself.
    const english = [...textsIn('en')].filter(([key, text]) => han.test(text) && !key.startsWith('common:language'));
    expect(english).toEqual([]);
    const noWords = /^(?:\{\{\w+\}\}|[\s\d\p{P}\p{S}]|Electron)*$/u;
    const chinese = [...textsIn('zh-CN')].filter(([, text]) => !han.test(text) && !noWords.test(text));
    expect(chinese).toEqual([]);
  });
});
