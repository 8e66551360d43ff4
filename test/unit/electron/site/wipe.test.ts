import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { logBundle } from '../../../../electron/site/log-bundle.ts';
import { askForWipe, wipeIfAsked } from '../../../../electron/site/wipe.ts';
import { emptyFolder } from '../../../support/terminal/surroundings.ts';

it('everything of the site goes at the next start, and only when it was asked for; a start that broke off goes on', async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'journals', 'j'), { recursive: true });
  for (const name of ['identity.json', 'identity.json.bak', 'settings.json', 'operator.json', 'journals/j/1.jsonl']) await writeFile(join(folder, name), '{}');
  expect(await wipeIfAsked(folder)).toBe(false);
  expect(await readdir(folder)).toHaveLength(5);
  await askForWipe(folder);
  expect(await wipeIfAsked(folder)).toBe(true);
  expect(await readdir(folder)).toEqual(['settings.json']);
  expect(await wipeIfAsked(folder)).toBe(false);
});

it('the logs are packed with the facts first, the newest whole, and only the end of what is too long', async () => {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'logs'));
  await writeFile(join(folder, 'logs', 'terminal.1.log'), 'old line\n'.repeat(1000));
  await writeFile(join(folder, 'logs', 'terminal.log'), 'new line\n');
  const text = gunzipSync(await logBundle(folder, { version: '1.0.0' }, 100)).toString();
  expect(text.startsWith('{\n  "version": "1.0.0"')).toBe(true);
  expect(text.indexOf('terminal.1.log')).toBeLessThan(text.indexOf('── terminal.log'));
  expect(text.endsWith('new line\n')).toBe(true);
  expect(text.match(/old line/g)?.length).toBeLessThan(12);
});
