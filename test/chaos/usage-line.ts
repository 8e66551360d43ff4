import { join } from 'node:path';
import { databaseTemplate } from '../integration/county/open-county.ts';
import { play } from './common/report.ts';
import { lineRounds } from './usage-line/rounds.ts';

/** What happens to usage records between terminal and county. */
await play([
  {
    name: 'hostile-line',
    run: async (chaos) => lineRounds({ ...chaos, rounds: 500, county: join(import.meta.dirname, 'county.child.js'), template: await databaseTemplate() }),
  },
]);
