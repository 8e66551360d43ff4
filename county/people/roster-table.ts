import { memberCopySchema } from '../../contract/usage/event.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';

/** A row of a table and where it stands in its file, counted from 1. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export const rosterFaultCodes = ['columns', 'number', 'name-missing', 'name-long', 'double', 'too-many', 'site-missing', 'site-unknown', 'site-foreign', 'empty'] as const;
export type RosterFaultCode = (typeof rosterFaultCodes)[number];

/** What is wrong with a row; `value` is what stands there, `other` the line that has the same number already. */
export interface RosterFault {
  readonly line: number;
  readonly code: RosterFaultCode;
  readonly value: string;
  readonly other: number | null;
}

/** A member that a row names, and the site where the table has a column for it. */
export interface ListedMember {
  readonly line: number;
  readonly site: string | null;
  readonly member: MemberCopy;
}

export const MAX_MEMBERS = 5000;
/** Rows of one file: a county's members. */
export const MAX_ROWS = 60_000;

/** What a head may call a column. */
const heads = {
  number: ['number', 'no', 'no.', '编号', '号码', '序号', '党员编号'],
  name: ['name', '姓名', '名字', '党员姓名'],
  site: ['site', 'village', '站点', '站点编号', '村', '村名', '站点名称'],
} as const;
type ColumnName = keyof typeof heads;

/**
 * The members in a table. With a first row of heads the columns stand in any order and others are passed over; without one they
 * are number and name. Every row that is wrong is named.
 */
export function readRosterTable(rows: readonly TableRow[]): { readonly members: readonly ListedMember[]; readonly faults: readonly RosterFault[] } {
  const places = placesOf(rows[0]?.cells ?? []);
  const hasHeads = places !== null;
  const width = hasHeads ? rows[0]?.cells.length : 2;
  const { number: numberAt = 0, name: nameAt = 1, site: siteAt } = places ?? {};
  const members: ListedMember[] = [];
  const faults: RosterFault[] = [];
  const wrong = (line: number, code: RosterFaultCode, value = '') => void faults.push({ line, code, value, other: null });
  for (const { line, cells } of hasHeads ? rows.slice(1) : rows) {
    const cell = (at: number) => cells[at]?.trim() ?? '';
    const [number, name] = [cell(numberAt), cell(nameAt)];
    const site = siteAt === undefined ? null : cell(siteAt);
    const parsed = memberCopySchema.safeParse({ number, name });
    if (cells.length !== width) wrong(line, 'columns', String(cells.length));
    else if (!/^[0-9]{1,12}$/.test(number)) wrong(line, 'number', number);
    else if (!parsed.success) wrong(line, name === '' ? 'name-missing' : 'name-long');
    else if (site === '') wrong(line, 'site-missing');
    else members.push({ line, site, member: parsed.data });
  }
  if (members.length === 0 && faults.length === 0) wrong(1, 'empty');
  return { members, faults };
}

/** Rows that give a site a number it has already; `siteOf` says which site a member is of. */
export function findDoubles(members: readonly ListedMember[], siteOf: (member: ListedMember) => string): readonly RosterFault[] {
  const first = new Map<string, number>();
  const faults: RosterFault[] = [];
  for (const member of members) {
    const key = `${siteOf(member)} ${member.member.number}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, member.line);
    else faults.push({ line: member.line, code: 'double', value: member.member.number, other: before });
  }
  return faults;
}

/** Where each column stands; null without a row of heads. */
function placesOf(cells: readonly string[]): Partial<Record<ColumnName, number>> | null {
  const places: Partial<Record<ColumnName, number>> = {};
  for (const [at, cell] of cells.entries()) {
    const text = cell.trim().toLowerCase();
    for (const [name, words] of Object.entries(heads) as [ColumnName, readonly string[]][]) if (words.includes(text)) places[name] ??= at;
  }
  return places.number === undefined ? null : places;
}
