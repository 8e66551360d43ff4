import { strict as assert } from 'node:assert';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eventData } from '../../../contract/usage/event.ts';
import type { Journal } from '../../../electron/usage/journal.ts';
import { linesFrom, numbered, openRecords } from './records.ts';
import type { Chaos } from '../common/report.ts';

/** Damages a segment in the middle. It is found and recorded once, and recording goes on. */
export async function damage({ random, folder, passed, rounds }: Chaos & { readonly rounds: number }): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const place = join(folder, String(round));
    const writer = await openRecords(place);
    for (let batch = 0; batch < 12; batch++) await Promise.all(Array.from({ length: 40 }, (_, index) => writer.append(numbered(batch * 40 + index + 1))));
    const originals = new Map((await linesFrom(writer, 1)).map(({ seq, hash }) => [seq, hash]));
    await writer.close();

    const names = (await readdir(place)).filter((name) => name.endsWith('.jsonl')).sort();
    const name = names[random.whole(1, names.length - 2)] ?? '';
    const file = await open(join(place, name), 'r+');
    const { size } = await file.stat();
    const length = random.whole(1, 4096);
    const at = random.whole(0, size - length);
    await file.write(Buffer.from(Array.from({ length }, () => random.whole(0, 255))), 0, length, at);
    await file.close();

    for (let opening = 0; opening < 2; opening++) {
      const journal = await openRecords(place);
      await journal.append(numbered(1000 + opening));
      const steps = journal.verify({ pauseMs: 0 });
      while ((await steps.next()).done !== true);
      await journal.append(numbered(1001));
      const found = await damageRecorded(journal);
      assert.ok(found.length > 0, 'the damage was not found');
      assert.ok(found.every((one) => one.file === name), 'the damage was laid to another segment');
      assert.equal(new Set(found.map(({ firstSeq }) => firstSeq)).size, found.length, 'damage was recorded twice');
      const lines = new Map((await linesFrom(journal, 1)).map(({ seq, hash }) => [seq, hash]));
      for (const [seq, hash] of originals) {
        const marked = found.some(({ firstSeq, lastSeq }) => firstSeq <= seq && seq <= lastSeq);
        assert.ok(marked || lines.get(seq) === hash, `line ${seq} is lost or altered, and nobody says so`);
      }
      await journal.close();
    }
    passed();
  }
}

async function damageRecorded(journal: Journal) {
  const lines = await linesFrom(journal, 1);
  return lines.filter(({ parsed }) => parsed.type === 'journal.damage-found').map(({ parsed }) => eventData['journal.damage-found'].parse(parsed.data));
}
