// @ts-check
/** Turns a sentence into sound: espeak-ng's voice, without the silence around it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './tools.mjs';

export const SAMPLE_RATE = 22_050;

/**
 * espeak-ng 1.51 reads Chinese words with its English letters under the plain `cmn` voice; this variant of the same
 * voice reads them, and pinyin with tone numbers, in Mandarin.
 */
const VOICE = 'cmn-latn-pinyin';
const SPEED = '160';
const PITCH = '46';
const QUIET = 250;
const KEEP_BEFORE_MS = 20;
const KEEP_AFTER_MS = 60;

/**
 * @param {string} sentence
 * @param {string} folder for the scratch file
 * @returns {Promise<Int16Array>} mono samples at SAMPLE_RATE
 */
export async function speak(sentence, folder) {
  const path = join(folder, 'sentence.wav');
  await run('espeak-ng', ['-v', VOICE, '-s', SPEED, '-p', PITCH, '-a', '90', '-w', path, sentence]);
  const wav = await readFile(path);
  const start = wav.indexOf('data') + 8;
  const samples = new Int16Array((wav.length - start) >> 1);
  for (let i = 0; i < samples.length; i += 1) samples[i] = wav.readInt16LE(start + i * 2);
  return trim(samples);
}

/** @param {Int16Array} samples */
function trim(samples) {
  const loud = (/** @type {number} */ sample) => Math.abs(sample) > QUIET;
  const first = samples.findIndex(loud);
  if (first < 0) throw new Error('espeak-ng said nothing');
  const last = samples.findLastIndex(loud);
  const before = Math.round((KEEP_BEFORE_MS * SAMPLE_RATE) / 1000);
  const after = Math.round((KEEP_AFTER_MS * SAMPLE_RATE) / 1000);
  return samples.slice(Math.max(0, first - before), last + after);
}
