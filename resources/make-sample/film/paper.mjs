// @ts-check
/** What does not move: posters and handouts. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HEIGHT, WIDTH } from './pictures.mjs';
import { run } from './tools.mjs';

/** @param {string} svg @param {string} file */
export async function makePoster(svg, file) {
  const png = await run('rsvg-convert', ['--width', `${WIDTH}`, '--height', `${HEIGHT}`], svg);
  const jpeg = [
    '-frames:v',
    '1',
    '-pix_fmt',
    'yuvj444p',
    '-q:v',
    '3',
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-flags:v',
    '+bitexact',
  ];
  await run('ffmpeg', ['-y', '-v', 'error', '-f', 'png_pipe', '-i', '-', ...jpeg, file], png.stdout);
}

/**
 * @param {readonly (() => string)[]} pages A4, one SVG document each
 * @param {string} folder for scratch files
 * @param {string} file
 */
export async function makeHandout(pages, folder, file) {
  const sources = await Promise.all(
    pages.map(async (page, i) => {
      const path = join(folder, `page-${i}.svg`);
      await writeFile(path, page());
      return path;
    }),
  );
  await run('rsvg-convert', [
    '--format',
    'pdf',
    '--page-width',
    '210mm',
    '--page-height',
    '297mm',
    '--width',
    '210mm',
    '--height',
    '297mm',
    '--output',
    file,
    ...sources,
  ]);
}
