import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Head } from '../../../../contract/usage/chain.ts';
import type { Receipt } from '../../../../contract/usage/envelope.ts';
import type { Journal } from '../../../../electron/usage/journal.ts';
import { journalId } from './fake-county.ts';
import { FaultyDisk, linesOf, openTestJournal, sampleEvent, segmentsOf, temporaryFolder, TestClock, verified } from './support.ts';

const segmentBytes = 4096;
const DAY_MS = 86_400_000;
const BEGIN_MS = Date.parse('2026-01-01T00:00:00Z');

function receipt(head: Head, day: number): Receipt {
  return { kind: 'receipt/1', journal: journalId, head, known: true, receivedAt: new Date(BEGIN_MS + day * DAY_MS).toISOString(), gaps: [], quarantined: [] };
}

async function headAt(journal: Journal, seq: number): Promise<Head> {
  return { seq, hash: (await journal.hashAt(seq)) ?? '' };
}

/** A journal of 60 lines in several segments. */
async function sixty(folder: string, disk = new FaultyDisk()): Promise<Journal> {
  const journal = await openTestJournal({ folder, segmentBytes, disk, onFault: () => undefined });
  for (let number = 1; number <= 60; number++) await journal.append(sampleEvent(number));
  return journal;
}

describe('a receipt', () => {
  it('is kept when its head is a line of this journal, across a restart', async () => {
    const folder = await temporaryFolder();
    const journal = await sixty(folder);
    expect(await journal.takeReceipt(receipt({ seq: 30, hash: 'a'.repeat(64) }, 0))).toBe(false);
    expect(await journal.takeReceipt(receipt({ seq: 61, hash: 'a'.repeat(64) }, 0))).toBe(false);
    expect(await journal.takeReceipt(receipt({ seq: 0, hash: '0'.repeat(64) }, 0))).toBe(false);
    expect(journal.confirmed).toBeNull();
    const head = await headAt(journal, 30);
    expect(await journal.takeReceipt(receipt(head, 1))).toBe(true);
    await journal.close();
    expect((await openTestJournal({ folder, segmentBytes })).confirmed).toMatchObject(head);
  });

  it('counts by the county’s time, whatever the order in which receipts come', async () => {
    const journal = await sixty(await temporaryFolder());
    await journal.takeReceipt(receipt(await headAt(journal, 40), 5));
    await journal.takeReceipt(receipt(await headAt(journal, 20), 2));
    expect(journal.confirmed?.seq).toBe(40);
    await journal.takeReceipt(receipt(await headAt(journal, 10), 9)); // The county was restored from a backup.
    expect(journal.confirmed?.seq).toBe(10);
  });

  it('that cannot be written down does not stop the upload', async () => {
    const disk = new FaultyDisk();
    const journal = await sixty(await temporaryFolder(), disk);
    disk.elsewhere = 'ENOSPC';
    expect(await journal.takeReceipt(receipt(await headAt(journal, 40), 5))).toBe(true);
    disk.elsewhere = null;
  });

  it('file that is damaged counts as none', async () => {
    const folder = await temporaryFolder();
    const journal = await sixty(folder);
    await journal.takeReceipt(receipt(await headAt(journal, 40), 5));
    await journal.close();
    await writeFile(join(folder, 'receipts.json'), '{"confirmations":[{"seq":');
    expect((await openTestJournal({ folder, segmentBytes })).confirmed).toBeNull();
  });

  it('file stays small however many come', async () => {
    const folder = await temporaryFolder();
    const journal = await sixty(folder);
    for (let day = 0; day < 400; day += 0.5) await journal.takeReceipt(receipt(journal.last, day));
    const { confirmations } = JSON.parse(await readFile(join(folder, 'receipts.json'), 'utf8')) as { confirmations: unknown[] };
    expect(confirmations.length).toBeLessThan(62);
  });
});

describe('old segments', () => {
  const years = 800;

  it('are removed when a receipt covered them 24 months ago and the newest still does', async () => {
    const folder = await temporaryFolder();
    const journal = await sixty(folder);
    const firsts = (await segmentsOf(folder)).map(({ name }) => Number(name.slice(0, 16)));
    const covered = await headAt(journal, (firsts[3] ?? 0) - 1);
    const hashes = (await linesOf(journal)).map(({ hash }) => hash);
    await journal.takeReceipt(receipt(covered, 0));
    await journal.takeReceipt(receipt(covered, 8));
    expect(journal.firstKept).toBe(1);
    await journal.takeReceipt(receipt(await headAt(journal, 60), years));
    expect(journal.firstKept).toBe(firsts[3]);
    expect((await segmentsOf(folder)).map(({ name }) => Number(name.slice(0, 16)))).toEqual(firsts.slice(3));
    expect((await linesOf(journal)).map(({ hash }) => hash)).toEqual(hashes.slice((firsts[3] ?? 0) - 1));
    expect(await journal.lineAt(1)).toBeNull();
    await journal.close();
    const again = await openTestJournal({ folder, segmentBytes });
    expect([again.firstKept, again.last.seq]).toEqual([firsts[3], 60]);
    await verified(again);
    expect((await linesOf(again)).some(({ parsed }) => parsed.type === 'journal.damage-found')).toBe(false);
  });

  it.each([
    ['the receipts are less than a week apart', [[60, 0], [60, 6]]],
    ['only one receipt covers them', [[60, 0]]],
    ['the county had less of it 24 months ago', [[5, 0], [60, 100], [60, years]]],
    ['the newest receipt covers less: the county was restored from a backup', [[60, 0], [60, 8], [5, years]]],
    ['less than 24 months have passed by the county’s clock', [[60, 0], [60, 8], [60, 728]]],
  ] as const)('stay while %s', async (_, receipts) => {
    const folder = await temporaryFolder();
    const clock = new TestClock();
    const journal = await sixty(folder);
    clock.pass(5000 * DAY_MS);
    for (const [seq, day] of receipts) await journal.takeReceipt(receipt(await headAt(journal, seq), day));
    expect(journal.firstKept).toBe(1);
    expect((await readdir(folder)).includes('0000000000000001.jsonl')).toBe(true);
  });

  it('are never all removed: the last one is being written to', async () => {
    const folder = await temporaryFolder();
    const journal = await sixty(folder);
    for (const day of [0, 8, years]) await journal.takeReceipt(receipt(journal.last, day));
    expect((await segmentsOf(folder)).length).toBe(1);
    await journal.append(sampleEvent(61));
    expect((await linesOf(journal)).at(-1)?.seq).toBe(61);
  });
});
