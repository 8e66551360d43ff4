import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loopedFilm } from '../../support/films/looped-film.ts';
import { projectFolder } from './project.ts';

export interface ArrivingFilm {
  readonly id: string;
  readonly title: string;
  readonly bitsPerSecond: number;
  /** It plays the shortest film of the sample (44.7 s) so many times over. */
  readonly loops: number;
}

/** Length of the film that is repeated. */
export const LOOP_SECONDS = 44.72;

/** Writes a sample of one issue with films too large to be there at once, in this order of arriving; returns its folder. */
export async function writeArrivingSample(folder: string, films: readonly ArrivingFilm[]): Promise<string> {
  const own = join(projectFolder, 'resources', 'sample');
  const issue = join(folder, 'issue');
  await mkdir(join(issue, 'films'), { recursive: true });
  for (const name of ['roster.json', 'information.json']) await cp(join(own, name), join(folder, name));
  await cp(join(own, 'issue', 'posters', 'no-1-document.jpg'), join(issue, 'poster.jpg'));
  const film = await readFile(join(own, 'issue', 'films', 'no-1-document.mp4'));
  for (const { id, bitsPerSecond, loops } of films) {
    await writeFile(join(issue, 'films', `${id}.mp4`), loopedFilm(film, { loops, bitsPerSecond, seed: id }).bytes);
  }
  const programs = films.map(({ id, title }) => ({
    id,
    title: { 'zh-CN': title },
    summary: { 'zh-CN': title },
    category: 'wealth-skill',
    courseKind: 'public',
    film: `films/${id}.mp4`,
    poster: 'poster.jpg',
  }));
  await writeFile(join(issue, 'issue.json'), JSON.stringify({ number: '2026-11', title: { 'zh-CN': '边下边看' }, programs }));
  return folder;
}
