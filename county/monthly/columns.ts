import { inLanguage } from '../../contract/text.ts';
import type { Column } from '../export/table.ts';
import type { ReportRow } from './schemas.ts';

type C = Column<ReportRow>;
/** A column of numbers: what may differ after a report was signed off. */
export interface NumberColumn extends C {
  readonly value: (row: ReportRow) => number | null;
}

function number(id: string, zh: string, en: string, value: (row: ReportRow) => number | null, width = 10): NumberColumn {
  return { id, head: { 'zh-CN': zh, en }, width, value, cell: value };
}

const sum = (tallies: Readonly<Record<string, number>>) => Object.values(tallies).reduce((total, count) => total + count, 0);

/** Members there of members expected, in percent with one place; null where nobody was expected. */
export function attendancePercent({ members, expected }: Pick<ReportRow, 'members' | 'expected'>): number | null {
  return expected === 0 ? null : Math.round((members / expected) * 1000) / 10;
}

/** The county's columns of figures, on the page, in files and on paper. */
export const numberColumns: readonly NumberColumn[] = [
  number('open-hours', '开放时间（小时）', 'Open (hours)', ({ openHours }) => openHours),
  number('issues', '下载期数', 'Issues downloaded', ({ figures }) => figures.issuesDownloaded),
  number('party-classes', '党课（次）', 'Party classes', ({ figures }) => figures.partyClasses),
  number('trainings', '培训（次）', 'Trainings', ({ figures }) => figures.trainings),
  number('group-people', '集中收看（人次）', 'Group person-times', ({ figures }) => figures.personTimes.group),
  number('attendance', '党员出勤率（%）', 'Members’ attendance (%)', attendancePercent),
  number('self-people', '自主点播（人次）', 'Self-viewing person-times', ({ figures }) => figures.personTimes.self),
  number('person-times', '合计人次', 'Person-times', ({ figures }) => figures.personTimes.total),
  number('lookups', '查询（次）', 'Lookups', ({ figures }) => figures.lookups.total),
  number('not-counted', '不计入（次）', 'Not counted', ({ figures }) => sum(figures.notCounted.groupViewings) + sum(figures.notCounted.selfViewings)),
];

export const nameColumn = (head: C['head']): C => ({ id: 'name', head, width: 22, cell: (row, language) => rowName(row, language) });

export const nameHeads = {
  site: { 'zh-CN': '日期', en: 'Day' },
  township: { 'zh-CN': '站点', en: 'Site' },
  county: { 'zh-CN': '乡镇', en: 'Township' },
} as const;

export function rowName({ id, name }: Pick<ReportRow, 'id' | 'name'>, language: 'zh-CN' | 'en'): string {
  if (id === 'total') return { 'zh-CN': '合计', en: 'Total' }[language];
  return name === null ? id : inLanguage(name, language);
}
