import { useEffect, useState } from 'react';
import { informationKinds } from '../../../contract/information/item.ts';
import type { InformationKind } from '../../../contract/information/item.ts';
import type { Role } from '../../accounts/schemas.ts';

/** The pages in the order of the bar above them. Each has its words: `nav.…`. */
export const pages = ['figures', 'sites', 'plan', 'register', 'activities', 'people', 'monthly', 'assessment', 'records', 'bring', 'questions', 'publish', 'information', 'lookups', 'accounts'] as const;
type MainPage = (typeof pages)[number];
const deepPages = ['register', 'people', 'monthly', 'assessment'] as const;
const informationPages = ['information-import', 'information-publish', 'information-synonyms'] as const;

/** Pages that not everybody may open; the county refuses them what they ask for too. */
const onlyFor: Readonly<Partial<Record<MainPage, readonly Role[]>>> = {
  publish: ['county-admin', 'county-staff'],
  accounts: ['county-admin'],
};

/** What the address behind `#` asks for; what cannot be understood is the first page. */
export type Page =
  /** `rest` is what stands behind the page’s own address, for pages that read it. */
  | { readonly at: MainPage | 'audit' | 'password'; readonly rest?: string }
  | { readonly at: (typeof informationPages)[number] }
  | { readonly at: 'information-item'; readonly item: string }
  | { readonly at: 'information-new'; readonly kind: InformationKind }
  | { readonly at: 'journal'; readonly journal: string }
  | { readonly at: 'site'; readonly site: string };

/** Pages that are reached from another one, which the bar then shows as the present one; null: from none of them. */
const within: Readonly<Record<Exclude<Page['at'], MainPage>, MainPage | null>> = {
  ...{ 'information-import': 'information', 'information-publish': 'information', 'information-synonyms': 'information', 'information-item': 'information', 'information-new': 'information' },
  journal: 'records', site: 'sites', audit: 'accounts', password: null };

export function pagesFor(role: Role): readonly MainPage[] {
  return pages.filter((page) => onlyFor[page]?.includes(role) !== false);
}

/** People of this role may open the page; the county refuses what is behind it to others anyway. */
export function mayOpen(page: Page, role: Role): boolean {
  const main = mainPageOf(page);
  return main === null || pagesFor(role).includes(main);
}

/** The page of the bar that this one belongs to. */
export function mainPageOf(page: Page): MainPage | null {
  return isMainPage(page.at) ? page.at : within[page.at];
}

const JOURNAL = /^#\/records\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const SITE = /^#\/sites\/([a-z0-9]+(?:[-._][a-z0-9]+)*)$/i;

const ITEM = /^#\/information\/item\/([a-z0-9]+(?:[-._][a-z0-9]+)*)$/i;

export function pageOf(hash: string): Page {
  const deep = deepPages.find((page) => hash.startsWith(`#/${page}/`));
  if (deep !== undefined) return { at: deep, rest: hash.slice(deep.length + 3) };
  const journal = JOURNAL.exec(hash)?.[1];
  if (journal !== undefined) return { at: 'journal', journal };
  const site = SITE.exec(hash)?.[1];
  if (site !== undefined) return { at: 'site', site };
  const item = ITEM.exec(hash)?.[1];
  if (item !== undefined) return { at: 'information-item', item };
  const kind = informationKinds.find((one) => hash === addressOf({ at: 'information-new', kind: one }));
  if (kind !== undefined) return { at: 'information-new', kind };
  return { at: ([...pages, ...informationPages, 'audit', 'password'] as const).find((page) => hash === addressOf({ at: page })) ?? 'figures' };
}

export function addressOf(page: Page): string {
  if ('rest' in page) return `#/${page.at}/${page.rest}`;
  switch (page.at) {
    case 'figures':
      return '#/';
    case 'journal':
      return `#/records/${page.journal}`;
    case 'information-item':
      return `#/information/item/${page.item}`;
    case 'information-new':
      return `#/information/new/${page.kind}`;
    case 'site':
      return `#/sites/${page.site}`;
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

function isMainPage(at: Page['at']): at is MainPage {
  return pages.some((page) => page === at);
}
