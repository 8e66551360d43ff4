import { useEffect, useState } from 'react';
import type { Role } from '../../accounts/schemas.ts';

/** What the address behind `#` asks for; what cannot be understood is the first page. */
export type Page =
  | { readonly at: 'figures' | 'records' | 'bring' | 'publish' }
  | { readonly at: 'journal'; readonly journal: string };

/** The pages in the order of the bar above them, and who may open each. */
export const pages = ['figures', 'records', 'bring', 'publish'] as const;

export function pagesFor(role: Role): readonly (typeof pages)[number][] {
  return role === 'township-staff' ? pages.filter((page) => page !== 'publish') : pages;
}

const JOURNAL = /^#\/records\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

export function pageOf(hash: string): Page {
  const journal = JOURNAL.exec(hash)?.[1];
  if (journal !== undefined) return { at: 'journal', journal };
  return { at: pages.find((page) => hash === addressOf({ at: page })) ?? 'figures' };
}

export function addressOf(page: Page): string {
  switch (page.at) {
    case 'figures':
      return '#/';
    case 'journal':
      return `#/records/${page.journal}`;
    default:
      return `#/${page.at}`;
  }
}

/** The page that the address names; the browser’s back and forward go through them. */
export function usePage(): Page {
  const [hash, setHash] = useState(() => location.hash);
  useEffect(() => {
    const follow = () => {
      setHash(location.hash);
      scrollTo(0, 0);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return pageOf(hash);
}
