import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { systemClock } from '../../../electron/site/clock.ts';
import { openJournal } from '../../../electron/usage/journal.ts';
import type { TestIssue } from '../../support/terminal/issue-content.ts';
import type { Random } from '../common/random.ts';

/** The terminal's process, started again and again on the same folder. */
export class TerminalProcess {
  readonly #words: readonly string[];
  #child: ChildProcess | null = null;
  #errors = '';
  isHere = false;

  /** `words`: its program and that program's arguments. */
  constructor(words: readonly string[]) {
    this.#words = words;
  }

  start(): void {
    const child = spawn(process.execPath, this.#words, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.isHere = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (this.isHere = text.trimEnd().endsWith('here')));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#errors += text));
    this.#child = child;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child !== null) {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    }
    assert.equal(this.#errors, '', 'the terminal has faults');
  }

  /** Resolves when everything is here, and rejects when that takes too long. */
  async untilHere(mostMs: number): Promise<void> {
    const endMs = performance.now() + mostMs;
    while (!this.isHere) {
      assert.ok(performance.now() < endMs, `not everything is here after ${mostMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Every file of the issue lies among the content, right to the last byte. */
export async function assertWhole(folder: string, issue: TestIssue): Promise<void> {
  for (const sha256 of issue.contents.keys()) {
    const hash = createHash('sha256');
    for await (const piece of createReadStream(join(folder, 'programs/content', sha256.slice(0, 2), sha256))) hash.update(piece as Buffer);
    assert.equal(hash.digest('hex'), sha256, 'a file is wrong');
  }
  assert.deepEqual(await readdir(join(folder, 'programs/parts')), [], 'parts are left over');
}

/** The journal says once that the issue is here. */
export async function assertRecordedOnce(folder: string): Promise<void> {
  const fault = (error: unknown): never => {
    throw error instanceof Error ? error : new Error(String(error));
  };
  const journal = await openJournal({ folder: join(folder, 'journal'), clock: systemClock(), onFault: fault });
  let times = 0;
  for await (const event of journal.events({ from: 1 })) if (event.type === 'issue.completed') times += 1;
  await journal.close();
  assert.equal(times, 1, 'the issue was not recorded once');
}

/** Flips a random bit of a random file in the folder, as a failing disk does. False when there is none. */
export async function flipBit(folder: string, random: Random): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name));
  const chosen = files[random.whole(0, Math.max(0, files.length - 1))];
  if (chosen === undefined) return false;
  const handle = await open(join(chosen.parentPath, chosen.name), 'r+');
  const { size } = await handle.stat();
  const byte = Buffer.alloc(1);
  const at = random.whole(0, Math.max(0, size - 1));
  await handle.read(byte, 0, 1, at);
  byte.writeUInt8(byte.readUInt8(0) ^ (1 << random.whole(0, 7)), 0);
  await handle.write(byte, 0, 1, at);
  await handle.close();
  return size > 0;
}
