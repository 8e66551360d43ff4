import { createInstance } from 'i18next';
import type { i18n as I18n, ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languages } from '../../contract/text.ts';
import type { Language } from '../../contract/text.ts';

const files = import.meta.glob<Record<string, unknown>>('./*/*.json', { eager: true, import: 'default' });

/** `./zh-CN/home.json` is namespace `home` of zh-CN. */
function resourcesOf(language: Language): ResourceLanguage {
  const resources: ResourceLanguage = {};
  for (const [path, texts] of Object.entries(files)) {
    const [, folder, namespace] = /^\.\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (folder === language && namespace !== undefined) resources[namespace] = texts;
  }
  return resources;
}

/** All texts in memory, in Chinese until told otherwise. A missing key shows the Chinese text, never a blank. */
export function createTexts(language: Language = languages[0]): I18n {
  const texts = createInstance();
  void texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: languages[0],
    supportedLngs: languages,
    resources: Object.fromEntries(languages.map((each) => [each, resourcesOf(each)])),
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return texts;
}
