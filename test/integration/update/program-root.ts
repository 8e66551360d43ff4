import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** How a program of a test behaves when it is started: `well` says that it came up and ends when it is asked to. */
export type Behaviour = 'well' | 'dies' | 'hangs' | 'quits' | 'wants-restart-once';

const scripts: Readonly<Record<Behaviour, string>> = {
  well: 'rm -f "$TERMINAL_PROGRAM_ROOT/trial"; trap "exit 0" TERM; while :; do sleep 0.1; done',
  dies: 'exit 7',
  hangs: 'while :; do sleep 0.1; done',
  quits: 'exit 0',
  'wants-restart-once': '[ -f "$TERMINAL_PROGRAM_ROOT/restarted" ] && exit 0; touch "$TERMINAL_PROGRAM_ROOT/restarted"; exit 75',
};

/** Writes a whole program into a folder: its executable, a large file that never changes, and its sheet. */
export async function writeProgram(folder: string, version: string, behaviour: Behaviour): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  const executable = join(folder, 'distance-education-terminal');
  await writeFile(executable, `#!/bin/sh\necho "${version} $$" >> "$TERMINAL_PROGRAM_ROOT/ran"\n${scripts[behaviour]}\n`);
  await chmod(executable, 0o755);
  await writeFile(join(folder, 'libffmpeg.so'), Buffer.alloc(3_000_000, 'the same in every version '));
  await writeFile(join(folder, 'resources', 'app.asar'), Buffer.alloc(2_000_000, `the programs of ${version} `));
  await writeFile(join(folder, 'release.json'), JSON.stringify({ kind: 'release-sheet/1', version, platform: 'linux-x64', development: false }));
}

/** A folder of versions in which this one is the current one. */
export async function writeRoot(root: string, version: string, behaviour: Behaviour = 'well'): Promise<void> {
  await writeProgram(join(root, 'versions', version), version, behaviour);
  await writeFile(join(root, 'current'), `${version}\n`);
}

/** The versions in the order in which they were started. */
export async function started(root: string): Promise<readonly string[]> {
  const text = await readFile(join(root, 'ran'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '').map((line) => line.split(' ')[0] ?? '');
}

export async function lastPid(root: string): Promise<number> {
  return Number((await readFile(join(root, 'ran'), 'utf8')).trim().split('\n').at(-1)?.split(' ')[1]);
}

export interface Supervised {
  readonly process: ChildProcess;
  /** Asks it to end; its exit code. */
  readonly end: () => Promise<number | null>;
}

export function supervise(root: string, healthyWithinSeconds = 300): Supervised {
  const script = join(import.meta.dirname, '../../../electron/supervisor/supervise.sh');
  const child = spawn('/bin/sh', [script, root], { stdio: 'ignore', env: { ...process.env, TERMINAL_HEALTHY_WITHIN: String(healthyWithinSeconds) } });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const end = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    return ended;
  };
  onTestFinished(async () => {
    await end();
  });
  return { process: child, end };
}
