// @ts-check
/** Encodes pictures and sound into the MP4 that an old PC plays without effort. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { HEIGHT, WIDTH, pictureAt } from './pictures.mjs';

const FPS = 25;
const KEYFRAME_SECONDS = 2;

/**
 * @param {readonly import('./pictures.mjs').Shot[]} shots
 * @param {string} sound path of a WAV file
 * @param {number} lengthMs
 * @param {string} file where the MP4 goes
 */
export async function encodeFilm(shots, sound, lengthMs, file) {
  const gop = `${FPS * KEYFRAME_SECONDS}`;
  const encoder = spawn(
    'ffmpeg',
    [
      '-y',
      '-v',
      'error',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      '-s',
      `${WIDTH}x${HEIGHT}`,
      '-r',
      `${FPS}`,
      '-i',
      '-',
      '-i',
      sound,
      '-vf',
      'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p',
      '-colorspace',
      'bt709',
      '-color_primaries',
      'bt709',
      '-color_trc',
      'bt709',
      '-c:v',
      'libx264',
      '-profile:v',
      'high',
      '-level',
      '3.1',
      '-preset',
      'slow',
      '-crf',
      '30',
      '-tune',
      'animation',
      '-g',
      gop,
      '-keyint_min',
      gop,
      '-sc_threshold',
      '0',
      '-c:a',
      'aac',
      '-b:a',
      '72k',
      '-ac',
      '1',
      '-shortest',
      '-movflags',
      '+faststart',
      '-map_metadata',
      '-1',
      '-fflags',
      '+bitexact',
      '-flags:v',
      '+bitexact',
      '-flags:a',
      '+bitexact',
      file,
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  );
  const closed = once(encoder, 'close');
  const frames = Math.ceil((lengthMs / 1000) * FPS);
  for (let i = 0; i < frames; i += 1) {
    if (!encoder.stdin.write(pictureAt(shots, (i * 1000) / FPS))) await once(encoder.stdin, 'drain');
  }
  encoder.stdin.end();
  const [code] = await closed;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code} while encoding ${file}`);
}
