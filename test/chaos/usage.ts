import { join } from 'node:path';
import { databaseTemplate } from '../integration/county/open-county.ts';
import { play } from './common/report.ts';
import { damage } from './usage/damage.ts';
import { fullDisk, readOnlyDisk } from './usage/full-disk.ts';
import { kills } from './usage/kills.ts';
import { lineRounds } from './usage/line-rounds.ts';
import { powerCuts } from './usage/power-cuts.ts';
import { tornTail } from './usage/torn-tail.ts';

/** What happens to the terminal's journal by itself, then between terminal and county. */
await play([
  { name: 'torn-tail', run: tornTail },
  { name: 'kills', run: (chaos) => kills({ ...chaos, rounds: 300, writer: join(import.meta.dirname, 'writer.child.js') }) },
  { name: 'power-cuts', run: (chaos) => powerCuts({ ...chaos, rounds: 600 }) },
  { name: 'full-disk', run: (chaos) => fullDisk({ ...chaos, rounds: 20 }) },
  { name: 'read-only-disk', run: (chaos) => readOnlyDisk({ ...chaos, rounds: 20 }) },
  { name: 'damage', run: (chaos) => damage({ ...chaos, rounds: 40 }) },
  { name: 'hostile-line', run: async (chaos) => lineRounds({ ...chaos, rounds: 500, county: join(import.meta.dirname, 'county.child.js'), template: await databaseTemplate() }) },
]);
