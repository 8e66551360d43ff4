import { informationItemSchema } from '../../contract/information/item.ts';
import type { InformationItem, InformationKind, Picture } from '../../contract/information/item.ts';
import type { LocalizedText } from '../../contract/text.ts';

/** An item as texts by the keys of the columns of tables; several values of one are lines. A series of prices stands beside. */
export type Fields = Readonly<Record<string, string>>;

/** A point of a series of prices. */
export interface Point {
  readonly date: string;
  readonly price: number;
}

/** Most points that terminals take; older ones go. */
export const MOST_POINTS = 400;

export function fieldsOf(item: InformationItem): Fields {
  const shared = {
    id: item.id,
    ...words('title', item.title),
    ...words('body', item.body),
    ...words('source', item.source),
    date: item.date,
    keywords: item.keywords.join('\n'),
    expires: item.expires ?? '',
  };
  switch (item.kind) {
    case 'market-price':
      return { ...shared, ...words('product', item.product), ...words('market', item.market), ...words('unit', item.unit), price: String(item.price) };
    case 'supply-demand':
      return { ...shared, direction: item.direction, ...words('name', item.contact.name), phone: item.contact.phone };
    case 'technique':
      return {
        ...shared,
        steps: item.steps.map((step) => oneLine(step['zh-CN'])).join('\n'),
        'steps.en': item.steps.some(({ en }) => en !== undefined) ? item.steps.map((step) => oneLine(step.en ?? '')).join('\n') : '',
        program: item.program ?? '',
        pictures: (item.pictures ?? []).map(({ step, sha256 }) => (step === 0 ? sha256 : `${step}=${sha256}`)).join('\n'),
      };
    case 'policy':
      return { ...shared, validFrom: item.validFrom, validTo: item.validTo ?? '', ...words('authority', item.authority) };
    case 'contact':
      return { ...shared, phone: item.phone, ...words('address', item.address), ...words('hours', item.hours) };
  }
}

/** What an item is made of besides its fields. */
export interface Besides {
  readonly kind: InformationKind;
  readonly id: string;
  /** Of a market price; not empty. */
  readonly points: readonly Point[];
  readonly pictures: readonly Picture[];
  /** The day of an item that names none. */
  readonly today: string;
}

/** The item that these fields describe, or the key of the first field that it cannot be made with. */
export function itemOf(fields: Fields, { kind, id, points, pictures, today }: Besides): { readonly item: InformationItem } | { readonly wrong: string; readonly missing: boolean } {
  const given = (key: string): string => fields[key] ?? '';
  const text = (key: string, otherwise = ''): object => {
    const [zh, en] = [given(key) === '' ? otherwise : given(key), given(`${key}.en`)];
    return { 'zh-CN': zh, ...(en === '' ? {} : { en }) };
  };
  const lines = (key: string): string[] => given(key).split('\n').filter((line) => line !== '');
  const steps = lines('steps');
  const english = given('steps.en').split('\n');
  const latest = points.at(-1);
  const otherwise = {
    title: { 'market-price': `${given('product')}价格（${given('market')}）`, 'supply-demand': '', technique: '', policy: '', contact: '' },
    body: {
      'market-price': `${given('market')}${given('product')}的价格，单位${given('unit')}。`,
      'supply-demand': given('title'),
      technique: steps.join('\n') === '' ? given('title') : steps.join('\n'),
      policy: '',
      contact: given('title'),
    },
    source: { 'market-price': given('market'), 'supply-demand': '', technique: '', policy: given('authority'), contact: '' },
  };
  const own = {
    'market-price': () => ({ product: text('product'), market: text('market'), unit: text('unit'), price: latest?.price, series: points.slice(-MOST_POINTS) }),
    'supply-demand': () => ({ direction: given('direction'), contact: { name: text('name'), phone: given('phone') } }),
    technique: () => ({
      steps: steps.map((step, at) => ({ 'zh-CN': step, ...((english[at] ?? '') === '' ? {} : { en: english[at] }) })),
      program: given('program') === '' ? null : given('program'),
      ...(pictures.length === 0 ? {} : { pictures }),
    }),
    policy: () => ({ validFrom: given('validFrom'), validTo: given('validTo') === '' ? null : given('validTo'), authority: text('authority') }),
    contact: () => ({ phone: given('phone'), address: text('address'), hours: text('hours') }),
  };
  const candidate = {
    ...{ id, kind, date: kind === 'market-price' ? latest?.date : given('date') === '' ? today : given('date') },
    ...{ title: text('title', otherwise.title[kind]), body: text('body', otherwise.body[kind]), source: text('source', otherwise.source[kind]) },
    ...{ keywords: lines('keywords'), expires: given('expires') === '' ? null : given('expires') },
    ...own[kind](),
  };
  const parsed = informationItemSchema.safeParse(candidate);
  if (parsed.success) return { item: parsed.data };
  const wrong = keyOf(parsed.error.issues[0]?.path ?? []);
  return { wrong, missing: given(wrong) === '' };
}

/** The item with the series extended: a price of a day that is known takes the place of the earlier one. */
export function mergedPoints(known: readonly Point[], added: readonly Point[]): readonly Point[] {
  const byDay = new Map([...known, ...added].map((point) => [point.date, point]));
  return [...byDay.values()].sort((a, b) => (a.date < b.date ? -1 : 1)).slice(-MOST_POINTS);
}

function words(key: string, text: LocalizedText): Fields {
  return { [key]: text['zh-CN'], [`${key}.en`]: text.en ?? '' };
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}

/** The column that a place in an item belongs to. */
function keyOf(path: readonly PropertyKey[]): string {
  const [first, second] = path.map(String);
  if (first === 'contact') return second === 'name' ? 'name' : 'phone';
  return first === 'series' ? 'price' : (first ?? 'id');
}
