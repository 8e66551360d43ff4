import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ownDisplay } from './display.ts';
import { EXECUTABLE, packedEnvironment } from './packed.ts';
import { processTree } from './processes.ts';

export interface SupervisedOptions {
  /** The packed program's folder. */
  readonly packed: string;
  /** Gets the folder of versions. */
  readonly root: string;
  readonly data: string;
  /** At which its screens are driven. */
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** The packed program, run by its supervisor as at a site. */
export interface Supervised {
  /** Process id of the program's main process; null while there is none. */
  readonly main: () => Promise<number | null>;
  /** SIGKILL to the program and everything below it, as a crash would end it. The supervisor stays. */
  readonly kill: () => Promise<void>;
  readonly end: () => Promise<void>;
}

export async function supervise({ packed, root, data, port, environment }: SupervisedOptions): Promise<Supervised> {
  const { version } = JSON.parse(await readFile(join(packed, 'release.json'), 'utf8')) as { version: string };
  await mkdir(join(root, 'versions'), { recursive: true });
  await linkedCopy(packed, join(root, 'versions', version));
  await writeFile(join(root, 'current'), `${version}\n`);
  const words = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', `--remote-debugging-port=${port}`];
  const supervisor = spawn('/bin/sh', [join(packed, 'kiosk', 'supervise.sh'), root, ...words], {
    stdio: 'ignore',
    env: { ...process.env, ...ownDisplay(), ...packedEnvironment, TERMINAL_DATA: data, TERMINAL_KIOSK: '1', TERMINAL_LANG: 'zh-CN', ...environment },
  });
  const ended = once(supervisor, 'exit');
  const isProgram = async (pid: number): Promise<boolean> => (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(`/${EXECUTABLE}\0`);
  const main = async (): Promise<number | null> => {
    for (const pid of (await processTree(supervisor.pid ?? 0)).slice(1)) if (await isProgram(pid)) return pid;
    return null;
  };
  return {
    main,
    kill: async () => {
      const pid = await main();
      if (pid === null) throw new Error('the program does not run');
      for (const each of await processTree(pid)) {
        try {
          process.kill(each, 'SIGKILL');
        } catch {
          // Gone with its parent.
        }
      }
    },
    end: async () => {
      if (supervisor.exitCode !== null || supervisor.signalCode !== null) return;
      supervisor.kill('SIGTERM');
      await ended;
    },
  };
}

/** Other names for the same files: a program of 230 MB is there at once. Whoever changes one of them removes it first. */
export async function linkedCopy(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-al', from, to]);
}
