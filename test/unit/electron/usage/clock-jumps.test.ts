import { describe, expect, it } from 'vitest';
import type { Journal } from '../../../../electron/usage/journal.ts';
import { linesOf, openTestJournal, sampleEvent, temporaryFolder, TestClock } from './support.ts';

async function jumps(journal: Journal): Promise<[seq: number, data: unknown][]> {
  return (await linesOf(journal)).filter(({ parsed }) => parsed.type === 'clock.jumped').map(({ seq, parsed }) => [seq, parsed.data]);
}

describe('a jump of the wall clock', () => {
  it('is recorded before the next event, with its size and direction', async () => {
    const clock = new TestClock();
    const journal = await openTestJournal({ folder: await temporaryFolder(), clock });
    await journal.append(sampleEvent(1));
    clock.pass(86_400_000);
    await journal.append(sampleEvent(2));
    clock.pass(5000);
    clock.wallMs += 3_600_000;
    await journal.append(sampleEvent(3));
    clock.wallMs -= 7_200_000;
    await Promise.all([journal.append(sampleEvent(4)), journal.append(sampleEvent(5))]);
    expect(await jumps(journal)).toEqual([
      [3, { byMs: 3_600_000 }],
      [5, { byMs: -7_200_000 }],
    ]);
  });

  it('of a minute or less is how clocks are kept right', async () => {
    const clock = new TestClock();
    const journal = await openTestJournal({ folder: await temporaryFolder(), clock });
    await journal.append(sampleEvent(1));
    clock.wallMs += 60_000;
    await journal.append(sampleEvent(2));
    clock.wallMs -= 60_000;
    await journal.append(sampleEvent(3));
    expect(await jumps(journal)).toEqual([]);
  });

  it('is noticed across a restart within one boot, and not between boots', async () => {
    const folder = await temporaryFolder();
    const clock = new TestClock();
    const first = await openTestJournal({ folder, clock });
    await first.append(sampleEvent(1));
    await first.close();
    clock.pass(20_000);
    clock.wallMs -= 86_400_000;
    const second = await openTestJournal({ folder, clock });
    await second.append(sampleEvent(2));
    expect(await jumps(second)).toEqual([[2, { byMs: -86_400_000 }]]);
    await second.close();
    const rebooted = new TestClock();
    rebooted.boot = '44444444-4444-4444-8444-444444444444';
    rebooted.wallMs = 0;
    const third = await openTestJournal({ folder, clock: rebooted });
    await third.append(sampleEvent(3));
    expect((await jumps(third)).length).toBe(1);
  });
});
