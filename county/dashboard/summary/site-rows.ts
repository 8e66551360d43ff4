import type { Summary } from '../../../contract/http.ts';
import { inLanguage } from '../../../contract/text.ts';
import type { Language } from '../../../contract/text.ts';

export const columns = ['site', 'township', 'lastContact', 'issuesDownloaded', 'partyClasses', 'trainings', 'lookups', 'personTimes'] as const;
export type Column = (typeof columns)[number];
export type FigureColumn = Exclude<Column, 'site' | 'township' | 'lastContact'>;
export const figureColumns = columns.filter((column): column is FigureColumn => column !== 'site' && column !== 'township' && column !== 'lastContact');

export interface Order {
  readonly column: Column;
  readonly ascending: boolean;
}

/** One site as the table shows it. */
export interface SiteRow extends Readonly<Record<FigureColumn, number>> {
  readonly id: string;
  readonly site: string;
  readonly township: string;
  /** ISO 8601; null when the site has never been heard of. */
  readonly lastContact: string | null;
}

export function rowsOf(sites: Summary['sites'], language: Language): readonly SiteRow[] {
  return sites.map(({ site, name, township, lastContactAt, figures }) => ({
    id: site,
    site: inLanguage(name, language),
    township: inLanguage(township.name, language),
    lastContact: lastContactAt,
    ...figureRow(figures),
  }));
}

/** The five figures, each by its total. */
export function figureRow(figures: Summary['figures']): Readonly<Record<FigureColumn, number>> {
  const { issuesDownloaded, partyClasses, trainings, lookups, personTimes } = figures;
  return { issuesDownloaded, partyClasses, trainings, lookups: lookups.total, personTimes: personTimes.total };
}

/** The rows whose site or township holds the text, whatever its case. */
export function filterRows(rows: readonly SiteRow[], text: string): readonly SiteRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter((row) => `${row.site}\n${row.township}\n${row.id}`.toLowerCase().includes(wanted));
}

/** The rows in order; equal ones by township and site. */
export function sortRows(rows: readonly SiteRow[], order: Order, language: Language): readonly SiteRow[] {
  const words = new Intl.Collator(language, { numeric: true });
  const byName = (a: SiteRow, b: SiteRow) => words.compare(a.township, b.township) || words.compare(a.site, b.site);
  const turn = order.ascending ? 1 : -1;
  return [...rows].sort((a, b) => turn * compare(a, b, order.column, words) || byName(a, b));
}

function compare(a: SiteRow, b: SiteRow, column: Column, words: Intl.Collator): number {
  switch (column) {
    case 'site':
    case 'township':
      return words.compare(a[column], b[column]);
    case 'lastContact':
      return instantOf(a) - instantOf(b);
    default:
      return a[column] - b[column];
  }
}

/** Never is earlier than any time. */
function instantOf({ lastContact }: SiteRow): number {
  return lastContact === null ? 0 : Date.parse(lastContact);
}

/** Days since the last contact when they are enough to worry about; null else. A site that was never heard of has none. */
export function silentDays(row: SiteRow, now: Date): number | null {
  if (row.lastContact === null) return null;
  const days = Math.floor((now.getTime() - Date.parse(row.lastContact)) / (24 * 3600 * 1000));
  return days >= 7 ? days : null;
}

/** The table as CSV, with a byte order mark, by which spreadsheets know UTF-8. */
export function toCsv(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) => {
    const text = String(value);
    // A text that a spreadsheet would take for a formula stays a text.
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${[heads, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
