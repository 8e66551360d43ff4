import { inLanguage } from '../../contract/text.ts';
import type { Language } from '../../contract/text.ts';
import type { Column } from '../export/table.ts';
import type { RegisterRow, RegisterTab } from './register-list-schemas.ts';
import { kindWord, reasonWords } from './register-words.ts';

type C = Column<RegisterRow>;
const head = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const minutes = (seconds: number | null) => (seconds === null ? null : Math.round(seconds / 6) / 10);

/** `2026-11-23 19:02`, as the clock at the site showed it, or would have shown if it had been right. */
export function timeText({ recorded, corrected, wrong }: RegisterRow['began']): string {
  return (wrong && corrected !== null ? corrected : recorded).slice(0, 16).replace('T', ' ');
}

/** What was really played, in percent with one place; null where there is nothing to play. */
export function playedPercent({ playedSeconds, lengthSeconds }: Pick<RegisterRow, 'playedSeconds' | 'lengthSeconds'>): number | null {
  return playedSeconds === null || lengthSeconds === null || lengthSeconds === 0 ? null : Math.round((playedSeconds / lengthSeconds) * 1000) / 10;
}

const began: C = { id: 'began', head: head('时间', 'Began'), width: 17, cell: ({ began: time }) => timeText(time) };
const recorded: C = { id: 'recorded', head: head('终端记的时间', 'As recorded'), width: 17, cell: ({ began: time }) => (time.wrong ? time.recorded.slice(0, 16).replace('T', ' ') : '') };
const township: C = { id: 'township', head: head('乡镇', 'Township'), width: 14, cell: ({ townshipName }, language) => inLanguage(townshipName, language) };
const site: C = { id: 'site', head: head('站点', 'Site'), width: 16, cell: ({ siteName }, language) => inLanguage(siteName, language) };
const kind: C = { id: 'kind', head: head('类型', 'Kind'), width: 12, cell: (row, language) => (row.kind === null ? '' : kindWord(row.tab, row.kind)[language]) };
const titles = (zh: string, en: string): C => ({ id: 'titles', head: head(zh, en), width: 36, cell: (row, language) => titlesText(row, language) });
const played: C = { id: 'played', head: head('实际播放（分钟）', 'Played (minutes)'), width: 12, cell: ({ playedSeconds }) => minutes(playedSeconds) };
const length: C = { id: 'length', head: head('节目总长（分钟）', 'Length (minutes)'), width: 12, cell: ({ lengthSeconds }) => minutes(lengthSeconds) };
const share: C = { id: 'share', head: head('播放比例（%）', 'Played (%)'), width: 10, cell: (row) => playedPercent(row) };
const members: C = { id: 'members', head: head('签到党员', 'Members'), width: 9, cell: (row) => row.members };
const guests: C = { id: 'guests', head: head('来宾', 'Guests'), width: 8, cell: (row) => row.guests };
const expected: C = { id: 'expected', head: head('应到', 'Expected'), width: 8, cell: (row) => row.expected };
const counted: C = { id: 'counted', head: head('计入', 'Counts'), width: 7, cell: (row, language) => (row.counted ? head('是', 'yes') : head('否', 'no'))[language] };
const reasons: C = {
  id: 'reasons',
  head: head('不计入的原因', 'Why not'),
  width: 28,
  cell: (row, language) => row.reasons.map((reason) => reasonWords[reason][language]).join(language === 'en' ? '; ' : '；'),
};
const hits: C = { id: 'hits', head: head('结果数', 'Hits'), width: 8, cell: (row) => row.hits };
const version: C = { id: 'version', head: head('版本', 'Version'), width: 8, cell: (row) => row.version };
const journal: C = { id: 'journal', head: head('使用日志', 'Journal'), width: 38, cell: (row) => row.journal };
const seq: C = { id: 'seq', head: head('行号', 'Line'), width: 8, cell: (row) => row.seq };

/** The columns of each tab in files. */
export const registerColumns: Readonly<Record<RegisterTab, readonly C[]>> = {
  group: [began, recorded, township, site, kind, titles('节目', 'Programs'), played, length, share, members, guests, expected, counted, reasons, journal, seq],
  self: [began, recorded, township, site, titles('节目', 'Program'), played, length, share, members, guests, counted, reasons, journal, seq],
  lookups: [began, recorded, township, site, kind, titles('查询内容', 'Looked up'), hits, counted, reasons, journal, seq],
  downloads: [began, recorded, township, site, titles('期号', 'Issue'), version, kind, journal, seq],
  offline: [began, recorded, township, site, kind, titles('主题', 'Topic'), members, guests, counted, reasons, journal, seq],
};

export function titlesText({ titles: all }: Pick<RegisterRow, 'titles'>, language: Language): string {
  return all.map((title) => inLanguage(title, language)).join(' / ');
}
