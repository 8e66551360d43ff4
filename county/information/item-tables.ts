import type { InformationItem, InformationKind } from '../../contract/information/item.ts';
import type { Language } from '../../contract/text.ts';
import type { Queries } from '../database/database.ts';
import { fieldsOf } from './fields.ts';
import { columnsOf, explanationSheets } from './import/columns.ts';
import type { CellKind, Column } from './import/columns.ts';
import { slices } from './item-rows.ts';
import { storedItem } from './stored-item.ts';
import type { TableFile } from './table-files.ts';

export const kindNames: Readonly<Record<Language, Readonly<Record<InformationKind, string>>>> = {
  'zh-CN': { 'market-price': '市场价格', 'supply-demand': '供求信息', technique: '实用技术', policy: '政策补贴', contact: '联系电话' },
  en: { 'market-price': 'Market prices', 'supply-demand': 'Supply and demand', technique: 'Techniques', policy: 'Policies', contact: 'Contacts' },
};

const cellTexts: Readonly<Record<Language, Readonly<Record<CellKind, string>>>> = {
  'zh-CN': {
    line: '一行字',
    text: '文字，可以换行',
    slug: '可以不填；字母、数字和横线，以后改同一条用',
    day: '日期，如 2026-03-01',
    price: '一个数，如 2.4',
    phone: '电话号码',
    list: '几个词，用分号隔开',
    steps: '一步一行（格子里按 Alt+回车换行）',
    direction: '供应 或 求购',
    pictures: '先上传的图片的文件名，用分号隔开；要指明步骤，写 2=图片.jpg',
  },
  en: {
    line: 'one line',
    text: 'text, also of several lines',
    slug: 'may be left out; Latin letters, digits and hyphens, to change the same item later',
    day: 'a date, such as 2026-03-01',
    price: 'one number, such as 2.4',
    phone: 'a telephone number',
    list: 'words, parted by semicolons',
    steps: 'one step a line (Alt+Enter within the cell)',
    direction: 'supply or demand',
    pictures: 'names of pictures that were uploaded before, parted by semicolons; to name a step, write 2=picture.jpg',
  },
};

/** What staff fill in: the headings, with what must be there, and a sheet that explains each. */
export function templateOf(kind: InformationKind, language: Language): readonly [TableFile, TableFile] {
  const isZh = language === 'zh-CN';
  const columns = columnsOf[kind];
  const headings = columns.map((column) => `${nameOf(column, language)}${column.required ? (isZh ? '（必填）' : ' (required)') : ''}`);
  const explained = columns.map((column) => [
    nameOf(column, language),
    column.required ? (isZh ? '必填' : 'required') : '',
    cellTexts[language][column.cells],
    column.example,
  ]);
  return [
    { name: kindNames[language][kind], rows: [headings] },
    { name: explanationSheets[isZh ? 0 : 1], rows: [isZh ? ['列', '', '怎么填', '例子'] : ['Column', '', 'What to write', 'Example'], ...explained] },
  ];
}

/** The drafts of a kind as the table by which they can be imported again; of a series of prices, a row for each day. */
export async function itemsTable(queries: Queries, kind: InformationKind, language: Language): Promise<TableFile> {
  const columns = columnsOf[kind];
  const rows: string[][] = [];
  const ids = await queries.selectFrom('information_items').select('item').where('kind', '=', kind).where('removed_at', 'is', null).orderBy('item').execute();
  for (const some of slices(ids)) {
    const items = await queries
      .selectFrom('information_items')
      .select('content')
      .where('item', 'in', some.map(({ item }) => item))
      .orderBy('item')
      .execute();
    for (const { content } of items) rows.push(...rowsOf(storedItem(content), columns));
  }
  return { name: kindNames[language][kind], rows: [columns.map((column) => nameOf(column, language)), ...rows] };
}

function rowsOf(item: InformationItem, columns: readonly Column[]): readonly string[][] {
  const fields = fieldsOf(item);
  const row = (own: Readonly<Record<string, string>>): string[] =>
    columns.map(({ key, cells }) => {
      const value = own[key] ?? fields[key] ?? '';
      return cells === 'list' || cells === 'pictures' ? value.replaceAll('\n', '；') : value;
    });
  if (item.kind !== 'market-price') return [row({})];
  const series = item.series.length === 0 ? [{ date: item.date, price: item.price }] : item.series;
  return series.map(({ date, price }) => row({ date, price: String(price) }));
}

function nameOf({ zh, en }: Column, language: Language): string {
  return language === 'zh-CN' ? zh : en;
}
