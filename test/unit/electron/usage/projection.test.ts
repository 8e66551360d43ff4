import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import type { UsageEvent } from '../../../../contract/usage/event.ts';
import type { Journal } from '../../../../electron/usage/journal.ts';
import { openProjection } from '../../../../electron/usage/projection.ts';
import type { Projection, ProjectionOptions } from '../../../../electron/usage/projection.ts';
import { changeSegment, FaultyDisk, openTestJournal, sampleEvent, temporaryFolder } from './support.ts';

const schema = z.strictObject({ sum: z.number(), seqs: z.array(z.number()) });
type Sum = z.infer<typeof schema>;
let applied = 0;

function apply(state: Sum, event: UsageEvent): Sum {
  applied += 1;
  return event.type === 'operator.refused' ? { sum: state.sum + event.data.failures, seqs: [...state.seqs, event.seq] } : state;
}

/** Opens the projection and closes it after the test. */
async function open(journal: Journal, folder: string, options: Partial<ProjectionOptions<Sum>> = {}): Promise<Projection<Sum>> {
  applied = 0;
  const onFault = (fault: unknown): void => {
    throw fault;
  };
  const projection = await openProjection({ journal, file: join(folder, 'sum.json'), version: 1, schema, initial: { sum: 0, seqs: [] }, apply, onFault, ...options });
  onTestFinished(() => projection.close());
  return projection;
}

async function append(journal: Journal, ...numbers: number[]): Promise<void> {
  await Promise.all(numbers.map((number) => journal.append(sampleEvent(number))));
}

describe('a projection', () => {
  it('holds what the events add up to, and follows them before the append resolves', async () => {
    const [folder, state] = [await temporaryFolder(), await temporaryFolder()];
    const journal = await openTestJournal({ folder });
    await append(journal, 1, 2, 3);
    const projection = await open(journal, state);
    expect(projection.state()).toEqual({ sum: 6, seqs: [1, 2, 3] });
    const told: number[] = [];
    projection.onChanged(({ sum }) => told.push(sum));
    await append(journal, 4);
    expect(projection.state().sum).toBe(10);
    expect(told).toEqual([10]);
  });

  it('misses nothing and counts nothing twice when events come while it is opened', async () => {
    const [folder, state] = [await temporaryFolder(), await temporaryFolder()];
    const journal = await openTestJournal({ folder });
    await append(journal, ...Array.from({ length: 500 }, () => 1));
    const stop = new AbortController();
    const writing = (async () => {
      while (!stop.signal.aborted) await append(journal, 1);
    })();
    const projection = await open(journal, state);
    stop.abort();
    await writing;
    await append(journal, 1);
    expect(projection.state().seqs).toEqual(Array.from({ length: journal.last.seq }, (_, index) => index + 1));
  });

  it('goes on from its checkpoint after a restart', async () => {
    const [folder, state] = [await temporaryFolder(), await temporaryFolder()];
    const journal = await openTestJournal({ folder });
    const first = await open(journal, state);
    await append(journal, 1, 2, 3);
    await first.close();
    await append(journal, 4);
    expect((await open(journal, state)).state()).toEqual({ sum: 10, seqs: [1, 2, 3, 4] });
    expect(applied).toBe(1);
  });

  it('writes a checkpoint now and then, so that a killed program starts quickly', async () => {
    const [folder, state] = [await temporaryFolder(), await temporaryFolder()];
    const journal = await openTestJournal({ folder });
    await open(journal, state, { eventsPerCheckpoint: 10 });
    for (let number = 1; number <= 40; number++) await append(journal, number);
    // What a killed program leaves: the file as it is now, whatever is still being written.
    const left = await temporaryFolder();
    await vi.waitFor(() => copyFile(join(state, 'sum.json'), join(left, 'sum.json')));
    const again = await open(journal, left);
    expect(again.state().seqs.length).toBe(40);
    expect(applied).toBeLessThan(40);
  });

  it.each([
    ['is unreadable', () => '{"version":1,"seq'],
    ['has another version', (text: string) => text.replace('"version":1', '"version":2')],
    ['has a state of another shape', (text: string) => text.replace('"sum":6', '"sum":"6"')],
    ['names a line that the journal has with another hash', (text: string) => text.replace(/"hash":"[0-9a-f]{4}/, '"hash":"0000')],
    ['is ahead of the journal', (text: string) => text.replace('"seq":3', '"seq":300')],
  ])('is built anew from the journal when its checkpoint %s', async (_, spoil) => {
    const [folder, state] = [await temporaryFolder(), await temporaryFolder()];
    const journal = await openTestJournal({ folder });
    await append(journal, 1, 2, 3);
    await (await open(journal, state)).close();
    const file = join(state, 'sum.json');
    const text = await readFile(file, 'utf8');
    expect(spoil(text)).not.toBe(text);
    await writeFile(file, spoil(text));
    expect((await open(journal, state)).state()).toEqual({ sum: 6, seqs: [1, 2, 3] });
    expect(applied).toBe(3);
  });

  it('is built anew, and says so, when the disk does not give its checkpoint back', async () => {
    const [folder, state] = [await temporaryFolder(), await temporaryFolder()];
    const journal = await openTestJournal({ folder });
    await append(journal, 1, 2, 3);
    await mkdir(join(state, 'sum.json'));
    const faults: unknown[] = [];
    const projection = await open(journal, state, { onFault: (fault) => faults.push(fault) });
    expect(projection.state().sum).toBe(6);
    expect(faults).toMatchObject([{ code: 'EISDIR' }]);
  });

  it('leaves out unreadable lines, and events on which it fails', async () => {
    const [folder, state] = [await temporaryFolder(), await temporaryFolder()];
    const writer = await openTestJournal({ folder });
    await append(writer, 1, 2, 3, 4);
    await writer.close();
    await changeSegment(folder, 0, (bytes) => Buffer.from(bytes.toString('utf8').replace('{"seq":2,', '{"sex":2,')));
    const faults: unknown[] = [];
    const journal = await openTestJournal({ folder });
    const projection = await open(journal, state, {
      apply: (sum, event) => {
        if (event.type === 'operator.refused' && event.data.failures === 3) throw new Error('cannot');
        return apply(sum, event);
      },
      onFault: (fault) => faults.push(fault),
    });
    expect(projection.state()).toEqual({ sum: 5, seqs: [1, 4] });
    expect(faults.length).toBe(1);
  });

  it('knows of events that wait for the disk, but checkpoints none of them', async () => {
    const [folder, state] = [await temporaryFolder(), await temporaryFolder()];
    const disk = new FaultyDisk();
    const journal = await openTestJournal({ folder, disk });
    const projection = await open(journal, state);
    await append(journal, 1);
    disk.fault = () => ({ code: 'ENOSPC' });
    await append(journal, 2);
    expect(projection.state().sum).toBe(3);
    await projection.close();
    await expect(readFile(join(state, 'sum.json'))).rejects.toThrow('ENOENT');
    disk.fault = null;
  });
});
