// @ts-check
/**
 * Makes the sample issue again from the programs described here.
 *
 *     node resources/make-sample/make.mjs [PROGRAM …]     only the named ones; issue.json is always written whole
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blank } from './draw/page.mjs';
import { encodeFilm } from './film/film.mjs';
import { makeHandout, makePoster } from './film/paper.mjs';
import { drawShots } from './film/pictures.mjs';
import { makeSound } from './film/sound.mjs';
import { makeSubtitles } from './film/subtitles.mjs';
import { makeTimeline } from './film/timeline.mjs';
import { requireTools } from './film/tools.mjs';
import { issue } from './issue.mjs';

const OUT = resolve(dirname(fileURLToPath(import.meta.url)), '../sample/issue');

/** @param {import('./film/program.mjs').Program} program @param {string} scratch */
async function makeProgram(program, scratch) {
  const timeline = await makeTimeline(program.cues, scratch);
  const sound = await makeSound(timeline, scratch);
  const shots = await drawShots(timeline, program.slides, blank());
  await encodeFilm(shots, sound, timeline.lengthMs, join(OUT, 'films', `${program.id}.mp4`));
  await writeFile(join(OUT, 'subtitles', `${program.id}.zh-CN.vtt`), makeSubtitles(timeline, 'zh'));
  await writeFile(join(OUT, 'subtitles', `${program.id}.en.vtt`), makeSubtitles(timeline, 'en'));
  await makePoster(program.poster(), join(OUT, 'posters', `${program.id}.jpg`));
  if (program.handout) await makeHandout(program.handout.pages, scratch, join(OUT, 'handouts', `${program.id}.pdf`));
  console.log(`${program.id}: ${(timeline.lengthMs / 1000).toFixed(1)} s`);
}

/** The description that `npm run county -- publish` reads. @param {import('./film/program.mjs').Program} program */
const describe = (program) => ({
  id: program.id,
  title: program.title,
  summary: program.summary,
  category: program.category,
  topics: program.topics,
  courseKind: program.courseKind,
  film: `films/${program.id}.mp4`,
  poster: `posters/${program.id}.jpg`,
  subtitles: [
    { language: 'zh-CN', file: `subtitles/${program.id}.zh-CN.vtt` },
    { language: 'en', file: `subtitles/${program.id}.en.vtt` },
  ],
  handouts: program.handout ? [{ title: program.handout.title, file: `handouts/${program.id}.pdf` }] : [],
});

async function main() {
  requireTools();
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((id) => !issue.programs.some((program) => program.id === id));
  if (unknown.length > 0) throw new Error(`No such program: ${unknown.join(', ')}`);

  for (const folder of ['films', 'subtitles', 'posters', 'handouts']) await mkdir(join(OUT, folder), { recursive: true });
  const scratch = await mkdtemp(join(tmpdir(), 'make-sample-'));
  try {
    for (const program of issue.programs) {
      if (wanted.length === 0 || wanted.includes(program.id)) await makeProgram(program, scratch);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const description = { number: issue.number, title: issue.title, programs: issue.programs.map(describe) };
  await writeFile(join(OUT, 'issue.json'), `${JSON.stringify(description, null, 2)}\n`);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
