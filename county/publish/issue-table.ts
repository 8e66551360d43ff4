import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, readInput } from '../input.ts';
import { fault } from './fault.ts';
import { readIssueJson } from './issue-file.ts';
import type { IssueTable } from './issue-file.ts';
import { readIssueSheet } from './issue-sheet.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/** The table of an issue's folder: `issue.json`, `issue.csv`, or the one CSV file that lies in it. */
export async function readIssueTable(folder: string): Promise<{ readonly name: string | null; readonly table: IssueTable }> {
  const refused = (...faults: IssueTable['faults']) => ({ name: null, table: { issue: null, programs: [], faults, warnings: [] } });
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw new InputError([`${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const exact = names.filter((name) => name === 'issue.json' || name === 'issue.csv');
  const found = exact.length > 0 ? exact : names.filter((name) => /^[^.].*\.csv$/i.test(name));
  const [name] = found;
  if (name === undefined) return refused(fault('no-table'));
  if (found.length > 1) return refused(fault('several-tables', { values: { names: found.sort().join(', ') } }));
  try {
    // What offices' spreadsheets save as CSV is GBK more often than UTF-8.
    const isJson = name === 'issue.json';
    const text = await readInput(join(folder, name), { maxBytes: MAX_BYTES, called: 'it', ...(isJson ? {} : { otherEncodings: ['gb18030'] }) });
    return { name, table: isJson ? readIssueJson(name, text) : readIssueSheet(name, text) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return refused(fault('table-unreadable', { file: name, values: { detail: error.message } }));
  }
}
