import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Journal } from '../../../../electron/usage/journal.ts';
import { createScrub } from '../../../../electron/usage/scrub.ts';
import type { ScrubOptions } from '../../../../electron/usage/scrub.ts';
import { changeSegment, openTestJournal, sampleEvent, temporaryFolder, TestClock } from './support.ts';

/** A journal of 1,000 lines of which line 20 is damaged, as yet unnoticed. */
async function damagedJournal(): Promise<Journal> {
  const folder = await temporaryFolder();
  const first = await openTestJournal({ folder, segmentBytes: 65_536 });
  for (let number = 1; number <= 1000; number++) void first.append(sampleEvent(number));
  await first.close();
  await changeSegment(folder, 0, (bytes) => {
    const lines = bytes.toString('utf8').split('\n');
    return Buffer.from(lines.map((line) => (line.startsWith('{"seq":20,') ? line.replace('"seq"', '"sqe"') : line)).join('\n'));
  });
  return openTestJournal({ folder, segmentBytes: 65_536 });
}

async function damageFound(journal: Journal): Promise<number> {
  let found = 0;
  for await (const event of journal.events({ from: 1001 })) if (event.type === 'journal.damage-found') found += 1;
  return found;
}

async function scrub(options: Partial<ScrubOptions> & Pick<ScrubOptions, 'journal'>): Promise<{ readonly note: () => Promise<unknown>; readonly stop: () => Promise<void> }> {
  const { file = join(await temporaryFolder(), 'check.json') } = options;
  const started = createScrub({
    clock: new TestClock(),
    idle: () => true,
    onFault: (fault) => {
      throw fault;
    },
    restMs: 5,
    pauseMs: 1,
    ...options,
    file,
  });
  started.start();
  onTestFinished(started.stop);
  return { note: async () => JSON.parse(await readFile(file, 'utf8').catch(() => 'null')) as unknown, stop: started.stop };
}

describe('the journal, read through while nobody needs the machine,', () => {
  it('shows its damage, and when it was read to the end is noted', async () => {
    const journal = await damagedJournal();
    const { note } = await scrub({ journal });
    await expect.poll(note).toMatchObject({ at: 1, endedAt: new TestClock().wall() });
    expect(await damageFound(journal)).toBe(1);
  });

  it('is not read while somebody watches', async () => {
    const journal = await damagedJournal();
    const idle = vi.fn(() => false);
    const { stop } = await scrub({ journal, idle });
    await expect.poll(() => idle.mock.calls.length).toBeGreaterThan(3);
    await stop();
    expect(await damageFound(journal)).toBe(0);
  });

  it('is taken up where it was left, also after a restart, and not read again before its time', async () => {
    const journal = await damagedJournal();
    const [file, clock] = [join(await temporaryFolder(), 'check.json'), new TestClock()];
    let steps = 0;
    const first = await scrub({ journal, file, clock, idle: () => ++steps < 3 });
    await expect.poll(first.note).toMatchObject({ endedAt: null });
    await first.stop();
    const { at } = (await first.note()) as { at: number };
    expect(at).toBeGreaterThan(1);
    expect(at).toBeLessThan(1000);

    const verify = vi.spyOn(journal, 'verify');
    const second = await scrub({ journal, file, clock });
    await expect.poll(second.note).toMatchObject({ at: 1, endedAt: clock.wall() });
    await second.stop();
    expect(verify.mock.calls).toEqual([[{ from: at, pauseMs: 1 }]]);

    const third = await scrub({ journal, file, clock });
    clock.pass(6 * 86_400_000);
    await third.stop();
    expect(verify).toHaveBeenCalledTimes(1);
    clock.pass(86_400_000);
    await scrub({ journal, file, clock });
    await expect.poll(() => verify.mock.calls.length).toBe(2);
  });

  it('is read again when the clock was set by years, or the note of it is damaged', async () => {
    const journal = await damagedJournal();
    const [file, clock] = [join(await temporaryFolder(), 'check.json'), new TestClock()];
    await writeFile(file, '{"at":1,"endedAt":"2041-01-01T00:00:00Z"}');
    const first = await scrub({ journal, file, clock });
    await expect.poll(first.note).toMatchObject({ endedAt: clock.wall() });
    await first.stop();
    await writeFile(file, 'torn');
    const second = await scrub({ journal, file, clock });
    await expect.poll(() => second.note().catch(() => null)).toMatchObject({ endedAt: clock.wall() });
  });
});
