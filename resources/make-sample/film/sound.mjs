// @ts-check
/** The sound track: an opening chime, then the sentences at their times, evened out to one loudness. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_RATE } from './speak.mjs';
import { run } from './tools.mjs';

/** The voice is thin and buzzes above 7 kHz: a little body, less edge, and peaks held back. */
const TONE =
  'highpass=f=90,equalizer=f=220:t=q:w=1:g=2.5,equalizer=f=3200:t=q:w=1.2:g=1.5,lowpass=f=7200,acompressor=threshold=-20dB:ratio=2.5:attack=8:release=120';
const LOUDNESS = 'I=-17:TP=-2:LRA=9';
/** Below full scale by what a low-rate AAC encoder may add to a peak. */
const CEILING = 'alimiter=limit=0.6:attack=2:release=60:level=false';
/** Two soft notes, in Hz, and when they start. */
const CHIME = [
  { hz: 523.25, atMs: 300 },
  { hz: 783.99, atMs: 620 },
];

/**
 * @param {import('./timeline.mjs').Timeline} timeline
 * @param {string} folder
 * @returns {Promise<string>} path of the finished WAV file
 */
export async function makeSound(timeline, folder) {
  const samples = new Int16Array(Math.ceil((timeline.lengthMs * SAMPLE_RATE) / 1000));
  for (const note of CHIME) addNote(samples, note.hz, note.atMs);
  for (const cue of timeline.cues) samples.set(cue.samples, Math.round((cue.startMs * SAMPLE_RATE) / 1000));

  const raw = join(folder, 'raw.wav');
  const done = join(folder, 'sound.wav');
  await writeFile(raw, wav(samples));
  const fades = `afade=t=in:d=0.3,afade=t=out:st=${(timeline.lengthMs - 1200) / 1000}:d=1.2`;
  const heard = await run('ffmpeg', [
    '-hide_banner',
    '-i',
    raw,
    '-af',
    `${TONE},loudnorm=${LOUDNESS}:print_format=json`,
    '-f',
    'null',
    '-',
  ]);
  const m = JSON.parse(heard.stderr.slice(heard.stderr.lastIndexOf('{')));
  const measured = `measured_I=${m.input_i}:measured_TP=${m.input_tp}:measured_LRA=${m.input_lra}:measured_thresh=${m.input_thresh}:offset=${m.target_offset}:linear=true`;
  await run('ffmpeg', [
    '-y',
    '-v',
    'error',
    '-i',
    raw,
    '-af',
    `${TONE},loudnorm=${LOUDNESS}:${measured},aresample=44100,${CEILING},${fades}`,
    '-ar',
    '44100',
    done,
  ]);
  return done;
}

/** @param {Int16Array} samples @param {number} hz @param {number} atMs */
function addNote(samples, hz, atMs) {
  const start = Math.round((atMs * SAMPLE_RATE) / 1000);
  for (let i = 0; i < SAMPLE_RATE * 1.3 && start + i < samples.length; i += 1) {
    const t = i / SAMPLE_RATE;
    const level = Math.min(1, t / 0.02) * Math.exp(-3.2 * t) * 3600;
    const wave = Math.sin(2 * Math.PI * hz * t) + 0.25 * Math.sin(4 * Math.PI * hz * t);
    samples[start + i] = (samples[start + i] ?? 0) + Math.round(level * wave);
  }
}

/** @param {Int16Array} samples mono */
function wav(samples) {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(SAMPLE_RATE, 24);
  head.writeUInt32LE(SAMPLE_RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([head, Buffer.from(samples.buffer)]);
}
