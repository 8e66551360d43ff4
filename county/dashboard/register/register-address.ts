import { registerFilterSchema, registerTabSchema } from '../../reports/register-list-schemas.ts';
import type { RegisterFilter, RegisterTab } from '../../reports/register-list-schemas.ts';
import { addressOf } from '../parts/use-page.ts';

/** What the register shows: a list, one entry of it, or lines of a journal. */
export type RegisterView =
  | { readonly show: 'list'; readonly tab: RegisterTab; readonly filter: Partial<RegisterFilter>; readonly offset: number }
  | { readonly show: 'entry'; readonly tab: RegisterTab; readonly journal: string; readonly key: string }
  | { readonly show: 'lines'; readonly journal: string; readonly first: number };

/** A filter of which parts may be left open. */
export type ListFilter = { readonly [K in keyof RegisterFilter]?: RegisterFilter[K] | undefined };

/** Rows of a page. */
export const AT_ONCE = 50;

/** The view that the address names behind `#/register/`; what cannot be understood is the list of group viewings. */
export function viewOf(rest: string | undefined): RegisterView {
  const [path = '', query = ''] = (rest ?? '').split('?');
  const [first = '', second = '', third = '', fourth = ''] = path.split('/');
  const params = new URLSearchParams(query);
  const whole = (name: string, least: number) => Math.max(least, Math.trunc(Number(params.get(name) ?? least)) || least);
  if (first === 'lines' && second !== '') return { show: 'lines', journal: second, first: whole('first', 1) };
  const tab = registerTabSchema.safeParse(first === 'entry' ? second : first);
  if (first === 'entry' && tab.success && third !== '' && fourth !== '') return { show: 'entry', tab: tab.data, journal: third, key: decodeURIComponent(fourth) };
  const offset = whole('offset', 0);
  params.delete('offset');
  const filter = registerFilterSchema.partial().safeParse(Object.fromEntries(params));
  return { show: 'list', tab: tab.success ? tab.data : 'group', filter: filter.success ? givenOnly(filter.data, params) : {}, offset };
}

/** Without what the schema has put in by itself. */
function givenOnly(filter: object, params: URLSearchParams): Partial<RegisterFilter> {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => params.has(name)));
}

/** The address of a list: of every figure it is the way to the rows behind it. */
export function listAddress(tab: RegisterTab, filter: ListFilter = {}, offset = 0): string {
  const query = queryOf({ ...filter, ...(offset === 0 ? {} : { offset: String(offset) }) });
  return addressOf({ at: 'register', rest: `${tab}${query}` });
}

export function entryAddress(tab: RegisterTab, journal: string, key: string): string {
  return addressOf({ at: 'register', rest: `entry/${tab}/${journal}/${encodeURIComponent(key)}` });
}

export function linesAddress(journal: string, first: number): string {
  return addressOf({ at: 'register', rest: `lines/${journal}?first=${Math.max(1, first)}` });
}

/** `?name=value&…` of what is given; empty when nothing is. */
export function queryOf(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
