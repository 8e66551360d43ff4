import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { lineHash } from '../../../../contract/usage/chain.ts';
import type { NewEvent } from '../../../../contract/usage/event.ts';
import { ed25519Signer, packEnvelope } from '../../../../electron/usage/envelope.ts';
import type { Journal } from '../../../../electron/usage/journal.ts';
import { journalId, openEnvelope } from './fake-county.ts';
import { changeSegment, linesOf, openTestJournal, sampleEvent, temporaryFolder, TestClock } from './support.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const sender = { journal: journalId, terminal: '33333333-3333-4333-8333-333333333333', site: 'dongmen', sign: ed25519Signer(privateKey), clock: new TestClock() };

async function append(journal: Journal, count: number, event: (number: number) => NewEvent = sampleEvent): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => journal.append(event(index + 1))));
}

describe('an envelope', () => {
  it('holds the lines as they are on disk, says where they belong, and is signed', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 9);
    const packed = await packEnvelope(journal, 4, sender, { to: 8 });
    expect(packed).toMatchObject({ first: 4, last: 8 });
    const { header, lines } = openEnvelope(packed?.bytes ?? Buffer.alloc(0), publicKey);
    expect(lines).toEqual((await linesOf(journal)).slice(3, 8).map(({ line }) => line.toString('utf8')));
    expect(header).toEqual({
      kind: 'usage/1',
      journal: journalId,
      terminal: sender.terminal,
      site: 'dongmen',
      first: 4,
      last: 8,
      head: lineHash(lines[4] ?? ''),
      clock: { at: '2026-11-23T09:00:00.000Z', boot: sender.clock.boot, uptimeMs: 1000 },
    });
  });

  it('is none where there is nothing to pack', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    expect(await packEnvelope(journal, 1, sender)).toBeNull();
    await append(journal, 2);
    expect(await packEnvelope(journal, 3, sender)).toBeNull();
  });

  it.each([700, 5000, 100_000])('stays within %i bytes, with as many lines as fit well', async (maxBytes) => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 3000);
    const packed = await packEnvelope(journal, 1, sender, { maxBytes });
    expect(packed?.bytes.byteLength).toBeLessThanOrEqual(maxBytes);
    if (maxBytes > 1000) expect(packed?.bytes.byteLength).toBeGreaterThan(maxBytes / 4);
    expect(openEnvelope(packed?.bytes ?? Buffer.alloc(0), publicKey).header.first).toBe(1);
  });

  it('stays within the contract’s limits for lines that pack very well, and for those that do not', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    const long = (query: () => string) => (): NewEvent => ({ type: 'lookup.opened', data: { item: 'i', kind: 'policy', title: { 'zh-CN': query() }, search: null, member: null } });
    await append(journal, 300, long(() => '富'.repeat(20_000)));
    await append(journal, 300, long(() => Array.from({ length: 500 }, () => randomUUID()).join('')));
    for (let from = 1; from <= 600; ) {
      const packed = await packEnvelope(journal, from, sender);
      if (packed === null) throw new Error('lines are missing');
      expect(packed.bytes.byteLength).toBeLessThanOrEqual(1024 * 1024);
      expect(Buffer.byteLength(openEnvelope(packed.bytes, publicKey).text)).toBeLessThanOrEqual(16 * 1024 * 1024);
      expect(packed.first).toBe(from);
      from = packed.last + 1;
    }
  });

  it('ends before lines that cannot be read, and the next one begins behind them', async () => {
    const folder = await temporaryFolder();
    const writer = await openTestJournal({ folder });
    await append(writer, 12);
    await writer.close();
    await changeSegment(folder, 0, (bytes) => Buffer.from(bytes.toString('utf8').replace('{"seq":5,', '{"sex":5,')));
    const journal = await openTestJournal({ folder });
    expect(await packEnvelope(journal, 1, sender)).toMatchObject({ first: 1, last: 4 });
    expect(await packEnvelope(journal, 5, sender, { to: 12 })).toMatchObject({ first: 6, last: 12 });
    expect(await packEnvelope(journal, 5, sender, { to: 5 })).toBeNull();
  });
});
