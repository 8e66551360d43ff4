import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, it, onTestFinished, afterAll } from 'vitest';
import { bundle } from '../../../build/run/bundle.mjs';
import { project } from '../../../build/run/paths.mjs';
import { damage } from '../../chaos/usage/damage.ts';
import { fullDisk, readOnlyDisk } from '../../chaos/usage/full-disk.ts';
import { kills } from '../../chaos/usage/kills.ts';
import { powerCuts } from '../../chaos/usage/power-cuts.ts';
import { Random } from '../../chaos/common/random.ts';
import type { Chaos } from '../../chaos/common/report.ts';
import { lineRounds } from '../../chaos/usage/line-rounds.ts';
import { canMakeDisks } from '../../support/terminal/small-disk.ts';
import { databaseTemplate } from '../county/open-county.ts';

// The fast part of `npm run chaos -- usage`, with the same seed each time.

const programs = `out/test/usage-chaos-${process.pid}`;

async function chaos(): Promise<Chaos> {
  const folder = await mkdtemp(join(tmpdir(), 'usage-chaos-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { random: new Random(20_261_123), folder, passed: () => undefined };
}

beforeAll(() => bundle({ writer: 'test/chaos/usage/writer.child.ts', county: 'test/chaos/usage/county.child.ts' }, programs));
afterAll(() => rm(join(project, programs), { recursive: true, force: true }));

describe('no acknowledged event is lost or doubled', () => {
  it('when the writing process is killed at random moments', async () => kills({ ...(await chaos()), rounds: 15, writer: join(project, programs, 'writer.js') }));

  it('when the power fails in the middle of a write', async () => powerCuts({ ...(await chaos()), rounds: 60 }));

  it('when a segment in the middle is damaged', async () => damage({ ...(await chaos()), rounds: 4 }));

  // Needs Linux and root, to mount small disks.
  it.skipIf(!canMakeDisks)('when the disk fills up and becomes free again', async () => fullDisk({ ...(await chaos()), rounds: 4 }));

  it.skipIf(!canMakeDisks)('when the disk becomes read-only and writable again', async () => readOnlyDisk({ ...(await chaos()), rounds: 3 }));

  it('when anything happens on the line, and to the county behind it', async () =>
    lineRounds({ ...(await chaos()), rounds: 15, killShare: 0.2, restoreShare: 0.1, county: join(project, programs, 'county.js'), template: await databaseTemplate() }), 240_000);
});
