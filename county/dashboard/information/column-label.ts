import type { Language } from '../../../contract/text.ts';
import type { InformationKind } from '../../../contract/information/item.ts';
import { columnsOf } from '../../information/import/columns.ts';
import type { Column } from '../../information/import/columns.ts';

/** What a field is called: as the column of a table is. */
export function columnLabel({ zh, en }: Pick<Column, 'zh' | 'en'>, language: Language): string {
  return language === 'zh-CN' ? zh : en.charAt(0).toUpperCase() + en.slice(1);
}

/** The same for a field of an item's history. */
export function fieldLabel(field: string, kind: InformationKind, language: Language): string {
  const keys: Readonly<Record<string, string>> = { series: 'price', contact: 'name' };
  const column = columnsOf[kind].find(({ key }) => key === (keys[field] ?? field));
  return column === undefined ? field : columnLabel(column, language);
}
