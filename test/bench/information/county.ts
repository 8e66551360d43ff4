import { newestInformation, publishInformation, signInformation } from '../../../county/information/base.ts';
import { createDeltas } from '../../../county/information/deltas.ts';
import { importTable } from '../../../county/information/import/import-table.ts';
import { createTableReader } from '../../../county/information/import/table-reader.ts';
import { findItem, saveItem } from '../../../county/information/items.ts';
import { publishDrafts } from '../../../county/information/publish.ts';
import { xlsxFile } from '../../../county/information/table-files.ts';
import { openTestCounty } from '../../integration/county/open-county.ts';
import { atMost } from './line.ts';

const ITEMS = 50_000;

/** What a county with the embedded database takes to keep 50,000 items: tables taken in, published, one item changed, published again. */
export async function county(): Promise<void> {
  const { deps, close } = await openTestCounty();
  try {
    const read = createTableReader();
    await publishInformation(deps, []);
    const rows = tableRows();
    const csv = Buffer.from(rows.map((row) => row.map((text) => `"${text}"`).join(',')).join('\n'));
    const looked = await measured('a CSV table of 50,000 items looked at', 30_000, () => importTable(deps, read, csv, {}, 'bench'));
    await measured('the same taken in', 60_000, () => importTable(deps, read, csv, { apply: looked.mark }, 'bench'));
    const publish = () => deps.database.transaction((queries) => publishDrafts(deps, queries, null));
    const { version } = await measured('published for the first time', 30_000, publish);
    const { tables } = deps.database;
    const { id } = await tables.selectFrom('information_items').select('item as id').limit(1).executeTakeFirstOrThrow();
    const { item, revision } = await findItem(tables, id);
    await measured('one item changed', 200, () => deps.database.transaction((queries) => saveItem(queries, { ...item, keywords: ['山药蛋'] }, revision, { at: new Date(), by: 'bench' })));
    await measured('published again', 500, publish);
    const newest = await newestInformation(tables);
    if (newest === undefined) throw new Error('Nothing was published.');
    await measured('the delta of it signed', 500, () => createDeltas(deps)(version, newest));
    await measured('the whole base put together and signed', 5000, () => signInformation(deps));
    const workbook = await xlsxFile([{ name: 'S', rows }]);
    await measured('an Excel workbook of 50,000 items looked at', 120_000, () => importTable(deps, read, workbook, {}, 'bench'));
  } finally {
    await close();
  }
}

function tableRows(): string[][] {
  const head = ['标题', '步骤', '内容', '来源', '关键词'];
  const row = (at: number): string[] => [`马铃薯高产栽培技术要点之${at}`, '深翻三十厘米\n起垄覆膜\n适时播种', `第${at}号地块的做法：起垄保墒，便于排水，增产明显。`.repeat(3), '县农技推广站', '土豆；洋芋'];
  return [head, ...Array.from({ length: ITEMS }, (_, at) => row(at))];
}

const TURN_MS = 10;

async function measured<T>(bench: string, goalMs: number, work: () => Promise<T>): Promise<T> {
  let longest = 0;
  let last = performance.now();
  const noteTurn = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last - TURN_MS);
    last = now;
  };
  // How long other requests wait for their turn meanwhile.
  const turns = setInterval(noteTurn, TURN_MS);
  const began = performance.now();
  const value = await work();
  const ms = performance.now() - began;
  noteTurn();
  clearInterval(turns);
  atMost(`information at the county: ${bench}`, ms, 'ms', goalMs, `longest stretch without a turn ${longest.toFixed(0)} ms`);
  return value;
}
