import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CompactSign } from 'jose';
import { describe, expect, it } from 'vitest';
import { publicKeySchema } from '../../../../contract/site/enrolment.ts';
import type { Receipt } from '../../../../contract/usage/envelope.ts';
import { ed25519Signer } from '../../../../electron/usage/envelope.ts';
import type { Journal } from '../../../../electron/usage/journal.ts';
import { exportRecords, importReceipts } from '../../../../electron/usage/stick.ts';
import { FakeCounty, journalId } from './fake-county.ts';
import { linesOf, openTestJournal, sampleEvent, temporaryFolder, TestClock } from './support.ts';

const terminal = generateKeyPairSync('ed25519');
const countyKeys = generateKeyPairSync('ed25519');
const countyKey = publicKeySchema.parse(countyKeys.publicKey.export({ format: 'jwk' }));
const sender = { journal: journalId, terminal: '33333333-3333-4333-8333-333333333333', site: 'dongmen', sign: ed25519Signer(terminal.privateKey), clock: new TestClock() };

async function append(journal: Journal, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => journal.append(sampleEvent(index + 1))));
}

/** An empty file; its path. */
async function made(path: string): Promise<string> {
  await writeFile(path, '');
  return path;
}

function sign(receipt: Receipt, key = countyKeys.privateKey): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(receipt))).setProtectedHeader({ alg: 'EdDSA' }).sign(key);
}

/** What the county does with a stick: takes the envelopes in, and writes a receipt beside each. */
async function takeIn(county: FakeCounty, stick: string, names: (all: readonly string[]) => readonly string[] = (all) => all): Promise<void> {
  const folder = join(stick, 'usage-records', journalId);
  for (const name of names((await readdir(folder)).filter((file) => file.endsWith('.usage')))) {
    await writeFile(join(folder, `${name}.receipt`), await sign(await county.send(await readFile(join(folder, name)))));
  }
}

describe('a stick', () => {
  it('carries records to the county and receipts back, and the next export begins behind them', async () => {
    const [stick, journal, county] = [await temporaryFolder(), await openTestJournal({ folder: await temporaryFolder() }), new FakeCounty(terminal.publicKey)];
    await append(journal, 40);
    const progress: unknown[] = [];
    expect(await exportRecords({ journal, sender, stick, onProgress: (one) => progress.push(one) })).toEqual({ files: 1, lines: 40, last: 40, ended: 'complete' });
    expect(progress).toEqual([{ lines: 40, ofLines: 40 }]);
    expect(await readdir(join(stick, 'usage-records', journalId))).toEqual(['1-40.usage']);
    await takeIn(county, stick);
    expect(county.branch(journal.last)).toEqual((await linesOf(journal)).map(({ line }) => line.toString('utf8')));
    expect(await importReceipts({ journal, journalId, countyKey, stick })).toEqual({ taken: 1, confirmed: 40, refused: [] });
    expect(await exportRecords({ journal, sender, stick })).toEqual({ files: 0, lines: 0, last: null, ended: 'complete' });
    await append(journal, 3);
    expect(await exportRecords({ journal, sender, stick })).toEqual({ files: 1, lines: 3, last: 43, ended: 'complete' });
    expect(await exportRecords({ journal, sender, stick, from: 1 })).toMatchObject({ files: 1, lines: 43 });
  });

  it('holds several envelopes, oldest first, that the county may take in any order and more than once', async () => {
    const [stick, journal, county] = [await temporaryFolder(), await openTestJournal({ folder: await temporaryFolder() }), new FakeCounty(terminal.publicKey)];
    await append(journal, 25_000);
    const { files } = await exportRecords({ journal, sender, stick });
    expect(files).toBeGreaterThan(1);
    await takeIn(county, stick, (all) => [...all].reverse());
    await takeIn(county, stick);
    expect(county.lines.size).toBe(25_000);
    expect((await importReceipts({ journal, journalId, countyKey, stick })).confirmed).toBe(25_000);
  }, 60_000);

  it('does not fill up over the years: what the county has, and what is written again, goes from it', async () => {
    const [stick, journal, county] = [await temporaryFolder(), await openTestJournal({ folder: await temporaryFolder() }), new FakeCounty(terminal.publicKey)];
    const folder = join(stick, 'usage-records', journalId);
    await append(journal, 10);
    await exportRecords({ journal, sender, stick });
    await append(journal, 5);
    await exportRecords({ journal, sender, stick });
    expect(await readdir(folder)).toEqual(['1-15.usage']);
    await takeIn(county, stick);
    await append(journal, 5);
    await exportRecords({ journal, sender, stick }); // The receipt on it has not been taken in: it stays.
    expect(await readdir(folder)).toEqual(['1-15.usage', '1-15.usage.receipt', '1-20.usage']);
    await importReceipts({ journal, journalId, countyKey, stick });
    await writeFile(join(folder, 'something else'), '');
    await writeFile(join(folder, 'cut-short.unfinished'), '');
    await exportRecords({ journal, sender, stick });
    expect(await readdir(folder)).toEqual(['1-20.usage', '16-20.usage', 'something else']);
    await takeIn(county, stick, (all) => all.filter((name) => name.startsWith('16')));
    expect((await importReceipts({ journal, journalId, countyKey, stick })).confirmed).toBe(20);
  });

  it('is left in order when the export is stopped', async () => {
    const [stick, journal] = [await temporaryFolder(), await openTestJournal({ folder: await temporaryFolder() })];
    await append(journal, 25_000);
    const stop = new AbortController();
    const exported = await exportRecords({ journal, sender, stick, signal: stop.signal, onProgress: () => stop.abort() });
    expect(exported).toMatchObject({ files: 1, ended: 'stopped' });
    expect(await readdir(join(stick, 'usage-records', journalId))).toEqual([`1-${exported.last ?? 0}.usage`]);
  });

  it('that cannot be written to is said to fail', async () => {
    const [folder, journal] = [await temporaryFolder(), await openTestJournal({ folder: await temporaryFolder() })];
    await append(journal, 1);
    await writeFile(join(folder, 'usage-records'), 'a file where the folder should be');
    await expect(exportRecords({ journal, sender, stick: folder })).rejects.toMatchObject({ problem: { code: 'disk-failing' } });
  });

  it('from hostile hands is neither followed out of itself nor waited for', async () => {
    const [stick, elsewhere, journal] = [await temporaryFolder(), await temporaryFolder(), await openTestJournal({ folder: await temporaryFolder() })];
    await append(journal, 5);
    const folder = join(stick, 'usage-records', journalId);
    await mkdir(folder, { recursive: true });
    const receipt: Receipt = { kind: 'receipt/1', journal: journalId, head: journal.last, known: true, receivedAt: '2026-11-23T10:00:00Z', gaps: [], quarantined: [] };
    await writeFile(join(elsewhere, 'good'), await sign(receipt));
    await symlink(join(elsewhere, 'good'), join(folder, 'link.usage.receipt'));
    await symlink('/dev/zero', join(folder, 'device.usage.receipt'));
    execFileSync('mkfifo', [join(folder, 'pipe.usage.receipt')]);
    await mkdir(join(folder, 'folder.usage.receipt'));
    await truncate(await made(join(folder, 'giant.usage.receipt')), 1e12);
    await mkdir(join(folder, '1-5.usage.new'));
    await Promise.all(Array.from({ length: 1050 }, (_, number) => made(join(folder, `${number}.usage.receipt`))));
    const { taken, confirmed, refused } = await importReceipts({ journal, journalId, countyKey, stick });
    expect([taken, confirmed]).toEqual([0, 0]);
    expect(refused.length).toBeLessThanOrEqual(1000);
    await symlink(join(elsewhere, 'good'), join(folder, '1-5.usage'));
    expect(await exportRecords({ journal, sender, stick })).toMatchObject({ lines: 5, ended: 'complete' });
    expect((await lstat(join(folder, '1-5.usage'))).isFile()).toBe(true);
    expect(await readFile(join(elsewhere, 'good'), 'utf8')).toBe(await sign(receipt));
  });

  it('whose folder is a link leads nowhere', async () => {
    const [stick, elsewhere, journal] = [await temporaryFolder(), await temporaryFolder(), await openTestJournal({ folder: await temporaryFolder() })];
    await append(journal, 5);
    await symlink(elsewhere, join(stick, 'usage-records'));
    await expect(exportRecords({ journal, sender, stick })).rejects.toMatchObject({ problem: { code: 'disk-failing' } });
    expect(await readdir(elsewhere)).toEqual([]);
    await mkdir(join(elsewhere, journalId));
    await made(join(elsewhere, journalId, 'a.usage.receipt'));
    expect((await importReceipts({ journal, journalId, countyKey, stick })).refused).toEqual([]);
  });

  it('brings in nothing that the county did not sign for this journal', async () => {
    const [stick, journal] = [await temporaryFolder(), await openTestJournal({ folder: await temporaryFolder() })];
    await append(journal, 5);
    expect(await importReceipts({ journal, journalId, countyKey, stick })).toEqual({ taken: 0, confirmed: 0, refused: [] });
    const folder = join(stick, 'usage-records', journalId);
    await mkdir(folder, { recursive: true });
    const receipt: Receipt = { kind: 'receipt/1', journal: journalId, head: journal.last, known: true, receivedAt: '2026-11-23T10:00:00Z', gaps: [], quarantined: [] };
    const other = { ...receipt, journal: receipt.journal.replace('2', '9') as Receipt['journal'] };
    await writeFile(join(folder, 'a.usage.receipt'), await sign(receipt, generateKeyPairSync('ed25519').privateKey));
    await writeFile(join(folder, 'b.usage.receipt'), await sign(other));
    await writeFile(join(folder, 'c.usage.receipt'), 'x'.repeat(2_000_000));
    await writeFile(join(folder, 'd.usage.receipt'), await sign({ ...receipt, head: { seq: 5, hash: 'a'.repeat(64) } }));
    const { taken, confirmed, refused } = await importReceipts({ journal, journalId, countyKey, stick });
    expect([taken, confirmed]).toEqual([0, 0]);
    expect(refused.map(({ file, problem }) => [file, problem.code])).toEqual([
      ['a.usage.receipt', 'signature-wrong'],
      ['b.usage.receipt', 'signature-wrong'],
      ['c.usage.receipt', 'content-damaged'],
    ]);
    await writeFile(join(folder, 'e.usage.receipt'), `${await sign(receipt)}\n`);
    expect(await importReceipts({ journal, journalId, countyKey, stick })).toMatchObject({ taken: 1, confirmed: 5 });
  });
});
