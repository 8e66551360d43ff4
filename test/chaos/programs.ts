import { join } from 'node:path';
import { play } from './common/report.ts';
import { damage } from './programs/damage.ts';
import { fullDisk } from './programs/full-disk.ts';
import { interruptions } from './programs/interruptions.ts';

const MEGABYTE = 1024 ** 2;
const terminal = join(import.meta.dirname, 'terminal.child.js');

/** What happens to programs on their way to a terminal, and on its disk. */
await play([
  {
    name: 'interruptions',
    run: (chaos) => interruptions({ ...chaos, rounds: 200, killShare: 0.5, films: [110, 80, 60, 30, 20].map((size) => size * MEGABYTE), chunkBytes: 128 * 1024, terminal }),
  },
  { name: 'damage', run: (chaos) => damage({ ...chaos, rounds: 20, filmBytes: 20 * MEGABYTE, chunkBytes: 256 * 1024, terminal }) },
  { name: 'full-disk', run: (chaos) => fullDisk({ ...chaos, rounds: 10 }) },
]);
