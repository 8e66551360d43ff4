import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { benchEmbedded } from './county/embedded.ts';
import { benchProvince } from './county/province.ts';

// npm run bench -- county [--terminals 12000] [--events 10000000]
// A province: so many terminals with a day's backlog each, then more of them until there are so many events in all.

const { values } = parseArgs({ options: { terminals: { type: 'string', default: '12000' }, events: { type: 'string', default: '10000000' } } });
const whole = z.coerce.number().pipe(z.int().positive());

// Measured on the disk the project is on: a folder for temporary files may be in memory.
mkdirSync('out', { recursive: true });
const root = resolve(mkdtempSync(join('out', 'bench-county-')));
try {
  const program = join(import.meta.dirname, 'serve.child.js');
  await benchEmbedded({ program, data: join(root, 'embedded') });
  await benchProvince({ program, data: join(root, 'province'), terminals: whole.parse(values.terminals), events: whole.parse(values.events) });
} finally {
  await rm(root, { recursive: true, force: true });
}
