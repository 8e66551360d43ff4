import { randomBytes } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TerminalProcess } from '../terminal-process.ts';
import { told } from './tell.ts';

/** Overwrites a stretch of a film that is here whole, from a share of its length (0 to 1) to its end, as a dying disk would. */
export async function damageFilm(terminal: TerminalProcess, data: string, title: string, fromShare = 0): Promise<void> {
  const program = (await told(terminal, 'programs')).find((one) => one.title['zh-CN'].includes(title));
  const hash = program?.film.url.split('/').at(-1);
  const place = (await readdir(data, { recursive: true })).find((name) => hash !== undefined && name.endsWith(join('content', hash.slice(0, 2), hash)));
  if (place === undefined) throw new Error(`there is no film of ${title} in ${data}`);
  const file = await open(join(data, place), 'r+');
  try {
    const { size } = await file.stat();
    const from = Math.floor(size * fromShare);
    await file.write(randomBytes(size - from), 0, size - from, from);
    await file.sync();
  } finally {
    await file.close();
  }
}
