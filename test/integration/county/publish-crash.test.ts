import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, watch, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogueSchema } from '../../../contract/programs/manifest.ts';
import { readConfig } from '../../../county/config.ts';
import { openCounty } from '../../../county/county.ts';
import { findCatalogue } from '../../../county/publish/catalogue.ts';
import { publishIssue } from '../../../county/publish/publish-issue.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { issueFile, writeIssue } from '../../support/county/issue-folder.ts';
import { databaseTemplate } from './open-county.ts';

test('a publication that is killed in the middle has published nothing, and the next one works', async () => {
  const [data, folder] = [await emptyFolder(), await emptyFolder()];
  await cp(await databaseTemplate(), join(data, 'database'), { recursive: true });
  await writeIssue(folder);
  for (let at = 0; at < 4; at += 1) await writeFile(join(folder, `handouts/${at}.pdf`), Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(16 * 1024 ** 2, at)]));
  const handouts = [0, 1, 2, 3].map((at) => ({ title: { 'zh-CN': `明白纸${at}` }, file: `handouts/${at}.pdf` }));
  await writeFile(join(folder, 'issue.json'), JSON.stringify({ ...issueFile, programs: issueFile.programs.map((program) => ({ ...program, handouts })) }));
  const program = join(import.meta.dirname, '../../../out/county/cli.js');
  await mkdir(join(data, 'content'), { recursive: true });
  const watching = watch(join(data, 'content'));
  const child = spawn(process.execPath, [program, 'publish', folder, '--data', data], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  for await (const { filename } of watching) if (/^[0-9a-f]{2}$/.test(filename ?? '')) break; // The first file has been laid down.
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');

  const deps = await openCounty(readConfig({ data, 'log-level': 'silent' }, {}));
  try {
    const issues = async () => catalogueSchema.parse(JSON.parse(Buffer.from((await findCatalogue(deps.database.tables))?.jws.split('.')[1] ?? '', 'base64url').toString())).issues;
    expect(await issues()).toEqual([]);
    expect(await publishIssue(deps, folder)).toMatchObject({ issue: '2026-11', version: 1, changed: true });
    expect(await issues()).toHaveLength(1);
  } finally {
    await deps.database.close();
  }
});
