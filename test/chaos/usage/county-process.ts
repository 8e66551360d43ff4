import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { publicKeySchema } from '../../../contract/site/enrolment.ts';
import type { PublicKey } from '../../../contract/site/enrolment.ts';

const readySchema = z.strictObject({ url: z.url(), publicKey: publicKeySchema });

/** A county in a process of its own, that can be killed and set back to a backup. */
export class CountyProcess {
  readonly #program: string;
  readonly #folder: string;
  readonly #words: readonly string[];
  #child: ChildProcess | null = null;
  url = '';
  publicKey: PublicKey | null = null;

  /** `words`: an empty database to begin with, then journal, terminal, public key and token of the one terminal. */
  constructor(program: string, folder: string, words: readonly string[]) {
    this.#program = program;
    this.#folder = folder;
    this.#words = words;
  }

  async start(): Promise<void> {
    const child = fork(this.#program, [join(this.#folder, 'data'), ...this.#words], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const early = once(child, 'exit').then(() => Promise.reject(new Error(`the county ended: ${errors}`)));
    early.catch(() => undefined); // Once it is ready, its end is what the scenario wants.
    const message = once(child, 'message').then(([said]) => readySchema.parse(said));
    const ready = await Promise.race([message, early]);
    this.#child = child;
    [this.url, this.publicKey] = [ready.url, ready.publicKey];
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Keeps a copy of its data. Only while it does not run. */
  async backUp(): Promise<void> {
    await rm(join(this.#folder, 'backup'), { recursive: true, force: true });
    await cp(join(this.#folder, 'data'), join(this.#folder, 'backup'), { recursive: true });
  }

  async restore(): Promise<void> {
    await rm(join(this.#folder, 'data'), { recursive: true, force: true });
    await cp(join(this.#folder, 'backup'), join(this.#folder, 'data'), { recursive: true });
  }

  /** Every line it holds from this number on, as "<seq> <hash of the bytes>", in order. */
  async lines(from: number): Promise<readonly string[]> {
    return z.array(z.string()).parse(await this.#ask({ ask: 'lines', from }));
  }

  /** Takes in all envelopes of a folder. */
  async takeIn(stick: string, reversed: boolean): Promise<void> {
    await this.#ask({ ask: 'take-in', stick, reversed });
  }

  async #ask(question: object): Promise<unknown> {
    const child = this.#child;
    if (child === null) throw new Error('the county does not run');
    child.send(question);
    const [answer] = (await once(child, 'message')) as [unknown];
    return answer;
  }
}
