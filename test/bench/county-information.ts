import { performance } from 'node:perf_hooks';
import { newestInformation, publishInformation, signInformation } from '../../county/information/base.ts';
import { createDeltas } from '../../county/information/deltas.ts';
import { importTable } from '../../county/information/import/import-table.ts';
import { createTableReader } from '../../county/information/import/table-reader.ts';
import { findItem, saveItem } from '../../county/information/items.ts';
import { publishDrafts } from '../../county/information/publish.ts';
import { xlsxFile } from '../../county/information/table-files.ts';
import { openTestCounty } from '../integration/county/open-county.ts';

/** What the county takes to keep 50,000 items: a table taken in, published, one item changed, published again. */
const ITEMS = 50_000;
const county = await openTestCounty();
const read = createTableReader();
const missed: string[] = [];

async function atMost(bench: string, goalMs: number, work: () => Promise<unknown>): Promise<void> {
  let longest = 0;
  let last = performance.now();
  // How long other requests wait for their turn meanwhile.
  const watch = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 10);
    last = now;
  }, 10);
  const began = performance.now();
  await work();
  const ours = Math.round(performance.now() - began);
  await new Promise((resolve) => setTimeout(resolve, 20));
  clearInterval(watch);
  const good = ours <= goalMs;
  if (!good) missed.push(bench);
  console.log(JSON.stringify({ bench: `county information: ${bench}`, ours, unit: 'ms', goal: goalMs, ok: good, note: `longest stretch without a turn ${Math.round(longest)} ms; ${Math.round(process.memoryUsage().rss / 1024 ** 2)} MB` }));
}

const head = ['标题', '步骤', '内容', '来源', '关键词'];
const rows = Array.from({ length: ITEMS }, (_, at) => [`马铃薯高产栽培技术要点之${at}`, '深翻三十厘米\n起垄覆膜\n适时播种', `第${at}号地块的做法：起垄保墒，便于排水，增产明显。`.repeat(3), '县农技推广站', '土豆；洋芋']);
const csv = Buffer.from([head, ...rows].map((row) => row.map((text) => `"${text}"`).join(',')).join('\n'));
const editor = { at: new Date(), by: 'bench' };
const publish = () => county.deps.database.transaction((queries) => publishDrafts(county.deps, queries, null));

try {
  await publishInformation(county.deps, []);
  const looked = { mark: '' };
  await atMost('a CSV file of 50,000 items looked at', 30_000, async () => Object.assign(looked, { mark: (await importTable(county.deps, read, csv, {}, 'bench')).mark }));
  await atMost('the same taken in', 60_000, () => importTable(county.deps, read, csv, { apply: looked.mark }, 'bench'));
  await atMost('published for the first time', 30_000, publish);
  const { version } = (await newestInformation(county.deps.database.tables)) ?? { version: 0 };
  const { id } = await county.deps.database.tables.selectFrom('information_items').select('item as id').limit(1).executeTakeFirstOrThrow();
  const known = await findItem(county.deps.database.tables, id);
  await atMost('one item changed', 200, () => county.deps.database.transaction((queries) => saveItem(queries, { ...known.item, keywords: ['山药蛋'] }, known.revision, editor)));
  await atMost('published again', 500, publish);
  const newest = await newestInformation(county.deps.database.tables);
  if (newest === undefined) throw new Error('Nothing was published.');
  await atMost('the delta of it signed', 500, () => createDeltas(county.deps)(version, newest));
  await atMost('the whole base put together and signed', 5_000, () => signInformation(county.deps));
  const workbook = await xlsxFile([{ name: 'S', rows: [head, ...rows] }]);
  await atMost('an Excel workbook of 50,000 items looked at', 120_000, () => importTable(county.deps, read, workbook, {}, 'bench'));
} finally {
  await county.close();
}
process.exitCode = missed.length === 0 ? 0 : 1;
