// @ts-check
/** Runs the outside programs that the sample is made with, and says plainly which of them is missing. */
import { spawn, spawnSync } from 'node:child_process';

/** Program → the Debian package that brings it. */
const PACKAGES = { ffmpeg: 'ffmpeg', ffprobe: 'ffmpeg', 'espeak-ng': 'espeak-ng', 'rsvg-convert': 'librsvg2-bin', 'fc-list': 'fontconfig' };
const FONTS = ['Noto Sans CJK SC', 'Noto Serif CJK SC'];

/** @typedef {keyof typeof PACKAGES} Tool */

/** Cairo writes this moment into a PDF; a fixed one makes the same sources give the same file. */
const ENVIRONMENT = { ...process.env, SOURCE_DATE_EPOCH: `${Date.UTC(2026, 10, 1) / 1000}` };

/** Throws one error that names every missing program and font, with the packages to install. */
export function requireTools() {
  const tools = /** @type {Tool[]} */ (Object.keys(PACKAGES));
  const missing = tools.filter((tool) => spawnSync(tool, [tool.startsWith('ff') ? '-version' : '--version']).error);
  const lines = missing.map((tool) => `${tool} is missing: apt-get install ${PACKAGES[tool]}`);
  if (!missing.includes('fc-list')) {
    const families = spawnSync('fc-list', [':', 'family'], { encoding: 'utf8' }).stdout;
    const fonts = FONTS.filter((font) => !families.includes(font));
    lines.push(...fonts.map((font) => `font "${font}" is missing: apt-get install fonts-noto-cjk`));
  }
  if (lines.length > 0) throw new Error(lines.join('\n'));
}

/**
 * Runs a program to its end. Rejects with what it wrote to stderr when it fails.
 * @param {Tool} tool
 * @param {readonly string[]} args
 * @param {string | Buffer} [input] given to its standard input
 * @returns {Promise<{ stdout: Buffer, stderr: string }>}
 */
export function run(tool, args, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, { stdio: 'pipe', env: ENVIRONMENT });
    /** @type {Buffer[]} */ const out = [];
    /** @type {Buffer[]} */ const err = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const stderr = Buffer.concat(err).toString();
      if (code === 0) resolve({ stdout: Buffer.concat(out), stderr });
      else reject(new Error(`${tool} ended with ${code}\n${stderr.slice(-2000)}`));
    });
    child.stdin.end(input);
  });
}
