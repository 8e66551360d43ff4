import { createInstance } from 'i18next';
import type { i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageSchema } from '../../../contract/text.ts';
import type { Language } from '../../../contract/text.ts';
import enTableFaults from '../../information/texts/en.json';
import zhTableFaults from '../../information/texts/zh-CN.json';
import enFaults from '../../publish/texts/en.json';
import zhFaults from '../../publish/texts/zh-CN.json';
import en from './en.json';
import zhCN from './zh-CN.json';

/** What the county says of an issue's faults, at its command line and here. */
type FaultTexts = { [K in keyof typeof zhFaults as `fault.${K}`]: string };

function faultTexts(texts: typeof zhFaults): FaultTexts {
  return Object.fromEntries(Object.entries(texts).map(([code, text]) => [`fault.${code}`, text])) as FaultTexts;
}

/** What it says of the faults of a table of information. */
type TableFaultTexts = { [K in keyof typeof zhTableFaults as `tableFault.${K}`]: string };

function tableFaultTexts(texts: typeof zhTableFaults): TableFaultTexts {
  return Object.fromEntries(Object.entries(texts).map(([code, text]) => [`tableFault.${code}`, text])) as TableFaultTexts;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zhCN & FaultTexts & TableFaultTexts };
    keySeparator: false;
    nsSeparator: false;
  }
}

const STORAGE_KEY = 'county.language';

export const i18n: I18n = createInstance();

/** Readies the texts in the language that was chosen last in this browser, Chinese at first. */
export async function beginTexts(): Promise<void> {
  i18n.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    document.title = i18n.t('product');
  });
  await i18n.use(initReactI18next).init({
    lng: languageSchema.catch('zh-CN').parse(localStorage.getItem(STORAGE_KEY)),
    fallbackLng: false,
    // Keys hold dots, texts hold colons, and React escapes what it shows.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { translation: { ...zhCN, ...tableFaultTexts(zhTableFaults), ...faultTexts(zhFaults) } }, en: { translation: { ...en, ...tableFaultTexts(enTableFaults), ...faultTexts(enFaults) } } },
  });
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORAGE_KEY, language);
  await i18n.changeLanguage(language);
}
