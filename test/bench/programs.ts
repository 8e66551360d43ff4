import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import { CHUNK_BYTES } from '../../contract/programs/manifest.ts';
import type { ManifestFile } from '../../contract/programs/manifest.ts';
import { sha256 } from '../support/terminal/issue-content.ts';
import { countyKey } from '../support/terminal/signing.ts';
import { largeCatalogue } from './programs/large-catalogue.ts';
import { compete, median, pairedRatio, quantile, report } from './common/measure.ts';

const run = promisify(execFile);
const GIGABYTE = 1024 ** 3;
const key = countyKey();
// Measured on the disk the project is on: a folder for temporary files may be in memory.
mkdirSync('out', { recursive: true });
const root = resolve(mkdtempSync(join('out', 'bench-programs-')));
const began: ChildProcess[] = [];

const fetchedSchema = z.object({ ms: z.number(), growthMb: z.number() });
const openedSchema = z.object({ ms: z.number(), count: z.int(), states: z.int(), holdingsMs: z.number(), longestMs: z.number(), rssMb: z.number() });

/** Runs the program `NAME.child.js` and gives what it says. */
async function child<T>(schema: z.ZodType<T>, words: readonly string[]): Promise<T> {
  const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'terminal.child.js'), ...words], { maxBuffer: GIGABYTE });
  return schema.parse(JSON.parse(stdout));
}

/** A film of random bytes in `folder`, under its hash. */
async function makeFilm(folder: string, bytes: number): Promise<ManifestFile> {
  const path = join(folder, 'new');
  const handle = await open(path, 'w');
  const whole = createHash('sha256');
  const chunks: string[] = [];
  for (let at = 0; at < bytes; at += CHUNK_BYTES) {
    const chunk = randomBytes(CHUNK_BYTES);
    whole.update(chunk);
    chunks.push(createHash('sha256').update(chunk).digest('hex'));
    await handle.write(chunk);
  }
  await handle.close();
  const hash = whole.digest('hex');
  await run('mv', [path, join(folder, hash)]);
  return { sha256: hash, bytes, mime: 'video/mp4', chunkBytes: CHUNK_BYTES, chunks };
}

async function serve(folder: string, file: ManifestFile): Promise<string> {
  const entry = { issue: '2026-11', number: '2026-11', title: { 'zh-CN': '第一期' }, version: 1, publishedAt: '2026-11-20T09:00:00.000+08:00' };
  const text = key.sign({
    ...entry, kind: 'issue/1', mirrors: [], files: [file],
    programs: [{ id: '2026-11/film', title: { 'zh-CN': '片' }, summary: { 'zh-CN': '片' }, category: 'wealth-skill', courseKind: 'special', topics: [], lengthSeconds: 60, film: file.sha256, poster: null, subtitles: [], handouts: [] }],
  });
  const catalogue = key.sign({ kind: 'catalogue/1', version: 1, publishedAt: entry.publishedAt, issues: [{ ...entry, manifestSha256: sha256(text), bytes: file.bytes }] });
  const texts = join(folder, 'texts.json');
  await writeFile(texts, JSON.stringify({ [paths.catalogue]: catalogue, [paths.manifest('2026-11')]: text }));
  const server = spawn(process.execPath, [join(import.meta.dirname, 'server.child.js'), folder, texts], { stdio: ['ignore', 'pipe', 'inherit'] });
  began.push(server);
  const [url] = (await once(server.stdout, 'data')) as [Buffer];
  return url.toString().trim();
}

async function isInstalled(program: string): Promise<boolean> {
  return run(program, ['--version']).then(() => true, () => false);
}

async function benchDownload(): Promise<void> {
  const served = join(root, 'county');
  await mkdir(served);
  const file = await makeFilm(served, GIGABYTE);
  const url = await serve(served, file);
  const address = `${url}${paths.content(file.sha256)}`;
  const growths: number[] = [];
  let round = 0;

  const ours = async (): Promise<number> => {
    const folder = join(root, `terminal-${(round += 1)}`);
    const { ms, growthMb } = await child(fetchedSchema, [folder, url, key.publicKey.x, 'fetch']);
    growths.push(growthMb);
    await rm(folder, { recursive: true });
    return ms;
  };
  const timed = async (work: (path: string) => Promise<unknown>): Promise<number> => {
    const path = join(root, `peer-${(round += 1)}`);
    const started = performance.now();
    await work(path);
    const ms = performance.now() - started;
    await rm(path);
    return ms;
  };
  const curl = (): Promise<number> =>
    timed(async (path) => {
      await run('curl', ['--silent', '--fail', '--output', path, address]);
      const { stdout } = await run('sha256sum', [path]);
      if (!stdout.startsWith(file.sha256)) throw new Error('curl brought something else');
    });
  const aria2 = (): Promise<number> =>
    timed((path) => run('aria2c', ['--quiet', '--split=4', '--max-connection-per-server=4', '--file-allocation=none', `--checksum=sha-256=${file.sha256}`, `--dir=${root}`, `--out=${path.slice(root.length + 1)}`, address]));

  const hasAria2 = await isInstalled('aria2c');
  const name = 'programs: 1 GB verified, over loopback';
  const results: Record<string, number[]> = hasAria2 ? await compete(5, { ours, curl, aria2 }) : await compete(5, { ours, curl });
  const times = (contender: string): number[] => results[contender] ?? [];
  report({ bench: `${name}, against curl and sha256sum`, ours: median(times('ours')), peer: median(times('curl')), unit: 'ms', ratio: pairedRatio(times('ours'), times('curl')), goal: 0.9 });
  if (hasAria2) report({ bench: `${name}, against aria2c --checksum`, ours: median(times('ours')), peer: median(times('aria2')), unit: 'ms', ratio: pairedRatio(times('ours'), times('aria2')), goal: 1 });
  else console.log(JSON.stringify({ bench: `${name}, against aria2c --checksum`, ok: null, note: 'not measured: there is no aria2c' }));
  report({ bench: 'programs: growth of memory meanwhile', ours: Math.max(...growths), peer: 64, unit: 'MB', goal: 1, note: 'largest of all rounds; resident memory of the whole process' });
}

/** From the program's start of the feature to descriptions that can be shown, all caches of the system warm. */
async function benchCatalogue(): Promise<void> {
  const folder = join(root, 'large');
  const { programs, issues } = await largeCatalogue(folder, key);
  const opened = [];
  for (let round = 0; round < 11; round += 1) opened.push(await child(openedSchema, [folder, 'http://127.0.0.1:1', key.publicKey.x, 'open']));
  const wrong = opened.find(({ count, states }) => count !== programs || states !== programs);
  if (wrong !== undefined) throw new Error(`there are ${wrong.count} programs and ${wrong.states} states, not ${programs}`);
  const ms = opened.map((one) => one.ms);
  report({ bench: `programs: opening a catalogue of ${programs} programs`, ours: median(ms), peer: 200, unit: 'ms', goal: 1, note: `${issues} issues; 9 of 10 openings below ${quantile(ms, 0.9).toFixed(0)} ms; memory ${median(opened.map((one) => one.rssMb)).toFixed(0)} MB` });
  report({ bench: `programs: the states of ${programs} programs, against a frame of 16 ms`, ours: median(opened.map((one) => one.holdingsMs)), peer: 16, unit: 'ms', goal: 1, note: `all found out anew; the longest ${median(opened.map((one) => one.longestMs)).toFixed(0)} ms` });
}

try {
  const chosen = process.argv.slice(2);
  if (chosen.length === 0 || chosen.includes('download')) await benchDownload();
  if (chosen.length === 0 || chosen.includes('catalogue')) await benchCatalogue();
} finally {
  for (const program of began) program.kill();
  rmSync(root, { recursive: true, force: true });
}
