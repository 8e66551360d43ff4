import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyHead, lineHash } from '../../../../contract/usage/chain.ts';
import type { Receipt } from '../../../../contract/usage/envelope.ts';
import { readEvent } from '../../../../contract/usage/journal-line.ts';
import type { Journal } from '../../../../electron/usage/journal.ts';
import { journalId } from './fake-county.ts';
import { changeSegment, linesOf, openTestJournal, sampleEvent, sampleNumbers, segmentsOf, temporaryFolder, verified } from './support.ts';

const segmentBytes = 4096;

/** A closed journal with sample events 1 to `count`, each written by itself, in segments of about 14 lines. */
async function written(folder: string, count: number): Promise<void> {
  const journal = await openTestJournal({ folder, segmentBytes });
  for (let number = 1; number <= count; number++) await journal.append(sampleEvent(number));
  await journal.close();
}

async function events(journal: Journal, type: string): Promise<unknown[]> {
  return (await linesOf(journal)).filter(({ parsed }) => parsed.type === type).map(({ parsed }) => readEvent(parsed)).map((read) => (read.known ? read.event.data : null));
}

/** Finds what is damaged; then it is recorded, on disk. */
async function searched(journal: Journal): Promise<void> {
  await verified(journal);
  await journal.append(sampleEvent(999));
}

/** Where line `number` (from 0) of a segment begins and ends, its newline included. */
function place(bytes: Buffer, number: number): [start: number, end: number] {
  const ends = [...bytes.entries()].filter(([, byte]) => byte === 0x0a).map(([index]) => index + 1);
  return [number === 0 ? 0 : (ends[number - 1] ?? 0), ends[number] ?? bytes.length];
}

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 0x10;
  return changed;
}

describe('damage before the tail', () => {
  it('is recorded once, with its lines and its file, and recording goes on', async () => {
    const folder = await temporaryFolder();
    await written(folder, 60);
    await changeSegment(folder, 1, (bytes) => Buffer.from(bytes).fill('#', place(bytes, 3)[0] + 5, place(bytes, 5)[0] + 5));
    const [, second] = await segmentsOf(folder);
    const first = Number(second?.name.slice(0, 16));
    const expected = [{ firstSeq: first + 3, lastSeq: first + 5, file: second?.name }];
    const journal = await openTestJournal({ folder, segmentBytes });
    await journal.append(sampleEvent(61));
    const seqs = (await linesOf(journal)).map(({ seq }) => seq);
    expect(seqs.filter((seq) => seq >= first + 2 && seq <= first + 6)).toEqual([first + 2, first + 6]);
    expect(await journal.lineAt(first + 4)).toBeNull();
    await searched(journal);
    await searched(journal);
    expect(await events(journal, 'journal.damage-found')).toEqual(expected);
    await journal.close();
    const again = await openTestJournal({ folder, segmentBytes });
    await searched(again);
    expect(await events(again, 'journal.damage-found')).toEqual(expected);
  });

  it('is found where a line was altered but still reads well, and the line is given as it stands', async () => {
    const folder = await temporaryFolder();
    await written(folder, 60);
    await changeSegment(folder, 0, (bytes) => Buffer.from(bytes.toString('utf8').replace('"failures":7}', '"failures":8}')));
    const journal = await openTestJournal({ folder, segmentBytes });
    await searched(journal);
    expect(sampleNumbers(await linesOf(journal)).slice(0, 9)).toEqual([1, 2, 3, 4, 5, 6, 8, 8, 9]);
    expect(await events(journal, 'journal.damage-found')).toEqual([{ firstSeq: 7, lastSeq: 7, file: '0000000000000001.jsonl' }]);
  });

  it('is laid to the segment whose last line was altered, not to the next one', async () => {
    const folder = await temporaryFolder();
    await written(folder, 60);
    const [, second] = await segmentsOf(folder);
    const last = Number(second?.name.slice(0, 16)) - 1;
    await changeSegment(folder, 0, (bytes) => Buffer.from(bytes.toString('utf8').replace(`"failures":${last}}`, '"failures":1}')));
    const journal = await openTestJournal({ folder, segmentBytes });
    await searched(journal);
    expect(await events(journal, 'journal.damage-found')).toEqual([{ firstSeq: last, lastSeq: last, file: '0000000000000001.jsonl' }]);
  });

  it('may be a segment that is missing, or one that is cut short', async () => {
    const folder = await temporaryFolder();
    await written(folder, 60);
    const [, second, third, fourth] = await segmentsOf(folder);
    const firsts = [second, third, fourth].map((segment) => Number(segment?.name.slice(0, 16)));
    await rm(join(folder, second?.name ?? ''));
    await changeSegment(folder, 1, (bytes) => bytes.subarray(0, place(bytes, 2)[1] + 40));
    const journal = await openTestJournal({ folder, segmentBytes });
    await searched(journal);
    expect(await events(journal, 'journal.damage-found')).toEqual([
      { firstSeq: firsts[0], lastSeq: (firsts[1] ?? 0) - 1, file: '0000000000000001.jsonl' },
      { firstSeq: (firsts[1] ?? 0) + 3, lastSeq: (firsts[2] ?? 0) - 1, file: third?.name },
    ]);
  });

  it('cannot make the journal jump by a changed digit of a number', async () => {
    const folder = await temporaryFolder();
    await written(folder, 20);
    await changeSegment(folder, 0, (bytes) => Buffer.from(bytes.toString('utf8').replace('{"seq":5,', '{"seq":5000,')));
    const journal = await openTestJournal({ folder, segmentBytes });
    expect(journal.last.seq).toBe(20);
    await searched(journal);
    expect(await events(journal, 'journal.damage-found')).toMatchObject([{ firstSeq: 5, lastSeq: 5 }]);
    expect((await linesOf(journal)).map(({ seq }) => seq).slice(0, 6)).toEqual([1, 2, 3, 4, 6, 7]);
  });

  it('is told as one when a whole segment is riddled with it', async () => {
    const folder = await temporaryFolder();
    const journal = await openTestJournal({ folder });
    for (let batch = 0; batch < 10; batch++) await Promise.all(Array.from({ length: 60 }, (_, index) => journal.append(sampleEvent(batch * 60 + index + 1))));
    await journal.close();
    await changeSegment(folder, 0, (bytes) => Buffer.from(bytes.toString('utf8').replaceAll(/"failures":\d*[05]}/g, '"failures":?}')));
    const again = await openTestJournal({ folder });
    await searched(again);
    const found = await events(again, 'journal.damage-found');
    expect(found).toContainEqual({ firstSeq: 5, lastSeq: expect.any(Number) as number, file: '0000000000000001.jsonl' });
    expect(found.length).toBeLessThan(100);
  });
});

describe('the end of a journal', () => {
  it('gives up a complete last line that does not continue the chain', async () => {
    const folder = await temporaryFolder();
    await written(folder, 10);
    await changeSegment(folder, 0, (bytes) => Buffer.from(bytes.toString('utf8').replace(/"prev":"[0-9a-f]{64}"}\n$/, `"prev":"${'a'.repeat(64)}"}\n`)));
    const journal = await openTestJournal({ folder, segmentBytes });
    await journal.append(sampleEvent(11));
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 11]);
    expect(await events(journal, 'journal.tail-set-aside')).toMatchObject([{ afterSeq: 9 }]);
  });

  it('gives up a complete last line that is no JSON, has another number, or hides behind rubbish with a newline', async () => {
    for (const spoil of [
      (text: string) => text.replace('"failures":10}', '"failures":10}}'),
      (text: string) => text.replace('{"seq":10,', '{"seq":12,'),
      (text: string) => text.replace(/\{"seq":10,.*/s, 'rubbish\nand more\n'),
    ]) {
      const folder = await temporaryFolder();
      await written(folder, 10);
      await changeSegment(folder, 0, (bytes) => Buffer.from(spoil(bytes.toString('utf8'))));
      const journal = await openTestJournal({ folder, segmentBytes });
      await journal.append(sampleEvent(11));
      expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 11]);
      expect(await events(journal, 'journal.tail-set-aside')).toMatchObject([{ afterSeq: 9 }]);
    }
  });

  it('keeps good lines behind a bad one, and records the bad one at once', async () => {
    const folder = await temporaryFolder();
    await written(folder, 10);
    await changeSegment(folder, 0, (bytes) => flip(bytes, place(bytes, 6)[0] + 1));
    const journal = await openTestJournal({ folder, segmentBytes });
    await journal.append(sampleEvent(11));
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2, 3, 4, 5, 6, 8, 9, 10, 11]);
    expect(await events(journal, 'journal.damage-found')).toMatchObject([{ firstSeq: 7, lastSeq: 7 }]);
    expect(await events(journal, 'journal.tail-set-aside')).toEqual([]);
  });

  it('gives up a segment whose only line does not follow the segment before', async () => {
    const folder = await temporaryFolder();
    await written(folder, 10);
    const [segment] = await segmentsOf(folder);
    const ninth = segment?.bytes.subarray(...place(segment.bytes, 8)) ?? Buffer.alloc(0);
    const forged = ninth.toString('utf8').replace('{"seq":9,', '{"seq":11,');
    await writeFile(join(folder, '0000000000000011.jsonl'), forged);
    const journal = await openTestJournal({ folder, segmentBytes });
    await journal.append(sampleEvent(12));
    expect(await events(journal, 'journal.tail-set-aside')).toMatchObject([{ afterSeq: 10, bytes: forged.length }]);
    expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]);
  });

  it('is found in the segment before when the last one is empty or nothing but rubbish', async () => {
    for (const content of ['', '\0'.repeat(5000), 'rubbish']) {
      const folder = await temporaryFolder();
      await written(folder, 10);
      await writeFile(join(folder, '0000000000000011.jsonl'), content);
      const journal = await openTestJournal({ folder, segmentBytes });
      await journal.append(sampleEvent(11));
      expect(sampleNumbers(await linesOf(journal))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      expect((await events(journal, 'journal.tail-set-aside')).length).toBe(content === 'rubbish' ? 1 : 0);
    }
  });

  it('is not taken back behind what the county has confirmed, though the lines are lost here', async () => {
    const folder = await temporaryFolder();
    const journal = await openTestJournal({ folder, segmentBytes });
    for (let number = 1; number <= 40; number++) await journal.append(sampleEvent(number));
    const confirmed = journal.last;
    const receipt: Receipt = { kind: 'receipt/1', journal: journalId, head: confirmed, known: true, receivedAt: '2026-11-23T10:00:00Z', gaps: [], quarantined: [] };
    expect(await journal.takeReceipt(receipt)).toBe(true);
    await journal.close();
    const segments = await segmentsOf(folder);
    const lost = Number(segments.at(-1)?.name.slice(0, 16));
    await rm(join(folder, segments.at(-1)?.name ?? ''));
    const again = await openTestJournal({ folder, segmentBytes });
    await searched(again);
    expect((await again.lineAt(41))?.parsed).toMatchObject({ seq: 41, prev: confirmed.hash });
    expect(await events(again, 'journal.damage-found')).toMatchObject([{ firstSeq: lost, lastSeq: 40 }]);
  });

  it('survives any damage: opening works, what is untouched is read, and nothing unmarked is altered', async () => {
    const template = await temporaryFolder();
    await written(template, 50);
    const segments = await segmentsOf(template);
    const originals = new Map<number, string>();
    for (const { name, bytes } of segments) {
      const lines = bytes.toString('utf8').trimEnd().split('\n');
      lines.forEach((line, index) => originals.set(Number(name.slice(0, 16)) + index, lineHash(line)));
    }
    const harm = fc.record({
      segment: fc.nat({ max: segments.length - 1 }),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      length: fc.integer({ min: 1, max: 900 }),
      how: fc.constantFrom('zero', 'flip', 'newline', 'cut', 'noise'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 4 }), async (harms) => {
        const folder = await temporaryFolder();
        const touched = new Set<number>();
        for (const [index, { name, bytes }] of segments.entries()) {
          let content: Buffer = Buffer.from(bytes);
          for (const { at, length, how } of harms.filter(({ segment }) => segment === index)) {
            const from = Math.floor(at * content.length);
            if (content.length === 0) continue;
            if (how === 'cut') content = content.subarray(0, from);
            else if (how === 'zero') content.fill(0, from, Math.min(from + length, content.length));
            else if (how === 'newline') content[from] = 0x0a;
            else if (how === 'noise') content.fill('{"x"', from, Math.min(from + length, content.length));
            else content = flip(content, from);
          }
          for (let line = 0; ; line++) {
            const [start, end] = place(bytes, line);
            if (start >= bytes.length) break;
            if (!content.subarray(start, end).equals(bytes.subarray(start, end))) touched.add(Number(name.slice(0, 16)) + line);
          }
          await writeFile(join(folder, name), content);
        }
        const journal = await openTestJournal({ folder, segmentBytes });
        const last = journal.last.seq;
        const read = (await linesOf(journal)).filter(({ seq }) => seq <= last);
        await searched(journal);
        const marked = (await events(journal, 'journal.damage-found')) as { firstSeq: number; lastSeq: number }[];
        const setAside = (await events(journal, 'journal.tail-set-aside')) as { afterSeq: number }[];
        const isMarked = (seq: number): boolean =>
          marked.some(({ firstSeq, lastSeq }) => firstSeq <= seq && seq <= lastSeq) || setAside.some(({ afterSeq }) => afterSeq < seq);
        for (const [seq] of originals) {
          if (seq > last) continue;
          const found = read.find((line) => line.seq === seq);
          // Neighbours of harmed lines may be given up with them; what is far from any harm is there.
          if (![seq - 1, seq, seq + 1].some((near) => touched.has(near))) expect(found?.hash).toBe(originals.get(seq));
          if (found === undefined) expect(isMarked(seq)).toBe(true);
          else if (found.hash !== originals.get(seq)) expect(isMarked(seq)).toBe(true);
        }
        await journal.close();
      }),
      {
        numRuns: 60,
        // The last two segments lost: what is set aside of the last one belongs behind the line before both.
        examples: [
          [
            [
              { segment: 3, at: 0, length: 272, how: 'zero' },
              { segment: 2, at: 0, length: 1, how: 'cut' },
            ],
          ],
        ],
      },
    );
  }, 60_000);
});

it('the first line follows the empty head', async () => {
  const journal = await openTestJournal({ folder: await temporaryFolder() });
  expect(await journal.append(sampleEvent(1))).toMatchObject({ seq: 1, prev: emptyHead.hash });
});
