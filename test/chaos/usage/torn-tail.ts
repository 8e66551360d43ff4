import { strict as assert } from 'node:assert';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyHead } from '../../../contract/usage/chain.ts';
import { segmentName } from '../../../electron/usage/segments.ts';
import { assertChain, linesFrom, numberOf, numbered, openRecords } from './records.ts';
import type { Chaos } from '../common/report.ts';

const EVENTS = 6;

/** Cuts a journal off at every byte of its last three records. All whole records are there, and none is made up. */
export async function tornTail({ folder, passed }: Chaos): Promise<void> {
  const whole = join(folder, 'whole');
  const writer = await openRecords(whole);
  for (let number = 1; number <= EVENTS; number++) await writer.append(numbered(number));
  await writer.close();
  const bytes = await readFile(join(whole, segmentName(1)));
  const ends = [...bytes.entries()].filter(([, byte]) => byte === 0x0a).map(([index]) => index + 1);
  for (let at = ends[EVENTS - 4] ?? 0; at <= bytes.length; at++) {
    const place = join(folder, String(at));
    await mkdir(place);
    await writeFile(join(place, segmentName(1)), bytes.subarray(0, at));
    const journal = await openRecords(place);
    await journal.append(numbered(100));
    const lines = await linesFrom(journal, 1);
    assertChain(lines, emptyHead);
    const complete = ends.filter((end) => end <= at).length;
    const numbers = lines.map(numberOf).filter((number) => number !== null);
    assert.deepEqual(numbers, [...Array.from({ length: complete }, (_, index) => index + 1), 100]);
    const recorded = lines.filter(({ parsed }) => parsed.type === 'journal.tail-set-aside').length;
    assert.equal(recorded, ends.includes(at) ? 0 : 1, 'what was set aside is recorded once');
    await journal.close();
    passed();
  }
}
