import { useTranslation } from 'react-i18next';
import { languageSchema } from '../../../contract/text.ts';
import type { Language } from '../../../contract/text.ts';

/** The language that the page is shown in; the caller is shown again when it changes. */
export function useLanguage(): Language {
  return languageSchema.parse(useTranslation().i18n.language);
}
