import { createHash } from 'node:crypto';
import { chmod, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { isSystemError } from '../files.ts';
import { InputError, messageOf } from '../input.ts';
import { faultsOf } from './faults.ts';
import type { Say } from './word.ts';

/** Longest name of a Unix socket that every system takes, in bytes. */
const MAX_SOCKET_NAME = 100;
const MAX_REQUEST_BYTES = 1024 * 1024;

const requestSchema = z.strictObject({ word: z.string(), given: z.array(z.string()), options: z.record(z.string(), z.string()).default({}) });
export type ControlRequest = z.infer<typeof requestSchema>;

/** Lines that answer a word: what it says, then how it ended. */
const answerSchema = z.union([
  z.strictObject({ say: z.string() }),
  z.strictObject({ done: z.literal(true) }),
  /** Faults of what the person gave. */
  z.strictObject({ faults: z.array(z.string()) }),
  /** A fault of the program. */
  z.strictObject({ failed: z.string() }),
]);
type Answer = z.infer<typeof answerSchema>;

/** Where the server that has this data folder open takes words: only for its own user, on its own machine. */
export function controlAddress(data: string): string {
  const name = createHash('sha256').update(data).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\county-${name}`;
  const inside = join(data, 'control.sock');
  return Buffer.byteLength(inside) <= MAX_SOCKET_NAME ? inside : join(tmpdir(), `county-${name}.sock`);
}

/** Takes words until it is closed; closing waits for the one that runs. The caller holds the data folder, so an old socket is left over. */
export async function takeWords(address: string, run: (asked: ControlRequest, say: Say) => Promise<void>): Promise<{ close: () => Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    const tell = (answer: Answer) => void outgoing.write(`${JSON.stringify(answer)}\n`);
    readRequest(incoming)
      .then((asked) => run(asked, (say) => tell({ say })))
      .then(
        () => tell({ done: true }),
        (error: unknown) => {
          const faults = faultsOf(error);
          tell(faults === null ? { failed: messageOf(error) } : { faults: [...faults] });
        },
      )
      .finally(() => outgoing.end());
  });
  // Publishing a large issue takes its time.
  server.requestTimeout = 0;
  if (process.platform !== 'win32') await rm(address, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  if (process.platform !== 'win32') await chmod(address, 0o600);
  return { close: () => new Promise((resolve) => void server.close(() => resolve())) };
}

/**
 * Hands a word to the server at this address and passes on what it says.
 * @returns false when no server takes words there
 * @throws InputError with the faults that the server found
 */
export async function handWord(address: string, asked: ControlRequest, say: Say): Promise<boolean> {
  const answer = await send(address, asked);
  if (answer === null) return false;
  for await (const line of createInterface({ input: answer })) {
    const told = answerSchema.parse(JSON.parse(line));
    if ('say' in told) say(told.say);
    else if ('faults' in told) throw new InputError(told.faults);
    else if ('failed' in told) throw new Error(`The running county could not do this: ${told.failed}`);
    else return true;
  }
  throw new Error('The running county ended before it had done this. Try again.');
}

function send(address: string, asked: ControlRequest): Promise<IncomingMessage | null> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath: address, method: 'POST', path: '/words' }, resolve);
    sent.once('error', (error) => {
      if (isSystemError(error, 'ENOENT') || isSystemError(error, 'ECONNREFUSED')) resolve(null);
      else reject(error);
    });
    sent.end(JSON.stringify(asked));
  });
}

async function readRequest(incoming: IncomingMessage): Promise<ControlRequest> {
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk;
    if (text.length > MAX_REQUEST_BYTES) throw new InputError(['The request is too long.']);
  }
  return requestSchema.parse(JSON.parse(text));
}
