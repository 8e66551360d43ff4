// @ts-check
/** Draws the slides of a timeline, and answers what is seen at any moment, cross-fades included. */
import { run } from './tools.mjs';

export const WIDTH = 1280;
export const HEIGHT = 720;
const FADE_MS = 480;
/** A picture starts a little before its sentence, so that the eye is there first. */
const LEAD_MS = 250;

/** @typedef {{ startMs: number, images: Buffer[], fps: number, loop: boolean }} Shot */

/**
 * @param {import('./timeline.mjs').Timeline} timeline
 * @param {Record<string, import('./program.mjs').Slide>} slides
 * @param {string} blank SVG document for before the first and after the last slide
 * @returns {Promise<Shot[]>}
 */
export async function drawShots(timeline, slides, blank) {
  const empty = await rasterise(blank);
  /** @type {Shot[]} */ const shots = [{ startMs: -FADE_MS, images: [empty], fps: 1, loop: false }];
  for (const [index, cue] of timeline.cues.entries()) {
    const draw = slides[cue.slide];
    if (!draw) throw new Error(`There is no slide called ${cue.slide}`);
    const { frames, fps, loop } = { frames: 1, fps: 1, loop: false, ...cue.motion };
    const images = [];
    for (let i = 0; i < frames; i += 1)
      images.push(await rasterise(draw(cue.step ?? 1, frames === 1 ? 1 : i / (loop ? frames : frames - 1))));
    shots.push({ startMs: index === 0 ? 120 : cue.startMs - LEAD_MS, images, fps, loop });
  }
  shots.push({ startMs: timeline.lengthMs - FADE_MS - 120, images: [empty], fps: 1, loop: false });
  return shots;
}

/**
 * @param {readonly Shot[]} shots
 * @param {number} atMs
 * @returns {Buffer} RGB24 pixels
 */
export function pictureAt(shots, atMs) {
  const index = shots.findLastIndex((shot) => shot.startMs <= atMs);
  const shot = shots[index];
  if (!shot) throw new Error(`Nothing to see at ${atMs} ms`);
  const now = imageOf(shot, atMs);
  const before = shots[index - 1];
  const progress = (atMs - shot.startMs) / FADE_MS;
  if (!before || progress >= 1) return now;
  return mix(imageOf(before, atMs), now, progress * progress * (3 - 2 * progress));
}

/** @param {Shot} shot @param {number} atMs */
function imageOf(shot, atMs) {
  const frame = Math.max(0, Math.floor(((atMs - shot.startMs) / 1000) * shot.fps));
  const index = shot.loop ? frame % shot.images.length : Math.min(frame, shot.images.length - 1);
  return /** @type {Buffer} */ (shot.images[index]);
}

/** @param {Buffer} a @param {Buffer} b @param {number} part how much of b, 0 to 1 */
function mix(a, b, part) {
  if (a === b) return b;
  const out = Buffer.allocUnsafe(b.length);
  const weight = Math.round(part * 256);
  for (let i = 0; i < out.length; i += 1) {
    const from = a[i] ?? 0;
    out[i] = from + ((((b[i] ?? 0) - from) * weight) >> 8);
  }
  return out;
}

/** @type {Map<string, Promise<Buffer>>} */
const drawn = new Map();

/** @param {string} svg @returns {Promise<Buffer>} RGB24 pixels, WIDTH by HEIGHT */
function rasterise(svg) {
  const known = drawn.get(svg);
  if (known) return known;
  const made = run('rsvg-convert', ['--width', `${WIDTH}`, '--height', `${HEIGHT}`], svg)
    .then((png) => run('ffmpeg', ['-v', 'error', '-f', 'png_pipe', '-i', '-', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'], png.stdout))
    .then((raw) => raw.stdout);
  drawn.set(svg, made);
  return made;
}
