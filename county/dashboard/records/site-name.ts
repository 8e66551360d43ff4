import type { LocalizedText } from '../../../contract/text.ts';
import { inLanguage } from '../../../contract/text.ts';
import type { Language } from '../../../contract/text.ts';

/** `陈湖镇 · 东门村` */
export function siteName({ name, township }: { readonly name: LocalizedText; readonly township: { readonly name: LocalizedText } }, language: Language): string {
  return `${inLanguage(township.name, language)} · ${inLanguage(name, language)}`;
}
