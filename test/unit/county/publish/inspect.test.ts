import { copyFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../../../county/input.ts';
import { inspectFiles } from '../../../../county/publish/inspect.ts';
import { readIssueFile } from '../../../../county/publish/issue-file.ts';
import { emptyFolder } from '../../../support/county/folder.ts';
import { film } from '../../../support/county/films.ts';
import { writeIssue } from '../../../support/county/issue-folder.ts';

async function inspect(folder: string) {
  return inspectFiles(folder, await readIssueFile(folder));
}

async function faultsOf(folder: string): Promise<readonly string[]> {
  const error: unknown = await inspect(folder).catch((thrown: unknown) => thrown);
  if (error instanceof InputError) return error.faults;
  throw new Error('The issue was taken.');
}

test('an issue whose files are right is told with its films’ lengths', async () => {
  const folder = await emptyFolder();
  await writeIssue(folder);
  const { files, lengths, warnings } = await inspect(folder);
  expect(files.map(({ name, mime }) => `${name} ${mime}`)).toEqual([
    'films/potato.mp4 video/mp4',
    'posters/potato.jpg image/jpeg',
    'subtitles/potato.vtt text/vtt',
    'handouts/potato.pdf application/pdf',
  ]);
  expect(lengths).toEqual(new Map([['films/potato.mp4', 2]]));
  expect(warnings).toEqual([]);
});

test('every file that cannot be published is named at once', async () => {
  const folder = await emptyFolder();
  await writeIssue(folder);
  await copyFile(film('hevc'), join(folder, 'films/potato.mp4'));
  await writeFile(join(folder, 'posters/potato.jpg'), '');
  // 起垄 in GBK
  await writeFile(join(folder, 'subtitles/potato.vtt'), Buffer.concat([Buffer.from('WEBVTT\n\n'), Buffer.from([0xc6, 0xf0, 0xc2, 0xa2])]));
  await rm(join(folder, 'handouts/potato.pdf'));
  const faults = await faultsOf(folder);
  expect(faults[0]).toMatch(/^films\/potato\.mp4: its pictures are hvc1.*\n {2}ffmpeg -i ".*films\/potato\.mp4" -c:v libx264/);
  expect(faults.slice(1)).toEqual([
    'posters/potato.jpg: it is empty',
    'subtitles/potato.vtt: it is not UTF-8 text; save it as UTF-8',
    'handouts/potato.pdf: it is not there',
  ]);
});

test('a link within the folder is followed, and one that leads out of it is refused', async () => {
  const folder = await emptyFolder();
  await writeIssue(folder);
  const poster = join(folder, 'posters/potato.jpg');
  await copyFile(poster, join(folder, 'other.jpg'));
  await rm(poster);
  await symlink('../other.jpg', poster);
  await expect(inspect(folder)).resolves.toBeDefined();

  const elsewhere = join(await emptyFolder(), 'secret.jpg');
  await copyFile(join(folder, 'other.jpg'), elsewhere);
  await rm(poster);
  await symlink(elsewhere, poster);
  expect(await faultsOf(folder)).toEqual(['posters/potato.jpg: it is a link that leads out of the issue’s folder']);
});

test('a film that plays only when it is whole is published with a note', async () => {
  const folder = await emptyFolder();
  await writeIssue(folder);
  await copyFile(film('index-last'), join(folder, 'films/potato.mp4'));
  const { warnings } = await inspect(folder);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^films\/potato\.mp4: it plays only once all of it has arrived.*\n {2}ffmpeg .* -c copy/);
});
