import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it, onTestFinished } from 'vitest';
import { bundle } from '../../../build/run/bundle.mjs';
import { project } from '../../../build/run/paths.mjs';
import { Random } from '../../chaos/common/random.ts';
import type { Chaos } from '../../chaos/common/report.ts';
import { damage } from '../../chaos/programs/damage.ts';
import { fullDisk } from '../../chaos/programs/full-disk.ts';
import { interruptions } from '../../chaos/programs/interruptions.ts';
import { canMakeDisks } from '../../support/terminal/small-disk.ts';

// The fast part of `npm run chaos -- programs`, with the same seed each time.

const programs = `out/test/programs-chaos-${process.pid}`;
const terminal = join(project, programs, 'terminal.js');

async function chaos(): Promise<Chaos> {
  const folder = await mkdtemp(join(tmpdir(), 'programs-chaos-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { random: new Random(20_261_123), folder, passed: () => undefined };
}

beforeAll(() => bundle({ terminal: 'test/chaos/programs/terminal.child.ts' }, programs));
afterAll(() => rm(join(project, programs), { recursive: true, force: true }));

describe('every file is right at the end, and little is fetched twice', () => {
  it('when the terminal is killed and the line is cut at random moments', async () =>
    interruptions({ ...(await chaos()), rounds: 8, killShare: 0.8, films: [4_000_000, 2_000_000], chunkBytes: 131_072, terminal }));

  it('when the disk flips bits of what was verified long ago', async () => damage({ ...(await chaos()), rounds: 1, filmBytes: 1_000_000, chunkBytes: 65_536, terminal }));

  // Needs Linux and root, to mount small disks.
  it.skipIf(!canMakeDisks)('when the disk fills up to the reserve and becomes free again', async () => fullDisk({ ...(await chaos()), rounds: 1 }));
});
