import { inLanguage } from '../../contract/text.ts';
import type { Language } from '../../contract/text.ts';
import { informationKindSchema } from '../../contract/information/item.ts';
import { kindNames } from './item-tables.ts';
import type { Asked, LookupsAnswer } from './schemas.ts';
import type { TableFile } from './table-files.ts';

const words = {
  'zh-CN': {
    sheets: ['问得最多', '从没查到', '常看的信息', '乡镇和月份'],
    asked: ['查询的词', '次数', '没有查到', '站点数', '最近一次'],
    popular: ['信息', '类别', '编号', '打开次数', '一般看几秒', '去看节目', '站点数'],
    townships: ['乡镇', '月份', '搜索', '没有查到', '打开'],
  },
  en: {
    sheets: ['Most asked', 'Never found', 'Popular items', 'Townships and months'],
    asked: ['Query', 'Times', 'Without a hit', 'Sites', 'Last'],
    popular: ['Item', 'Kind', 'Id', 'Opened', 'Read for, seconds', 'Led to a program', 'Sites'],
    townships: ['Township', 'Month', 'Searches', 'Without a hit', 'Opened'],
  },
} as const;

/** The statistics as four tables, in the order of the page. */
export function lookupsTables(answer: LookupsAnswer, language: Language): readonly [TableFile, TableFile, TableFile, TableFile] {
  const { sheets, ...heads } = words[language];
  const names = new Map(answer.townships.map(({ id, name }) => [id, inLanguage(name, language)]));
  const asked = (list: readonly Asked[]) => list.map(({ query, times, withoutHit, sites, lastDay }) => [query, times, withoutHit, sites, lastDay]);
  return [
    { name: sheets[0], rows: [heads.asked, ...asked(answer.asked)] },
    { name: sheets[1], rows: [heads.asked, ...asked(answer.neverFound)] },
    { name: sheets[2], rows: [heads.popular, ...answer.popular.map(({ item, kind, title, opened, readSeconds, programs, sites }) => [title ?? item, kindName(kind, language), item, opened, readSeconds, programs, sites])] },
    { name: sheets[3], rows: [heads.townships, ...answer.townshipMonths.map(({ township, month, searches, withoutHit, opened }) => [names.get(township) ?? township, month, searches, withoutHit, opened])] },
  ];
}

function kindName(kind: string, language: Language): string {
  const known = informationKindSchema.safeParse(kind);
  return known.success ? kindNames[language][known.data] : kind;
}
