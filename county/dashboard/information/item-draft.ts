import type { InformationItem, InformationKind, Picture } from '../../../contract/information/item.ts';
import { fieldsOf, itemOf } from '../../information/fields.ts';
import { readCell } from '../../information/import/cells.ts';
import { columnsOf } from '../../information/import/columns.ts';
import type { Column } from '../../information/import/columns.ts';
import type { TableFaultCode } from '../../information/import/fault.ts';

export type StoredPicture = Omit<Picture, 'step'>;

export interface StepDraft {
  readonly zh: string;
  readonly en: string;
  readonly picture: StoredPicture | null;
}

/** A point of a series as it is typed. */
export interface PointDraft {
  readonly date: string;
  readonly price: string;
}

/** An item as a person is typing it: texts by the keys of the columns of tables, and what is more than a text. */
export interface ItemDraft {
  readonly kind: InformationKind;
  readonly fields: Readonly<Record<string, string>>;
  readonly points: readonly PointDraft[];
  readonly steps: readonly StepDraft[];
  readonly cover: StoredPicture | null;
}

export interface FieldFault {
  readonly code: TableFaultCode;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What keeps a draft from being an item, by the key of the field. */
export type FieldFaults = ReadonlyMap<string, FieldFault>;

/** Columns that the form shows in ways of their own. */
const apart: ReadonlySet<string> = new Set(['id', 'steps', 'steps.en', 'pictures', 'price']);

/** The fields of the form in their order; Chinese ones first. A price's day is that of its last point. */
export function formColumns(kind: InformationKind): readonly Column[] {
  return columnsOf[kind].filter(({ key }) => !apart.has(key) && !(kind === 'market-price' && key === 'date'));
}

export function emptyDraft(kind: InformationKind, today: string): ItemDraft {
  const fields = kind === 'supply-demand' ? { direction: 'supply', date: today } : { date: today };
  return { kind, fields, points: kind === 'market-price' ? [{ date: today, price: '' }] : [], steps: kind === 'technique' ? [{ zh: '', en: '', picture: null }] : [], cover: null };
}

export function draftOf(item: InformationItem): ItemDraft {
  const pictures = item.kind === 'technique' ? (item.pictures ?? []) : [];
  const at = (step: number): StoredPicture | null => {
    const found = pictures.find((picture) => picture.step === step);
    return found === undefined ? null : { sha256: found.sha256, bytes: found.bytes, mime: found.mime };
  };
  return {
    kind: item.kind,
    fields: fieldsOf(item),
    points: item.kind === 'market-price' ? item.series.map(({ date, price }) => ({ date, price: String(price) })) : [],
    steps: item.kind === 'technique' ? item.steps.map((step, index) => ({ zh: step['zh-CN'], en: step.en ?? '', picture: at(index + 1) })) : [],
    cover: at(0),
  };
}

/** The item that the draft is, or everything that is wrong with it. */
export function readDraft(draft: ItemDraft, id: string, today: string): { readonly item: InformationItem } | { readonly faults: FieldFaults } {
  const { kind } = draft;
  const faults = new Map<string, FieldFault>();
  const fields: Record<string, string> = { ...draft.fields, id };
  const steps = draft.steps.filter(({ zh }) => zh.trim() !== '');
  fields.steps = steps.map(({ zh }) => zh.replace(/\s*\n\s*/g, ' ').trim()).join('\n');
  fields['steps.en'] = steps.some(({ en }) => en.trim() !== '') ? steps.map(({ en }) => en.replace(/\s*\n\s*/g, ' ').trim()).join('\n') : '';
  for (const column of formColumns(kind)) {
    const read = readCell(column, fields[column.key] ?? '');
    if ('fault' in read) faults.set(column.key, { code: read.fault, values: read.values });
    else {
      fields[column.key] = read.value;
      if (column.required && read.value === '') faults.set(column.key, { code: 'value-missing', values: {} });
    }
  }
  const points = readPoints(draft, faults);
  const pictures = [
    ...(draft.cover === null ? [] : [{ step: 0, ...draft.cover }]),
    ...steps.flatMap(({ picture }, at) => (picture === null ? [] : [{ step: at + 1, ...picture }])),
  ];
  if (faults.size > 0) return { faults };
  const made = itemOf(fields, { kind, id, points, pictures, today });
  if ('item' in made) return made;
  return { faults: new Map([[made.wrong, made.missing ? { code: 'value-missing', values: {} } : { code: 'value-wrong', values: { value: (fields[made.wrong] ?? '').slice(0, 40) } }]]) };
}

function readPoints({ kind, points }: ItemDraft, faults: Map<string, FieldFault>) {
  if (kind !== 'market-price') return [];
  const [day, price] = [columnsOf[kind].find(({ key }) => key === 'date'), columnsOf[kind].find(({ key }) => key === 'price')];
  const read = new Map<string, number>();
  for (const [at, point] of points.entries()) {
    if (day === undefined || price === undefined || (point.date === '' && point.price.trim() === '')) continue;
    const [date, amount] = [readCell(day, point.date), readCell(price, point.price)];
    if ('fault' in date || date.value === '') faults.set(`point ${at}`, 'fault' in date ? { code: date.fault, values: date.values } : { code: 'date-wrong', values: { value: '' } });
    else if ('fault' in amount || amount.value === '') faults.set(`point ${at}`, 'fault' in amount ? { code: amount.fault, values: amount.values } : { code: 'price-wrong', values: { value: '' } });
    else if (read.has(date.value)) faults.set(`point ${at}`, { code: 'date-twice', values: { date: date.value, other: at } });
    else read.set(date.value, Number(amount.value));
  }
  if (read.size === 0 && faults.size === 0) faults.set('points', { code: 'value-missing', values: {} });
  return [...read].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, amount]) => ({ date, price: amount }));
}
