import { join } from 'node:path';
import { kills } from './information/kills.ts';
import { play } from './common/report.ts';

/** What happens to the terminal's wealth information. */
await play([{ name: 'kills', run: (chaos) => kills({ ...chaos, rounds: 150, writer: join(import.meta.dirname, 'writer.child.js') }) }]);
