import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyHead, lineHash } from '../../../../contract/usage/chain.ts';
import { journalLineSchema, readEvent } from '../../../../contract/usage/journal-line.ts';
import type { Journal } from '../../../../electron/usage/journal.ts';
import { FaultyDisk, linesOf, openTestJournal, sampleEvent, sampleNumbers, segmentsOf, temporaryFolder } from './support.ts';

async function append(journal: Journal, ...numbers: number[]): Promise<void> {
  for (const number of numbers) await journal.append(sampleEvent(number));
}

/** A closed journal with sample events 1 to `count`. */
async function written(folder: string, count: number, segmentBytes = 4096): Promise<void> {
  const journal = await openTestJournal({ folder, segmentBytes });
  await append(journal, ...Array.from({ length: count }, (_, index) => index + 1));
  await journal.close();
}

describe('a journal', () => {
  it('begins empty', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    expect(journal.last).toEqual(emptyHead);
    expect(journal.firstKept).toBe(1);
    expect(await linesOf(journal)).toEqual([]);
    expect(await journal.lineAt(1)).toBeNull();
  });

  it('writes lines as the contract says, each with the hash of the one before', async () => {
    const folder = await temporaryFolder();
    const journal = await openTestJournal({ folder });
    const first = await journal.append(sampleEvent(1));
    await journal.append({ type: 'terminal.stopped', data: { reason: 'quit' } });
    const text = (await readFile(join(folder, '0000000000000001.jsonl'), 'utf8')).replaceAll('\0', '');
    const [one = '', two = '', end] = text.split('\n');
    expect(end).toBe('');
    expect(one).toBe(JSON.stringify(first));
    expect(Object.keys(JSON.parse(two) as object)).toEqual(['seq', 'id', 'at', 'boot', 'uptimeMs', 'type', 'data', 'prev']);
    expect(journalLineSchema.parse(JSON.parse(one))).toMatchObject({ seq: 1, prev: emptyHead.hash, at: '2026-11-23T09:00:00.000Z', uptimeMs: 1000 });
    expect(journalLineSchema.parse(JSON.parse(two))).toMatchObject({ seq: 2, prev: lineHash(one) });
    expect(journal.last).toEqual({ seq: 2, hash: lineHash(two) });
  });

  it('goes on where it was closed, and leaves no zeros behind its last line', async () => {
    const folder = await temporaryFolder();
    await written(folder, 3);
    expect((await segmentsOf(folder))[0]?.bytes.at(-1)).toBe(0x0a);
    const journal = await openTestJournal({ folder });
    expect(journal.last.seq).toBe(3);
    await append(journal, 4);
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2, 3, 4]);
  });

  it('rolls to a new segment, named after its first line, and reads across them from anywhere', async () => {
    const folder = await temporaryFolder();
    await written(folder, 60);
    const names = (await segmentsOf(folder)).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(3);
    const journal = await openTestJournal({ folder, segmentBytes: 4096 });
    expect(sampleNumbers(await linesOf(journal)).length).toBe(60);
    for (const from of [1, 2, 13, 14, 15, 30, 59, 60]) {
      const lines = await linesOf(journal, from);
      expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 61 - from }, (_, index) => from + index));
      expect((await journal.lineAt(from))?.hash).toBe(lines[0]?.hash);
    }
    expect(await linesOf(journal, 61)).toEqual([]);
    expect(await journal.lineAt(61)).toBeNull();
    expect(names).toContain(`${String(Number(names[1]?.slice(0, 16))).padStart(16, '0')}.jsonl`);
  });

  it('shares one synced write among events that come together, in their order', async () => {
    const disk = new FaultyDisk();
    const journal = await openTestJournal({ folder: await temporaryFolder(), disk });
    await append(journal, 1);
    disk.syncedWrites = 0;
    await Promise.all(Array.from({ length: 64 }, (_, index) => journal.append(sampleEvent(index + 2))));
    expect(disk.syncedWrites).toBe(1);
    await append(journal, 66, 67);
    expect(disk.syncedWrites).toBe(3);
    expect(sampleNumbers(await linesOf(journal))).toEqual(Array.from({ length: 67 }, (_, index) => index + 1));
  });

  it('tells listeners of events in order, before the append resolves, and goes on when one throws', async () => {
    const faults: unknown[] = [];
    const journal = await openTestJournal({ folder: await temporaryFolder(), onFault: (fault) => faults.push(fault) });
    const told: number[] = [];
    journal.onAppended(() => {
      throw new Error('listener');
    });
    const stop = journal.onAppended(({ event }) => told.push(event.seq));
    await Promise.all([1, 2, 3].map(async (number) => {
      const { seq } = await journal.append(sampleEvent(number));
      expect(told).toContain(seq);
    }));
    expect(told).toEqual([1, 2, 3]);
    expect(faults.length).toBe(3);
    stop();
    await append(journal, 4);
    expect(told.length).toBe(3);
  });

  it('takes no event that does not fit its type, or makes too long a line, and goes on', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await expect(journal.append(sampleEvent(0.5))).rejects.toThrow();
    const query = 'x'.repeat(190);
    await expect(journal.append({ type: 'journal.tail-set-aside', data: { afterSeq: 1, bytes: 1, file: query.repeat(400) } })).rejects.toThrow();
    await append(journal, 1);
    expect(journal.last.seq).toBe(1);
  });

  it('refuses a second opener until the first has closed', async () => {
    const folder = await temporaryFolder();
    const journal = await openTestJournal({ folder });
    await expect(openTestJournal({ folder })).rejects.toThrow(/in use by process/);
    await journal.close();
    await expect(journal.append(sampleEvent(1))).rejects.toThrow('closed');
    await append(await openTestJournal({ folder }), 1);
  });

  it('takes over the lock of a process that is gone, and one torn by a power cut', async () => {
    const folder = await temporaryFolder();
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'open-00000000-0000-4000-8000-000000000000.lock'), JSON.stringify({ pid: process.pid, started: 'another boot 12' }));
    await writeFile(join(folder, 'open-00000000-0000-4000-8000-000000000001.lock'), '');
    await append(await openTestJournal({ folder }), 1);
    expect((await readdir(folder)).filter((name) => name.endsWith('.lock')).length).toBe(1);
  });
});

describe('a torn tail', () => {
  const count = 5;

  async function tearAt(tear: (bytes: Buffer, at: number) => Buffer): Promise<void> {
    const template = await temporaryFolder();
    await written(template, count, 1 << 20);
    const [segment] = await segmentsOf(template);
    if (segment === undefined) throw new Error('no segment');
    const ends = [...segment.bytes.entries()].filter(([, byte]) => byte === 0x0a).map(([index]) => index + 1);
    const from = ends[count - 4] ?? 0;
    const root = await temporaryFolder();
    const check = async (at: number): Promise<void> => {
      const folder = join(root, String(at));
      await mkdir(folder);
      await writeFile(join(folder, segment.name), tear(segment.bytes, at));
      const whole = ends.filter((end) => end <= at).length;
      const tornBytes = at - (ends[whole - 1] ?? 0);
      const journal = await openTestJournal({ folder, aheadBytes: 1024 });
      await append(journal, 100);
      const lines = await linesOf(journal);
      expect(sampleNumbers(lines)).toEqual([...Array.from({ length: whole }, (_, index) => index + 1), 100]);
      const kept = (await readdir(folder)).filter((name) => name.startsWith('set-aside-'));
      const events = lines.map(({ parsed }) => readEvent(parsed)).flatMap((read) => (read.known && read.event.type === 'journal.tail-set-aside' ? [read.event.data] : []));
      if (tornBytes === 0) {
        expect([kept, events]).toEqual([[], []]);
      } else {
        expect(events).toEqual([{ afterSeq: whole, bytes: tornBytes, file: kept[0] }]);
        expect(await readFile(join(folder, kept[0] ?? ''))).toEqual(segment.bytes.subarray(at - tornBytes, at));
      }
      lines.reduce((previous, { parsed, hash }) => {
        expect(parsed.prev).toBe(previous);
        return hash;
      }, emptyHead.hash);
      await journal.close();
    };
    const places = Array.from({ length: segment.bytes.length + 1 - from }, (_, index) => from + index);
    expect(places.length).toBeGreaterThan(600);
    const workers = Array.from({ length: 16 }, async () => {
      for (let at = places.pop(); at !== undefined; at = places.pop()) await check(at);
    });
    await Promise.all(workers);
  }

  it('leaves nothing behind the lines that are written in its place, however long it was', async () => {
    const folder = await temporaryFolder();
    await written(folder, 2);
    const [segment] = await segmentsOf(folder);
    await writeFile(join(folder, segment?.name ?? ''), Buffer.concat([segment?.bytes ?? Buffer.alloc(0), Buffer.alloc(5000, 'torn ')]));
    const journal = await openTestJournal({ folder, aheadBytes: 0 });
    await append(journal, 3);
    const now = (await segmentsOf(folder))[0]?.bytes.toString('utf8').replaceAll('\0', '');
    expect(now).not.toContain('torn ');
    expect(now?.split('\n').length).toBe(5);
  });

  it('is set aside and recorded, at every byte of the last three records', () => tearAt((bytes, at) => bytes.subarray(0, at)), 120_000);

  it('may end in zeros instead, at every byte of the last three records', () =>
    tearAt((bytes, at) => Buffer.concat([bytes.subarray(0, at), Buffer.alloc(700)])), 120_000);
});
