import { useTranslation } from 'react-i18next';
import type { Role } from '../../accounts/schemas.ts';
import { addressOf, pagesFor } from './use-page.ts';
import type { Page } from './use-page.ts';

/** The ways to the pages that people of this role may open. */
export function PageNav({ page, role }: { readonly page: Page; readonly role: Role }) {
  const { t } = useTranslation();
  const here = page.at === 'journal' ? 'records' : page.at;
  return (
    <nav className="page-nav" aria-label={t('pages')}>
      {pagesFor(role).map((one) => (
        <a key={one} href={addressOf({ at: one })} aria-current={one === here ? 'page' : undefined}>
          {t(`nav.${one}`)}
        </a>
      ))}
    </nav>
  );
}
