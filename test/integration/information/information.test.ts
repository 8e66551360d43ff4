import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bundle } from '../../../build/run/bundle.mjs';
import { project } from '../../../build/run/paths.mjs';
import { openInformation } from '../../../electron/information/information.ts';
import { kills } from '../../chaos/information/kills.ts';
import { Random } from '../../chaos/common/random.ts';
import { technique } from '../../support/terminal/information.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import { expectProblem, onFault, problemList, testClock, until } from '../../support/terminal/surroundings.ts';

const programs = `out/test/information-${process.pid}`;
beforeAll(() => bundle({ worker: 'electron/information/information.worker.ts', writer: 'test/chaos/information/writer.child.ts' }, programs));
afterAll(() => rm(join(project, programs), { recursive: true, force: true }));

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'information-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('the wealth information in a thread of its own', () => {
  it('answers as in this one, builds a base in another thread, and is there after a restart', async () => {
    const [folder, key, problems] = [await emptyFolder(), countyKey(), problemList()];
    const worker = join(project, programs, 'worker.js');
    const open = () => openInformation({ folder, countyKey: key.publicKey, clock: testClock(), worker, onProblem: problems.add, onFault });
    const information = await open();
    const text = key.sign({ kind: 'information/1', version: 1, publishedAt: '2026-11-20T09:00:00.000+08:00', items: [technique({ id: 'drip', title: '果园滴灌技术' })] });
    expect(await information.accept(Buffer.from(text))).toBe('taken');
    await until(information.onChanged, () => information.version() === 1);
    expect((await information.find('digaun', null, 10)).hits.map(({ id }) => id)).toEqual(['drip']);
    expect(await information.suggest('gy', 'zh-CN')).toEqual(['果园滴灌技术']);
    expect(await information.item('drip')).toEqual(technique({ id: 'drip', title: '果园滴灌技术' }));
    await expectProblem('signature-wrong', () => information.accept(Buffer.from(countyKey().sign({ kind: 'information/1' }))));
    await information.close();
    const again = await open();
    expect([again.version(), again.view().counts.technique]).toEqual([1, 1]);
    await again.close();
    expect(problems.list).toEqual([]);
  });
});

describe('no version of the wealth information is ever half there', () => {
  it('when the process that takes it is killed at random moments', async () =>
    kills({ random: new Random(20_261_123), folder: await emptyFolder(), passed: () => undefined, rounds: 6, writer: join(project, programs, 'writer.js') }), 120_000);
});
