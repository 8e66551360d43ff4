import { categories, courseKinds } from '../../contract/programs/program.ts';
import { slugSchema } from '../../contract/values.ts';
import { readCsv } from '../people/csv.ts';
import type { CsvRow } from '../people/csv.ts';
import { placeOf } from '../input.ts';
import { fault } from './fault.ts';
import type { FaultCode, PublishFault } from './fault.ts';
import { filePathSchema, issueFileSchema, MAX_PROGRAMS } from './issue-file.ts';
import type { IssueTable, TableProgram } from './issue-file.ts';

/** What each column may be headed, the first name in Chinese and the last in English. */
const headings = {
  id: ['编号', '节目编号', 'id'],
  title: ['标题', '节目', '片名', '节目名称', 'title'],
  titleEn: ['英文标题', 'title (en)', 'english title'],
  summary: ['简介', '内容简介', 'summary'],
  summaryEn: ['英文简介', 'summary (en)', 'english summary'],
  category: ['类别', 'category'],
  courseKind: ['课程类型', '课程', 'course', 'course kind'],
  topics: ['专题', 'topic', 'topics'],
  film: ['影片', '视频', 'video', 'film'],
  poster: ['海报', '封面', 'poster'],
  subtitles: ['字幕', 'subtitle', 'subtitles'],
  handouts: ['讲义', '资料', 'handout', 'handouts'],
} as const satisfies Record<string, readonly string[]>;
type Column = keyof typeof headings;

/** What stands above the heads: of the issue itself. */
const issueHeadings = { number: ['期号', 'number', 'issue'], title: ['标题', '本期标题', 'title'], titleEn: ['英文标题', 'title (en)', 'english title'] } as const;

const categoryNames: Readonly<Record<(typeof categories)[number], string>> = {
  'political-theory': '政治理论',
  'policy-regulation': '政策法规',
  'wealth-skill': '致富技能',
  'practical-technology': '实用技术',
};
const courseNames: Readonly<Record<(typeof courseKinds)[number], string>> = { public: '公共课', special: '专业课' };

type Cells = Partial<Record<Column, string>>;
type Report = (code: FaultCode, column: Column, values?: Readonly<Record<string, string | number>>) => void;

/**
 * Reads a table as spreadsheets save it (CSV): lines with the issue's number and title, a line of headings, then one line
 * for each program. Every fault is told with its line.
 */
export function readIssueSheet(name: string, text: string): IssueTable {
  const rows = readCsv(text);
  const at = rows.findIndex(({ cells }) => ['film', 'title'].every((column) => cells.some((cell) => columnOf(cell) === column)));
  const heads = rows[at];
  if (heads === undefined) return { issue: null, programs: [], warnings: [], faults: [fault('no-heading', { file: name })] };

  const faults: PublishFault[] = [];
  const columns = heads.cells.map(columnOf);
  const warnings = heads.cells.flatMap((cell, index) =>
    cell.trim() === '' || columns[index] !== null ? [] : [fault('column-unknown', { file: name, line: heads.line, values: { column: cell.trim() } })],
  );
  const said = issueCells(rows.slice(0, at));
  for (const needed of ['number', 'title'] as const) {
    if (said[needed] === undefined) faults.push(fault('value-missing', { file: name, values: { column: bothNames(issueHeadings[needed]) } }));
  }
  if (said.number !== undefined && !slugSchema.max(40).safeParse(said.number).success) {
    faults.push(fault('id-wrong', { file: name, values: { value: said.number } }));
  }
  const programs = rows.slice(at + 1).map((row) => readProgram(name, row, columns, faults));
  if (programs.length === 0) faults.push(fault('no-programs', { file: name }));
  if (programs.length > MAX_PROGRAMS) faults.push(fault('too-many-programs', { file: name, values: { most: MAX_PROGRAMS } }));
  tellDoubles(name, programs, faults);
  const tables = programs.map(({ files }) => files);
  if (faults.length > 0) return { issue: null, programs: tables, faults, warnings };

  const parsed = issueFileSchema.safeParse({ number: said.number, title: localized(said.title, said.titleEn), programs: programs.map(({ said: program }) => program) });
  if (parsed.success) return { issue: parsed.data, programs: tables, faults, warnings };
  return {
    issue: null,
    programs: tables,
    warnings,
    faults: parsed.error.issues.map((issue) => {
      const line = issue.path[0] === 'programs' && typeof issue.path[1] === 'number' ? (programs[issue.path[1]]?.files.line ?? null) : null;
      return fault('table-wrong', { file: name, line, values: { place: placeOf(issue.path).replace(/: $/, ''), detail: issue.message } });
    }),
  };
}

function readProgram(name: string, row: CsvRow, columns: readonly (Column | null)[], faults: PublishFault[]) {
  const cells: Cells = {};
  for (const [index, column] of columns.entries()) {
    const cell = row.cells[index]?.trim() ?? '';
    if (column !== null && cell !== '') cells[column] ??= cell;
  }
  const report: Report = (code, column, values = {}) =>
    void faults.push(fault(code, { file: name, line: row.line, values: { column: bothNames(headings[column]), ...values } }));
  for (const column of ['title', 'film'] as const) if (cells[column] === undefined) report('value-missing', column);
  for (const [column, most] of [['title', 20_000], ['summary', 20_000]] as const) if ((cells[column]?.length ?? 0) > most) report('value-too-long', column, { most });

  const path = (value: string): string | null => {
    const file = value.trim().replaceAll('\\', '/').replace(/^\.\//, '');
    if (filePathSchema.safeParse(file).success) return file;
    faults.push(fault('name-climbs', { file: value, line: row.line }));
    return null;
  };
  const film = cells.film === undefined ? null : path(cells.film);
  const poster = cells.poster === undefined ? null : path(cells.poster);
  const subtitles = listed(cells.subtitles).flatMap((entry) => {
    const [, said, file = ''] = /^(?:(zh-CN|zh|en)\s*[=＝])?(.*)$/is.exec(entry) ?? [];
    const followed = path(file);
    const language = said?.toLowerCase() === 'en' || (said === undefined && /\.en\.[a-z]+$/i.test(file)) ? ('en' as const) : ('zh-CN' as const);
    return followed === null ? [] : [{ language, file: followed }];
  });
  const handouts = listed(cells.handouts).flatMap((entry) => {
    const parted = /^(.*?)[=＝](.*)$/s.exec(entry);
    const file = path(parted?.[2] ?? entry);
    if (file === null) return [];
    const title = parted?.[1]?.trim() ?? '';
    return [{ title: { 'zh-CN': title === '' ? baseName(file) : title }, file }];
  });
  const id = idOf(cells, film, report);
  const said = {
    id,
    title: localized(cells.title, cells.titleEn),
    // A program needs some words about it: its title, where nothing else is said.
    summary: localized(cells.summary ?? cells.title, cells.summaryEn ?? (cells.summary === undefined ? cells.titleEn : undefined)),
    category: oneOf('category', cells.category, categories, categoryNames, report),
    courseKind: oneOf('courseKind', cells.courseKind, courseKinds, courseNames, report),
    topics: listed(cells.topics?.replaceAll('、', ';')),
    ...{ film, poster, subtitles, handouts },
  };
  const files: TableProgram = { line: row.line, film, poster, subtitles: subtitles.map(({ file }) => file), handouts: handouts.map(({ file }) => file) };
  return { id, said, files };
}

/** The id as given; else the film's name, where that is fit to be one. */
function idOf(cells: Cells, film: string | null, report: Report): string | null {
  const value = cells.id ?? (film === null ? undefined : baseName(film));
  if (value === undefined) return null;
  if (slugSchema.safeParse(value).success) return value;
  if (cells.id === undefined) report('value-missing', 'id');
  else report('id-wrong', 'id', { value });
  return null;
}

function oneOf<T extends string>(column: Column, cell: string | undefined, values: readonly T[], names: Readonly<Record<T, string>>, report: Report): T | null {
  if (cell === undefined) {
    report('value-missing', column);
    return null;
  }
  const key = cell.toLowerCase().replace(/[\s_]+/g, '-');
  const found = values.find((value) => value === key || names[value] === cell || names[value] === `${cell}课`);
  if (found === undefined) report('value-wrong', column, { value: cell, allowed: values.map((value) => `${names[value]} (${value})`).join(', ') });
  return found ?? null;
}

function tellDoubles(name: string, programs: readonly { id: string | null; files: TableProgram }[], faults: PublishFault[]): void {
  const first = new Map<string, number>();
  for (const { id, files } of programs) {
    const line = files.line ?? 0;
    const other = id === null ? undefined : first.get(id.toLowerCase());
    if (id === null) continue;
    if (other === undefined) first.set(id.toLowerCase(), line);
    else faults.push(fault('id-twice', { file: name, line, values: { value: id, other } }));
  }
}

function issueCells(rows: readonly CsvRow[]): Partial<Record<keyof typeof issueHeadings, string>> {
  const said: Partial<Record<keyof typeof issueHeadings, string>> = {};
  for (const { cells } of rows) {
    const value = cells[1]?.trim() ?? '';
    for (const key of ['number', 'title', 'titleEn'] as const) {
      if (value !== '' && hasName(issueHeadings[key], cells[0] ?? '')) said[key] = value;
    }
  }
  return said;
}

const columnNames = Object.keys(headings) as Column[];

function columnOf(cell: string): Column | null {
  return columnNames.find((column) => hasName(headings[column], cell)) ?? null;
}

function hasName(names: readonly string[], cell: string): boolean {
  const said = cell.trim().toLowerCase().replace(/（/g, '(').replace(/）/g, ')').replace(/\s*\(/, ' (').replace(/[:：]$/, '');
  return names.includes(said);
}

/** `影片 / film`: so that a fault can be read in either language. */
function bothNames(names: readonly string[]): string {
  return `${names[0] ?? ''} / ${names.at(-1) ?? ''}`;
}

function localized(zh: string | undefined, en: string | undefined) {
  return { 'zh-CN': zh, ...(en === undefined ? {} : { en }) };
}

/** Several in one cell, parted by semicolons, bars or lines. */
function listed(cell: string | undefined): string[] {
  return (cell ?? '').split(/[;；|\n]/).map((one) => one.trim()).filter((one) => one !== '');
}

function baseName(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]*$/, '');
}
