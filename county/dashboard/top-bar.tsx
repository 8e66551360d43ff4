import { LogOut, MonitorPlay } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { languages } from '../../contract/text.ts';
import type { Language } from '../../contract/text.ts';
import type { Person } from '../accounts/schemas.ts';
import { signOut } from './api.ts';
import { chooseLanguage } from './i18n/index.ts';
import { useLanguage } from './i18n/use-language.ts';
import { addressOf } from './parts/use-page.ts';

/** How each language names itself. */
const languageNames: Readonly<Record<Language, string>> = { 'zh-CN': '中文', en: 'English' };

/** The product, the language switch, and who is signed in. */
export function TopBar({ person, onSignedOut }: { readonly person: Person | null; readonly onSignedOut: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <header className="top-bar">
      <MonitorPlay aria-hidden className="mark" />
      <p className="product">{t('product')}</p>
      <fieldset className="switch" aria-label={t('language')}>
        {languages.map((one) => (
          <label key={one} lang={one}>
            <input type="radio" name="language" checked={one === language} onChange={() => void chooseLanguage(one)} />
            <span>{languageNames[one]}</span>
          </label>
        ))}
      </fieldset>
      {person !== null && (
        <>
          <p className="person">
            <a href={addressOf({ at: 'password' })} title={t('password.title')}>
              {t('signedInAs', { name: person.name, role: t(`role.${person.role}`) })}
            </a>
          </p>
          <button type="button" className="plain" onClick={() => void signOut().finally(onSignedOut)}>
            <LogOut aria-hidden />
            {t('signOut')}
          </button>
        </>
      )}
    </header>
  );
}
