import { inLanguage } from '../../contract/text.ts';
import type { Language } from '../../contract/text.ts';
import { fileTable } from '../export/table.ts';
import type { FileTable } from '../export/table.ts';
import { kindWord } from '../reports/register-words.ts';
import { nameColumn, nameHeads, numberColumns, rowName } from './columns.ts';
import type { Report } from './schemas.ts';

/** The report as tables of a file: its figures, a site's group viewings, and what has changed since it was signed off. */
export function reportTables(report: Report, language: Language): readonly FileTable[] {
  const { content, scope } = report;
  const words = language === 'zh-CN' ? zh : en;
  const title = words.title(reportName(report, language), report.month);
  const notes = [
    words.period(report.period.from, report.period.to),
    report.signed === null ? words.draft : words.signed(report.signed.by, report.signed.at.slice(0, 16).replace('T', ' ')),
    ...(report.remarks === '' ? [] : [`${words.remarks}${report.remarks}`]),
  ];
  const figures = fileTable({ sheet: words.figures, title, notes }, [nameColumn(nameHeads[scope]), ...numberColumns], [...content.rows, content.total], language);
  const year = content.yearToDate;
  const yearTable: FileTable = {
    ...{ sheet: words.year, title: words.year, notes: [words.period(`${report.month.slice(0, 4)}-01-01`, report.period.to)] },
    heads: words.yearHeads,
    widths: words.yearHeads.map(() => 16),
    rows: [[year.issuesDownloaded, year.partyClasses, year.trainings, year.lookups.total, year.personTimes.total]],
  };
  const viewings: FileTable = {
    ...{ sheet: words.viewings, title: words.viewings, notes: [] },
    heads: words.viewingHeads,
    widths: [17, 10, 40, 10, 9, 9, 9, 8],
    rows: content.viewings.map((viewing) => [
      viewing.began,
      viewing.kind === null ? '' : kindWord('group', viewing.kind)[language],
      viewing.titles.map((text) => inLanguage(text, language)).join(' / '),
      ...[viewing.playedPercent, viewing.members, viewing.guests, viewing.expected],
      viewing.counted ? words.yes : words.no,
    ]),
  };
  const since: FileTable = {
    ...{ sheet: words.since, title: words.since, notes: [] },
    heads: words.sinceHeads,
    widths: [24, 24, 12, 12],
    rows: report.sinceThen.map(({ row, name, column, was, is }) => [rowName({ id: row, name }, language), numberColumns.find(({ id }) => id === column)?.head[language] ?? column, was, is]),
  };
  return [figures, yearTable, ...(scope === 'site' ? [viewings] : []), ...(report.sinceThen.length > 0 ? [since] : [])];
}

/** `陈湖镇 东门村` */
export function reportName({ name, township }: Pick<Report, 'name' | 'township'>, language: Language): string {
  return `${township === null ? '' : `${inLanguage(township, language)} `}${inLanguage(name, language)}`;
}

const zh = {
  title: (name: string, month: string) => `${name} ${Number(month.slice(0, 4))}年${Number(month.slice(5))}月 远程教育月报`,
  period: (from: string, to: string) => `统计时段：${from} 至 ${to}`,
  draft: '草稿，尚未签字。',
  signed: (by: string, at: string) => `签字：${by}，${at}（UTC）`,
  remarks: '说明：',
  figures: '月报',
  year: '本年累计',
  yearHeads: ['下载期数', '党课（次）', '培训（次）', '查询（次）', '人次'],
  viewings: '集中收看明细',
  viewingHeads: ['时间', '类型', '节目', '播放比例（%）', '签到党员', '来宾', '应到', '计入'],
  since: '签字以后的变化',
  sinceHeads: ['行', '项目', '签字时', '现在'],
  ...{ yes: '是', no: '否' },
};

const en: typeof zh = {
  title: (name, month) => `${name}: monthly report ${month}`,
  period: (from, to) => `Period: ${from} to ${to}`,
  draft: 'A draft, not signed off yet.',
  signed: (by, at) => `Signed off by ${by}, ${at} (UTC)`,
  remarks: 'Remarks: ',
  figures: 'Report',
  year: 'Year to date',
  yearHeads: ['Issues downloaded', 'Party classes', 'Trainings', 'Lookups', 'Person-times'],
  viewings: 'Group viewings',
  viewingHeads: ['Began', 'Kind', 'Programs', 'Played (%)', 'Members', 'Guests', 'Expected', 'Counts'],
  since: 'Changed since it was signed off',
  sinceHeads: ['Row', 'Figure', 'When signed', 'Now'],
  ...{ yes: 'yes', no: 'no' },
};
