import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readInformationFile } from '../../../../county/information/information-file.ts';
import { emptyFolder } from '../../../support/county/folder.ts';

const contact = {
  id: 'agri-station',
  kind: 'contact',
  date: '2026-11-01',
  title: { 'zh-CN': '农技站' },
  body: { 'zh-CN': '问种植' },
  source: { 'zh-CN': '镇政府' },
  keywords: [],
  expires: null,
  phone: '0930-1234567',
  address: { 'zh-CN': '镇政府院内' },
  hours: { 'zh-CN': '工作日' },
};

async function read(items: readonly object[]) {
  const file = join(await emptyFolder(), 'information.json');
  await writeFile(file, JSON.stringify({ items }));
  return readInformationFile(file);
}

test('the items of a file are read', async () => {
  expect(await read([contact])).toEqual([contact]);
});

test('an item that is wrong is named with its place', async () => {
  await expect(read([contact, { ...contact, id: 'b', date: '1 November' }])).rejects.toThrow(/information\.json: items\[1\]\.date: /);
});

test('two items of one name are refused', async () => {
  await expect(read([contact, contact])).rejects.toThrow(/two items are called agri-station$/);
});
