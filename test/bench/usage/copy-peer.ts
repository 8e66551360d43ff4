import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** `psql`, held open, so that its start is in no figure. */
export interface CopyPeer {
  readonly run: (statement: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export function openPsql(psql: string, url: string): CopyPeer {
  const child = spawn(psql, ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', url], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    run: async (statement) => {
      child.stdin.write(`${statement}\n\\echo done\n`);
      const next = await answers.next();
      if (next.done === true || next.value !== 'done') throw new Error(`psql ended with ${await ended}: ${statement}`);
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
