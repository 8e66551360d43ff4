import { inLanguage, languages } from '../../contract/text.ts';
import type { Language } from '../../contract/text.ts';
import type { InformationItem } from '../../contract/information/item.ts';

/** Longer ones do not fit on a line of suggestions. */
const MOST_CHARACTERS = 40;

/** What could be offered to somebody who begins to type and would find this item: its product or its title. */
export function phrasesOf(item: InformationItem): readonly { readonly language: Language; readonly text: string }[] {
  return languages.flatMap((language) => {
    const text = phraseOf(item, language);
    return text === null || Array.from(text).length > MOST_CHARACTERS ? [] : [{ language, text }];
  });
}

function phraseOf(item: InformationItem, language: Language): string | null {
  const name = item.kind === 'market-price' ? item.product : item.title;
  if (name[language] === undefined && language !== 'zh-CN') return null;
  const text = inLanguage(name, language);
  if (item.kind !== 'market-price') return text;
  return language === 'en' ? `${text} price` : `${text}价格`;
}
