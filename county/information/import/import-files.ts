import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { MAX_PICTURE_BYTES } from '../../../contract/information/item.ts';
import type { CountyDeps } from '../../deps.ts';
import { isSystemError } from '../../files.ts';
import { InputError, messageOf } from '../../input.ts';
import { addHistory, putRows } from '../item-rows.ts';
import { pictureKind, storePicture } from '../pictures.ts';
import type { StoredPicture } from '../pictures.ts';
import { MAX_FAULTS_TOLD, MAX_TABLE_BYTES } from '../schemas.ts';
import { dayOf } from '../today.ts';
import { tableFaultLine } from './fault.ts';
import { planImport } from './plan.ts';
import { createTableReader } from './table-reader.ts';
import type { TableRecord } from './table.ts';

/**
 * Takes tables into the drafts as one: all of them, or none when anything in one is wrong. Pictures that they name lie beside
 * them. Throws InputError with every fault.
 */
export async function importFiles(deps: CountyDeps, files: readonly string[], isDryRun: boolean, say: (line: string) => void): Promise<void> {
  const read = createTableReader();
  const editor = { at: deps.now(), by: '' };
  const faults: string[] = [];
  const pictures = new Map<string, FoundPicture>();
  const records: { readonly file: string; readonly records: readonly TableRecord[] }[] = [];
  for (const file of files) {
    const bytes = await readFileUpTo(file, MAX_TABLE_BYTES);
    const table = bytes === null ? null : await read(bytes, null);
    if (table === null) faults.push(`${file} is larger than ${MAX_TABLE_BYTES / 1024 ** 2} MB`);
    else {
      faults.push(...toldFaults(file, table.faults.map(tableFaultLine), table.faultCount));
      for (const note of table.notes) say(`${file}: ${tableFaultLine(note)}`);
      records.push({ file, records: table.records });
      if (table.faultCount === 0) for (const record of table.records) await bringPictures(file, record, pictures, faults);
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  const stored = new Map<string, StoredPicture>();
  for (const [path, { name, bytes, mime }] of pictures) {
    // What a dry run would store is reckoned only.
    stored.set(name, isDryRun ? { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, mime } : await storePicture(deps, name, bytes, editor));
    if (isDryRun) say(`${path}: a picture of ${Math.ceil(bytes.length / 1024)} KB`);
  }
  await deps.database.transaction(async (queries) => {
    for (const { file, records: some } of records) {
      const plan = await planImport(queries, some, dayOf(deps.now()), MAX_FAULTS_TOLD, stored);
      if (plan.faultCount > 0) throw new InputError(toldFaults(file, plan.faults.map(tableFaultLine), plan.faultCount));
      for (const note of plan.notes) say(`${file}: ${tableFaultLine(note)}`);
      const added = plan.changes.filter(({ pending }) => pending === 'added').length;
      say(`${file}: ${added} new, ${plan.changes.length - added} changed, ${plan.unchanged} as they are.${isDryRun ? ' Nothing was changed.' : ''}`);
      if (isDryRun) continue;
      await putRows(queries, plan.changes.map(({ row }) => row), editor);
      await addHistory(
        queries,
        plan.changes.map(({ row, changes }) => ({ item: row.item, action: changes === null ? 'added' : 'changed', changes })),
        editor,
      );
    }
  });
}

function toldFaults(file: string, lines: readonly string[], count: number): readonly string[] {
  return [...lines.map((line) => `${file}: ${line}`), ...(count > lines.length ? [`${file}: and ${count - lines.length} more`] : [])];
}

interface FoundPicture {
  readonly name: string;
  readonly bytes: Buffer;
  readonly mime: StoredPicture['mime'];
}

/** Reads the pictures beside the table; one that is not there may have been uploaded before, which the plan finds out. */
async function bringPictures(file: string, { fields, row }: TableRecord, pictures: Map<string, FoundPicture>, faults: string[]): Promise<void> {
  for (const line of (fields.pictures ?? '').split('\n').filter((one) => one !== '')) {
    const name = line.replace(/^\d{1,2}\s*=\s*/, '');
    const folder = dirname(file);
    const path = join(folder, name);
    if (pictures.has(path)) continue;
    if (relative(folder, path).split(sep)[0] === '..') {
      faults.push(`${file}: row ${row}: the picture ${name} must lie beside the table`);
      continue;
    }
    const bytes = await readFileUpTo(path, MAX_PICTURE_BYTES, true);
    if (bytes === undefined) continue;
    const mime = bytes === null ? 'too-large' : pictureKind(bytes);
    if (mime === 'too-large') faults.push(`${path} is larger than ${MAX_PICTURE_BYTES / 1024} KB`);
    else if (mime === 'no-picture') faults.push(`${path} is not a JPEG, PNG or WebP picture`);
    else if (bytes !== null) pictures.set(path, { name, bytes, mime });
  }
}

/** The bytes of a file; null for a larger one, undefined for one that is not there and may be missing. */
async function readFileUpTo(path: string, maxBytes: number): Promise<Buffer | null>;
async function readFileUpTo(path: string, maxBytes: number, mayBeMissing: true): Promise<Buffer | null | undefined>;
async function readFileUpTo(path: string, maxBytes: number, mayBeMissing = false): Promise<Buffer | null | undefined> {
  try {
    const handle = await open(path, 'r');
    try {
      return (await handle.stat()).size > maxBytes ? null : await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (mayBeMissing && isSystemError(error, 'ENOENT')) return undefined;
    throw new InputError([`${path} cannot be read: ${messageOf(error)}`]);
  }
}
