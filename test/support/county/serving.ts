import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { readConfig } from '../../../county/config.ts';
import { openCounty } from '../../../county/county.ts';
import { startServer } from '../../../county/server.ts';

const saidSchema = z.union([z.strictObject({ url: z.url() }), z.strictObject({ residentBytes: z.number() })]);

/** What a child process runs that is to be a county: settings in its environment, its address told to its parent. */
export async function serveInChild(): Promise<void> {
  const deps = await openCounty(readConfig({ port: '0', 'log-level': 'warn', 'requests-per-minute': '1000000' }, process.env));
  const server = await startServer(deps);
  process.on('message', () => process.send?.({ residentBytes: process.memoryUsage().rss }));
  process.once('disconnect', () => void server.close().then(() => deps.database.close()));
  process.send?.({ url: server.url });
}

/** A county in a process of its own. Several may share a database and a data folder. */
export class ServingCounty {
  readonly #program: string;
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;
  url = '';

  /** `environment`: the county's settings, e.g. `COUNTY_DATA` and `DATABASE_URL`. */
  constructor(program: string, environment: Readonly<Record<string, string>>) {
    this.#program = program;
    this.#environment = environment;
  }

  get running(): boolean {
    return this.#child !== null;
  }

  /** Rejects with what it printed when it ends before it listens. */
  async start(): Promise<void> {
    const child = fork(this.#program, [], { env: { ...process.env, ...this.#environment }, stdio: ['ignore', 'inherit', 'pipe', 'ipc'] });
    let printed = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed = (printed + text).slice(-4000)));
    const early = once(child, 'exit').then(() => Promise.reject(new Error(`the county ended: ${printed}`)));
    early.catch(() => undefined); // Once it listens, its end is what its owner wants.
    const said = await Promise.race([once(child, 'message').then(([message]) => saidSchema.parse(message)), early]);
    if (!('url' in said)) throw new Error('the county said something else than its address');
    [this.#child, this.url] = [child, said.url];
    child.once('exit', () => {
      if (this.#child === child) this.#child = null; // Not on its owner's word.
    });
  }

  async residentBytes(): Promise<number> {
    const child = this.#child;
    if (child === null) throw new Error('the county does not run');
    child.send('memory');
    const [message] = (await once(child, 'message')) as [unknown];
    const said = saidSchema.parse(message);
    return 'residentBytes' in said ? said.residentBytes : 0;
  }

  async kill(): Promise<void> {
    await this.#end((child) => child.kill('SIGKILL'));
  }

  async stop(): Promise<void> {
    await this.#end((child) => child.disconnect());
  }

  async #end(how: (child: ChildProcess) => unknown): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const ended = once(child, 'exit');
    how(child);
    await ended;
  }
}
