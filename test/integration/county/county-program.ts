import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { bundle } from '../../../build/run/bundle.mjs';
import { project } from '../../../build/run/paths.mjs';
import { writeIssue } from '../../support/county/issue-folder.ts';
import { dongmen } from './http-county.ts';

const readySchema = z.strictObject({ type: z.literal('ready'), url: z.url(), enrolmentCode: z.string().nullable(), setup: z.string().nullable() });
export type Ready = z.infer<typeof readySchema>;

/** The county as people run it: bundled, each command a process of its own. */
export interface CountyProgram {
  /** Runs one word to its end. */
  readonly word: (data: string, ...words: string[]) => Promise<{ readonly code: number | null; readonly said: string; readonly complained: string }>;
  /** Forks the server, as `npm start` does. */
  readonly serve: (data: string, ...words: string[]) => Promise<RunningServer>;
  /** Ends what still runs and removes the bundle. */
  readonly close: () => Promise<void>;
}

export interface RunningServer {
  readonly process: ChildProcess;
  readonly ready: Ready;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export async function buildCountyProgram(): Promise<CountyProgram> {
  const folder = `out/test/county-${process.pid}`;
  await bundle({ cli: 'county/cli.ts' }, folder);
  const program = join(project, folder, 'cli.js');
  const running = new Set<ChildProcess>();
  const environmentOf = (data: string) => ({ PATH: process.env.PATH, COUNTY_DATA: data, COUNTY_PORT: '0', COUNTY_LOG_LEVEL: 'error', TZ: 'Asia/Shanghai' });
  const watch = <C extends ChildProcess>(child: C): C => {
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  };
  return {
    word: async (data, ...words) => {
      const child = watch(spawn(process.execPath, [program, ...words], { env: environmentOf(data), cwd: data, stdio: ['ignore', 'pipe', 'pipe'] }));
      const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
      return { code: child.exitCode, said, complained };
    },
    serve: async (data, ...words) => {
      const child = watch(fork(program, ['serve', ...words], { env: environmentOf(data), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }));
      let printed = '';
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
      const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
      const message = once(child, 'message').then(([said]) => readySchema.parse(said));
      const early = ended.then((how) => Promise.reject(new Error(`the county ended (${how}): ${printed}`)));
      early.catch(() => undefined); // Once it is ready, its end is the test's business.
      return { process: child, ready: await Promise.race([message, early]), ended };
    },
    close: async () => {
      await Promise.all([...running].map(async (child) => child.kill('SIGKILL') && once(child, 'exit')));
      await rm(join(project, folder), { recursive: true, force: true });
    },
  };
}

/** A small sample: one issue, one member, no information. */
export async function writeSample(folder: string): Promise<void> {
  await writeIssue(join(folder, 'issue'));
  await writeFile(join(folder, 'information.json'), JSON.stringify({ items: [] }));
  await writeFile(join(folder, 'roster.json'), JSON.stringify({ site: dongmen, members: [{ number: '1001', name: '王秀兰' }] }));
}
