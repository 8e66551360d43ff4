import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../accounts/schemas.ts';
import { addressOf, mainPageOf, pagesFor } from './use-page.ts';
import type { Page } from './use-page.ts';

/** The ways to the pages that people of this role may open. */
export function PageNav({ page, role }: { readonly page: Page; readonly role: Role }) {
  const { t } = useTranslation();
  const here = mainPageOf(page);
  const nav = useRef<HTMLElement>(null);
  // On a phone the bar is wider than the window: the present page must be seen in it.
  useEffect(() => {
    const [bar, link] = [nav.current, nav.current?.querySelector<HTMLElement>('[aria-current]')];
    if (bar && link) bar.scrollLeft = link.offsetLeft - bar.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2;
  }, [here]);
  return (
    <nav ref={nav} className="page-nav" aria-label={t('pages')}>
      {pagesFor(role).map((one) => (
        <a key={one} href={addressOf({ at: one })} aria-current={one === here ? 'page' : undefined}>
          {t(`nav.${one}`)}
        </a>
      ))}
    </nav>
  );
}
