import { z } from 'zod';
import { memberCopySchema } from '../../contract/usage/event.ts';
import type { MemberCopy } from '../../contract/usage/event.ts';
import { InputError, parseJsonInput, readInput } from '../input.ts';
import { readCsv } from './csv.ts';
import { findDoubles, MAX_MEMBERS, readRosterTable } from './roster-table.ts';
import type { RosterFault } from './roster-table.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/** A roster as JSON: a list of members, or an object that has it. */
const membersSchema = z.array(memberCopySchema).max(MAX_MEMBERS);
const rosterJsonSchema = z.union([z.looseObject({ members: membersSchema }).transform(({ members }) => members), membersSchema]);

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
  const { members, faults } = readRosterTable(readCsv(text));
  const doubles = faults.length > 0 ? [] : findDoubles(members, () => '');
  const found = [...faults.filter(({ code }) => code !== 'empty'), ...doubles].map((fault) => `${name}: line ${fault.line}: ${faultText(fault)}`);
  if (members.length > MAX_MEMBERS) found.push(`${name}: has more than ${MAX_MEMBERS} members`);
  if (found.length > 0) throw new InputError(found);
  return members.map(({ member }) => member);
}

function faultText({ code, value, other }: RosterFault): string {
  switch (code) {
    case 'columns':
      return `has ${value} columns, not number and name`;
    case 'number':
      return `“${value}” is not a member’s number (1 to 12 digits)`;
    case 'name-missing':
      return 'the name is missing';
    case 'name-long':
      return 'the name is longer than 60 characters';
    case 'double':
      return `number ${value} is taken by line ${other}`;
    default:
      return `cannot be used (${code} ${value})`;
  }
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
