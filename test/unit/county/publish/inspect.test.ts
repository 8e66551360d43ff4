import { copyFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultLine } from '../../../../county/publish/fault.ts';
import { inspectFolder } from '../../../../county/publish/inspect.ts';
import { emptyFolder } from '../../../support/county/folder.ts';
import { film } from '../../../support/county/films.ts';
import { issueFile, writeIssue } from '../../../support/county/issue-folder.ts';

const faultsOf = async (folder: string) => (await inspectFolder(folder)).faults.map(faultLine);

test('an issue whose files are right is told with what its films are', async () => {
  const folder = await emptyFolder();
  await writeIssue(folder);
  const { issue, files, films, faults, warnings } = await inspectFolder(folder);
  expect(issue?.number).toBe('2026-11');
  expect(files.map(({ name, mime }) => `${name} ${mime}`)).toEqual([
    'films/potato.mp4 video/mp4',
    'posters/potato.jpg image/jpeg',
    'subtitles/potato.vtt text/vtt',
    'handouts/potato.pdf application/pdf',
  ]);
  expect(films.get('films/potato.mp4')).toMatchObject({ lengthSeconds: 2, width: 128, height: 72 });
  expect([faults, warnings]).toEqual([[], []]);
});

test('every file that cannot be published is named at once, with the faults of the table', async () => {
  const folder = await emptyFolder();
  await writeIssue(folder, { programs: issueFile.programs.map((program) => ({ ...program, category: 'cooking' })) });
  await copyFile(film('hevc'), join(folder, 'films/potato.mp4'));
  await writeFile(join(folder, 'posters/potato.jpg'), '');
  // 起垄 in GBK
  await writeFile(join(folder, 'subtitles/potato.vtt'), Buffer.concat([Buffer.from('WEBVTT\n\n'), Buffer.from([0xc6, 0xf0, 0xc2, 0xa2])]));
  await rm(join(folder, 'handouts/potato.pdf'));
  const faults = await faultsOf(folder);
  expect(faults[0]).toMatch(/^issue\.json: programs\[0\]\.category: /);
  expect(faults[1]).toMatch(/^films\/potato\.mp4: its pictures are hvc1.*\. This mends it:\n {2}ffmpeg -i ".*films\/potato\.mp4" -c:v libx264/);
  expect(faults.slice(2)).toEqual([
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
  expect(await faultsOf(folder)).toEqual([]);

  const elsewhere = join(await emptyFolder(), 'secret.jpg');
  await copyFile(join(folder, 'other.jpg'), elsewhere);
  await rm(poster);
  await symlink(elsewhere, poster);
  expect(await faultsOf(folder)).toEqual(['posters/potato.jpg: it is a link that leads out of the issue’s folder']);
});

test('a name that differs in capitals alone finds its file, and a file that the table forgot is told', async () => {
  const folder = await emptyFolder();
  await writeIssue(folder);
  await rename(join(folder, 'films/potato.mp4'), join(folder, 'films/POTATO.MP4'));
  await copyFile(film('plays'), join(folder, 'films/extra.mp4'));
  const { faults, warnings } = await inspectFolder(folder);
  expect([faults, warnings.map(faultLine)]).toEqual([[], ['films/extra.mp4: the table does not name it, so it is not published']]);
});

test('subtitles of another kind are refused with the command that makes WebVTT of them', async () => {
  const folder = await emptyFolder();
  await writeIssue(folder, { programs: issueFile.programs.map((program) => ({ ...program, subtitles: [{ language: 'zh-CN', file: 'potato.srt' }] })) });
  await writeFile(join(folder, 'potato.srt'), '1\n00:00:00,000 --> 00:00:01,000\n起垄\n');
  expect(await faultsOf(folder)).toEqual([expect.stringMatching(/^potato\.srt: it is not WebVTT.*\n {2}ffmpeg -i ".*potato\.srt" ".*potato\.mended\.vtt"$/)]);
});
