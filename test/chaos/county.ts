import { killedUnderLoad } from './county/killed-under-load.ts';
import { play } from './common/report.ts';

// npm run chaos -- county [SCENARIO…] [--seed N]: what every receipt promises is in the database, whatever is killed.

await play([{ name: 'killed-under-load', run: (chaos) => killedUnderLoad({ ...chaos, kills: 40 }) }]);
