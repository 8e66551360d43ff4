import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { memberNumberSchema } from '../../../../contract/usage/event.ts';
import { createYearSheets } from '../../../../electron/learning/year-sheet.ts';
import { measureDrive } from '../../../../electron/sticks/drive.ts';
import { emptyFolder, expectProblem } from '../../../support/terminal/surroundings.ts';

const wang = { number: memberNumberSchema.parse('1001'), name: '王秀英' };
const pdf = Buffer.from('%PDF-1.7 sheet');

async function plugged() {
  const path = await emptyFolder();
  const sheets = createYearSheets(async () => [await measureDrive(path, '小王的U盘')].filter((drive) => drive !== null));
  const [stick] = await sheets.sticks();
  if (stick === undefined) throw new Error('the stick was not found');
  return { path, sheets, stick };
}

it('the sheet lies on the stick, named by year and number, without the name', async () => {
  const { path, sheets, stick } = await plugged();
  expect(stick.name).toBe('小王的U盘');
  const file = await sheets.save(stick.id, wang, 2026, pdf);
  expect(file).toBe('学习记录-2026-1001.pdf');
  expect(await readdir(path)).toEqual([file]);
  expect(await readFile(join(path, file))).toEqual(pdf);
  await sheets.save(stick.id, wang, 2026, Buffer.from('%PDF-1.7 later'));
  expect(await readFile(join(path, file), 'utf8')).toContain('later');
});

it('a stick that was pulled out, or never was there, is said to be gone', async () => {
  const { path, sheets, stick } = await plugged();
  await expectProblem('stick-gone', () => sheets.save('made-up', wang, 2026, pdf));
  await rename(path, `${path}-away`);
  await expectProblem('stick-gone', () => sheets.save(stick.id, wang, 2026, pdf));
  await rename(`${path}-away`, path);
});
