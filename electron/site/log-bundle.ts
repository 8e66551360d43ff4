import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { systemCode } from './disk.ts';

const compress = promisify(gzip);

/** The logs that there may be, the oldest first. */
const names = ['supervise.log', 'terminal.1.log', 'terminal.log'] as const;

/**
 * The end of the terminal's logs, packed, after a heading of facts. `mostBytes` is what may be read of them together: text of
 * this kind packs to less than a fifth. Secrets are never in the logs, so nothing has to be taken out here.
 */
export async function logBundle(dataFolder: string, facts: object, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = [Buffer.from(`${JSON.stringify(facts, null, 2)}\n`)];
  let left = mostBytes;
  for (const name of names.toReversed()) {
    const end = await endOf(join(dataFolder, 'logs', name), left);
    left -= end.byteLength;
    if (end.byteLength > 0) parts.splice(1, 0, Buffer.from(`\n── ${name}\n`), end);
  }
  return compress(Buffer.concat(parts));
}

/** The last bytes of a file, from the beginning of a line on; nothing of one that is not there. */
async function endOf(path: string, mostBytes: number): Promise<Buffer> {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.alloc(Math.min(size, Math.max(0, mostBytes)));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, size - bytes.length);
      const read = bytes.subarray(0, bytesRead);
      return bytes.length === size ? read : read.subarray(read.indexOf(0x0a) + 1);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
