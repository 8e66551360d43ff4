import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { film } from './films.ts';

/** The beginning of a picture and of a paper: what the county looks at. */
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('a picture of a potato field')]);
const PDF = Buffer.from('%PDF-1.7\nhow to ridge potatoes\n');

/** What `issue.json` of the test issue says. */
export const issueFile = {
  number: '2026-11',
  title: { 'zh-CN': '第十一期', en: 'Issue 11' },
  programs: [
    {
      id: 'potato-ridging',
      title: { 'zh-CN': '马铃薯起垄', en: 'Potato ridging' },
      summary: { 'zh-CN': '怎样起垄', en: 'How to ridge' },
      category: 'practical-technology',
      topics: ['马铃薯种植'],
      courseKind: 'special',
      film: 'films/potato.mp4',
      poster: 'posters/potato.jpg',
      subtitles: [{ language: 'zh-CN', file: 'subtitles/potato.vtt' }],
      handouts: [{ title: { 'zh-CN': '明白纸' }, file: 'handouts/potato.pdf' }],
    },
  ],
};

export const SUBTITLES = 'WEBVTT\n\n00:00.000 --> 00:01.000\n起垄\n';

/** Writes the test issue into a folder: `issue.json` with these changes, and all its files. */
export async function writeIssue(folder: string, changes: object = {}): Promise<void> {
  await put(folder, 'issue.json', JSON.stringify({ ...issueFile, ...changes }));
  await put(folder, 'posters/potato.jpg', JPEG);
  await put(folder, 'subtitles/potato.vtt', SUBTITLES);
  await put(folder, 'handouts/potato.pdf', PDF);
  await mkdir(join(folder, 'films'), { recursive: true });
  await copyFile(film('plays'), join(folder, 'films', 'potato.mp4'));
}

async function put(folder: string, name: string, content: string | Buffer): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
