import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../../contract/http.ts';
import { informationBaseSchema } from '../../../contract/information/item.ts';
import { information } from '../../../county/cli/words/information.ts';
import { InputError } from '../../../county/input.ts';
import { openHttpCounty, readSigned } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';
import { workbook } from './information-tables.ts';

let county: HttpCounty;
let folder: string;

beforeAll(async () => {
  county = await openHttpCounty();
  folder = await mkdtemp(join(tmpdir(), 'information-word-'));
});
afterAll(async () => {
  await county.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(files: readonly string[], options: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const lines: string[] = [];
  await information.run(county.deps, files.map((file) => join(folder, file)), (line) => lines.push(line.replaceAll(`${folder}/`, '')), options);
  return lines;
}
const base = async () => readSigned(county, await (await fetch(county.url + paths.information)).text(), informationBaseSchema);

test('tables from the command line are looked at, taken in together with their pictures, and published', async () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082', 'hex');
  await writeFile(join(folder, 'ridge.png'), png);
  await writeFile(join(folder, 'a.csv'), '标题,步骤,图片,来源\n起垄,一,ridge.png,农技站\n');
  await writeFile(join(folder, 'b.xlsx'), await workbook([['品名', '市场', '单位', '日期', '价格'], ['马铃薯', '集市', '元/公斤', '2026-03-01', 2.4]]));
  expect(await run(['a.csv', 'b.xlsx'], { 'dry-run': '1' })).toContain('a.csv: 1 new, 0 changed, 0 as they are. Nothing was changed.');
  expect((await base()).items).toEqual([]);
  expect(await run(['a.csv', 'b.xlsx'])).toEqual(['a.csv: 1 new, 0 changed, 0 as they are.', 'b.xlsx: 1 new, 0 changed, 0 as they are.', 'The wealth information is at version 2: 2 items.']);
  const picture = (await base()).items.flatMap((item) => (item.kind === 'technique' ? (item.pictures ?? []) : []))[0];
  expect([picture?.step, (await fetch(county.url + paths.content(picture?.sha256 ?? ''))).status]).toEqual([0, 200]);
});

test('when one of several tables is wrong, nothing of any is taken', async () => {
  await writeFile(join(folder, 'c.csv'), '标题,步骤,来源\n浇水,一,农技站\n');
  await writeFile(join(folder, 'd.csv'), '品名,市场,单位,日期,价格\n白菜,集市,元/公斤,昨天,贵\n');
  await expect(run(['c.csv', 'd.csv'])).rejects.toThrow(InputError);
  await expect(run(['c.csv', 'd.csv'])).rejects.toThrow(/d\.csv: row 2, 日期: “昨天” is not a date.*\n.*d\.csv: row 2, 价格/);
  expect((await base()).items.length).toBe(2);
});

test('a JSON file is the whole, as before, and can only be looked at', async () => {
  await writeFile(join(folder, 'whole.json'), JSON.stringify({ items: [] }));
  expect(await run(['whole.json'], { 'dry-run': '1' })).toEqual(['whole.json is right: 0 items. Nothing was changed.']);
  expect((await base()).items.length).toBe(2);
  expect(await run(['whole.json'])).toEqual(['The wealth information is at version 3: 0 items.']);
});

test('with --draft the changes wait for somebody to publish them', async () => {
  await run(['c.csv'], { draft: '1' });
  expect((await base()).items).toEqual([]);
});
