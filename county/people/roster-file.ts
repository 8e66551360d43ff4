import { z } from 'zod';
import { memberCopySchema } from '../../contract/usage/event.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import { InputError, parseJsonInput, readInput } from '../input.ts';
import { readCsv } from './csv.ts';

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_MEMBERS = 5000;

/** A roster as JSON: a list of members, or an object that has it. */
const membersSchema = z.array(memberCopySchema).max(MAX_MEMBERS);
const rosterJsonSchema = z.union([z.looseObject({ members: membersSchema }).transform(({ members }) => members), membersSchema]);

/** Words a first row may have instead of a member. */
const headings = new Set(['number', 'no', 'no.', '编号', '号码', '序号', '党员编号']);

/** @throws InputError that names every row that is wrong */
export async function readRosterFile(path: string): Promise<readonly MemberCopy[]> {
  // What offices' spreadsheets save as CSV is GBK more often than UTF-8.
  return parseRoster(path, await readInput(path, { maxBytes: MAX_BYTES, otherEncodings: ['gb18030'] }));
}

/** The members in a text: JSON when it begins like JSON, else CSV `number,name`. */
export function parseRoster(name: string, text: string): readonly MemberCopy[] {
  if (!/^\s*[[{]/.test(text)) return parseRosterCsv(name, text);
  const members = parseJsonInput(name, text, rosterJsonSchema);
  refuseDoubles(name, members.map((member, at) => ({ member, place: `member ${at + 1}` })));
  return members;
}

function parseRosterCsv(name: string, text: string): readonly MemberCopy[] {
  const rows = readCsv(text);
  if (headings.has(rows[0]?.cells[0]?.trim().toLowerCase() ?? '')) rows.shift();
  const faults: string[] = [];
  const members: { member: MemberCopy; place: string }[] = [];
  for (const { line, cells } of rows) {
    const place = `line ${line}`;
    const [number, memberName] = cells.map((cell) => cell.trim());
    const parsed = memberCopySchema.safeParse({ number, name: memberName });
    if (cells.length !== 2) faults.push(`${name}: ${place}: has ${cells.length} columns, not number and name`);
    else if (!parsed.success) faults.push(`${name}: ${place}: ${faultOf(number ?? '', memberName ?? '')}`);
    else members.push({ member: parsed.data, place });
  }
  if (members.length > MAX_MEMBERS) faults.push(`${name}: has more than ${MAX_MEMBERS} members`);
  if (faults.length > 0) throw new InputError(faults);
  refuseDoubles(name, members);
  return members.map(({ member }) => member);
}

function faultOf(number: string, memberName: string): string {
  if (!/^[0-9]{1,12}$/.test(number)) return `“${number}” is not a member’s number (1 to 12 digits)`;
  return memberName === '' ? 'the name is missing' : 'the name is longer than 60 characters';
}

function refuseDoubles(name: string, members: readonly { member: MemberCopy; place: string }[]): void {
  const first = new Map<string, string>();
  const faults: string[] = [];
  for (const { member, place } of members) {
    const before = first.get(member.number);
    if (before === undefined) first.set(member.number, place);
    else faults.push(`${name}: ${place}: number ${member.number} is taken by ${before}`);
  }
  if (faults.length > 0) throw new InputError(faults);
}
