// @ts-check
/**
 * Looks over the sample issue as it lies in the folder, and exits with 1 when something is not as a terminal needs it.
 *
 *     node resources/make-sample/check.mjs
 */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './film/tools.mjs';

const FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '../sample/issue');
const MAX_ISSUE_BYTES = 12_000_000;

/** @type {string[]} */
const faults = [];
/** @param {boolean} fine @param {string} fault */
const expect = (fine, fault) => {
  if (!fine) faults.push(fault);
};

/** @param {string} file @returns {Promise<number>} length in seconds */
async function checkFilm(file) {
  const path = join(FOLDER, file);
  const probe = await run('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', path]);
  const { streams, format } = JSON.parse(probe.stdout.toString());
  const [video, audio] = ['video', 'audio'].map((type) => streams.find((/** @type {any} */ stream) => stream.codec_type === type) ?? {});
  expect(
    video.codec_name === 'h264' && video.pix_fmt === 'yuv420p' && video.width === 1280 && video.height === 720,
    `${file}: picture is ${video.codec_name} ${video.width}x${video.height}`,
  );
  expect(audio.codec_name === 'aac', `${file}: sound is ${audio.codec_name}`);

  const bytes = await readFile(path);
  expect(bytes.indexOf('moov') < bytes.indexOf('mdat'), `${file}: not made for playing while it arrives`);

  const keys = await run('ffprobe', [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-skip_frame',
    'nokey',
    '-show_entries',
    'frame=pts_time',
    '-of',
    'csv=p=0',
    path,
  ]);
  const times = keys.stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => Number.parseFloat(line))
    .filter((time) => Number.isFinite(time));
  expect(
    times.length > 0 && times.every((time, i) => time - (times[i - 1] ?? 0) <= 2.001),
    `${file}: more than 2 s between keyframes`,
  );

  const played = await run('ffmpeg', ['-hide_banner', '-nostats', '-i', path, '-af', 'volumedetect', '-f', 'null', '-']);
  const peak = Number(/max_volume: (-?[\d.]+)/.exec(played.stderr)?.[1]);
  expect(peak <= -1, `${file}: peaks at ${peak} dB`);
  const decoded = await run('ffmpeg', ['-v', 'error', '-i', path, '-f', 'null', '-']);
  expect(decoded.stderr === '', `${file}: ${decoded.stderr}`);
  console.log(`${file}: ${Number(format.duration).toFixed(1)} s, ${Math.round(bytes.length / 1000)} kB, peak ${peak} dB`);
  return Number(format.duration);
}

/** @param {string} file @param {number} filmSeconds @returns {Promise<number>} how many cues */
async function checkSubtitles(file, filmSeconds) {
  const vtt = await readFile(join(FOLDER, file), 'utf8');
  expect(vtt.startsWith('WEBVTT\n\n'), `${file}: no WEBVTT head`);
  const seconds = (/** @type {string} */ clock) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  let before = 0;
  const cues = [...vtt.matchAll(/^(\S+) --> (\S+)$/gm)];
  for (const [, from = '', to = ''] of cues) {
    expect(
      seconds(from) >= before && seconds(to) > seconds(from) && seconds(to) <= filmSeconds,
      `${file}: cue at ${from} is out of order or past the end`,
    );
    before = seconds(to);
  }
  return cues.length;
}

async function main() {
  const issue = JSON.parse(await readFile(join(FOLDER, 'issue.json'), 'utf8'));
  let bytes = 0;
  for (const program of issue.programs) {
    const files = [
      program.film,
      program.poster,
      ...program.subtitles.map((/** @type {any} */ s) => s.file),
      ...program.handouts.map((/** @type {any} */ h) => h.file),
    ];
    for (const file of files) bytes += (await stat(join(FOLDER, file))).size;
    const length = await checkFilm(program.film);
    const counts = await Promise.all(program.subtitles.map((/** @type {any} */ subtitle) => checkSubtitles(subtitle.file, length)));
    expect(new Set(counts).size === 1, `${program.id}: subtitles differ in number of cues`);
  }
  expect(bytes <= MAX_ISSUE_BYTES, `the issue has ${bytes} bytes`);
  console.log(`all files: ${Math.round(bytes / 1000)} kB`);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

await main();
