// @ts-check
/** When each sentence is heard: the one clock that sound, pictures and subtitles follow. */
import { SAMPLE_RATE, speak } from './speak.mjs';

const INTRO_MS = 1900;
const OUTRO_MS = 1900;
const PAUSE_MS = 470;

/**
 * @typedef {import('./program.mjs').Cue & { startMs: number, endMs: number, samples: Int16Array }} TimedCue
 * @typedef {{ cues: TimedCue[], lengthMs: number }} Timeline
 */

/**
 * @param {readonly import('./program.mjs').Cue[]} cues
 * @param {string} folder for scratch files
 * @returns {Promise<Timeline>}
 */
export async function makeTimeline(cues, folder) {
  /** @type {TimedCue[]} */ const timed = [];
  let atMs = INTRO_MS;
  for (const cue of cues) {
    const samples = await speak(cue.say ?? cue.zh, folder);
    const endMs = atMs + Math.round((samples.length / SAMPLE_RATE) * 1000);
    timed.push({ ...cue, samples, startMs: atMs, endMs });
    atMs = endMs + (cue.pauseMs ?? PAUSE_MS);
  }
  const last = timed.at(-1);
  if (!last) throw new Error('A program needs at least one cue');
  return { cues: timed, lengthMs: last.endMs + OUTRO_MS };
}
