import { Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../contract/text.ts';
import { useLanguage } from '../i18n/use-format.ts';
import { useCall } from '../state/use-call.ts';
import { Button } from './button.tsx';

const other: Readonly<Record<Language, Language>> = { 'zh-CN': 'en', en: 'zh-CN' };

/** Changes to the other language; its word stands in that language, for whoever reads only that one. */
export function LanguageSwitch(): ReactNode {
  const language = useLanguage();
  const { t } = useTranslation();
  const { run } = useCall('app.setLanguage');
  const next = other[language];
  return (
    <Button variant="quiet" icon={Languages} focusKey="language" onPress={() => void run({ language: next })}>
      <span lang={next}>{t('language.name', { lng: next })}</span>
    </Button>
  );
}
