import { generateKeyPairSync } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fail, ProblemError } from '../../../../contract/problem.ts';
import type { Head } from '../../../../contract/usage/chain.ts';
import type { Receipt } from '../../../../contract/usage/envelope.ts';
import { ed25519Signer } from '../../../../electron/usage/envelope.ts';
import type { Journal } from '../../../../electron/usage/journal.ts';
import { createUploader } from '../../../../electron/usage/upload.ts';
import type { Uploader, UploaderOptions, UploadState } from '../../../../electron/usage/upload.ts';
import { FakeCounty, journalId } from './fake-county.ts';
import { changeSegment, linesOf, openTestJournal, sampleEvent, temporaryFolder, TestClock } from './support.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const sender = { journal: journalId, terminal: '33333333-3333-4333-8333-333333333333', site: 'dongmen', sign: ed25519Signer(privateKey), clock: new TestClock() };

async function append(journal: Journal, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, (_, index) => journal.append(sampleEvent(index + 1))));
}

/** An uploader with short waits, stopped after the test. */
function upload(journal: Journal, county: FakeCounty, options: Partial<UploaderOptions> = {}): Uploader {
  const uploader = createUploader({
    journal,
    collector: county,
    sender,
    onFault: (fault) => {
      throw fault;
    },
    gatherMs: 1,
    retryMs: { first: 1, most: 4 },
    ...options,
  });
  onTestFinished(() => uploader.stop());
  uploader.start();
  return uploader;
}

/** Resolves with the first state that fits; rejects when none comes in time. */
function until(uploader: Uploader, fits: (state: UploadState) => boolean): Promise<UploadState> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`it stays at ${JSON.stringify(uploader.state())}`)), 10_000);
    const look = (state: UploadState): void => {
      if (!fits(state)) return;
      clearTimeout(late);
      stop();
      resolve(state);
    };
    const stop = uploader.onChanged(look);
    look(uploader.state());
  });
}

const rested = (confirmed: number) => (state: UploadState) => state.activity === 'resting' && state.confirmed === confirmed;

/** The county holds exactly the journal's lines, each once. */
async function expectSame(county: FakeCounty, journal: Journal): Promise<void> {
  const lines = (await linesOf(journal)).map(({ line }) => line.toString('utf8'));
  expect(county.branch(journal.last)).toEqual(lines);
  expect(county.lines.size).toBe(lines.length);
}

const unreachable = (): never => fail('county-unreachable', { url: 'http://127.0.0.1:1' });

describe('the uploader', () => {
  it('sends all there is, then what is recorded, and asks the county nothing in between', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    const county = new FakeCounty(publicKey);
    await append(journal, 5);
    const uploader = upload(journal, county);
    await until(uploader, rested(5));
    expect([county.requests, county.taken]).toEqual([2, [{ first: 1, last: 5 }]]);
    await append(journal, 3);
    await until(uploader, rested(8));
    expect([county.requests, county.taken.at(-1)]).toEqual([3, { first: 6, last: 8 }]);
    await expectSame(county, journal);
    expect(journal.confirmed).toEqual({ ...journal.last, receivedAt: new Date(county.nowMs).toISOString() });
    expect(uploader.state()).toMatchObject({ problem: null, nextTryAt: null, lastContactAt: expect.any(String) as string });
  });

  it('lets what happens now not wait for a backlog: it goes in between, and the backlog drains oldest first', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 5000);
    const county = new FakeCounty(publicKey);
    let envelopes = 0;
    const live: number[] = [];
    county.before = (kind) => {
      if (kind !== 'send') return;
      envelopes += 1;
      // While the backlog is on its way, something happens now and then.
      if (envelopes === 2 || envelopes === 5) void journal.append(sampleEvent(1)).then(({ seq }) => live.push(seq));
    };
    const uploader = upload(journal, county, { mostBytes: 16 * 1024 });
    await until(uploader, rested(5002));
    expect(live).toEqual([5001, 5002]);
    const places = live.map((seq) => county.taken.findIndex(({ first, last }) => first <= seq && seq <= last));
    expect(places[0]).toBeLessThan(4); // After one more envelope of the backlog.
    expect(places[1]).toBeLessThan(7);
    expect(county.taken.length).toBeGreaterThan(10);
    const backlog = county.taken.filter(({ first }) => first <= 5000).map(({ first }) => first);
    expect(backlog).toEqual([...backlog].sort((a, b) => a - b));
    const sent = county.taken.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    expect(sent).toBe(5002); // Nothing went twice.
    await expectSame(county, journal);
  });

  it('shows what the county confirmed by way of a stick, as far as it is more', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 9);
    const county = new FakeCounty(publicKey);
    county.before = unreachable;
    const uploader = upload(journal, county, { retryMs: { first: 60_000, most: 60_000 } });
    await until(uploader, ({ activity }) => activity === 'waiting');
    const receipt = (head: Head): Receipt => ({ kind: 'receipt/1', journal: journalId, head, known: true, receivedAt: '2026-11-23T10:00:00Z', gaps: [], quarantined: [] });
    await journal.takeReceipt(receipt({ seq: 7, hash: (await journal.hashAt(7)) ?? '' }));
    uploader.receiptsTaken();
    expect(uploader.state()).toMatchObject({ confirmed: 7, activity: 'waiting' });
  });

  it('waits longer after each failure, says why and until when, and does not let new events hurry it', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 1);
    const county = new FakeCounty(publicKey);
    county.before = unreachable;
    const uploader = upload(journal, county, { retryMs: { first: 60_000, most: 240_000 }, random: () => 0.5 });
    const waits: number[] = [];
    for (const expected of [60_000, 120_000, 240_000, 240_000]) {
      const { nextTryAt, problem } = await until(uploader, ({ activity }) => activity === 'waiting');
      waits.push(Date.parse(nextTryAt ?? '') - sender.clock.wallMs);
      expect(waits.at(-1)).toBe(expected);
      expect(problem?.code).toBe('county-unreachable');
      await append(journal, 1);
      const again = until(uploader, ({ activity }) => activity === 'sending');
      uploader.tryNow();
      await again;
    }
    county.before = () => undefined;
    uploader.tryNow();
    await until(uploader, rested(5));
    expect(county.requests).toBeLessThanOrEqual(4 + 3);
    expect(uploader.state().problem).toBeNull();
  });

  it('sends nothing twice to a county that lost only its answer', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 5);
    const county = new FakeCounty(publicKey);
    let lost = 0;
    county.after = (kind) => {
      if (kind === 'send' && lost++ < 2) unreachable();
    };
    const uploader = upload(journal, county);
    await until(uploader, rested(5));
    await expectSame(county, journal);
    expect(county.taken).toEqual([{ first: 1, last: 5 }]);
  });

  it('fills up a county that was restored from an older backup, at the next asking or in the middle of sending', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 20);
    const county = new FakeCounty(publicKey);
    const uploader = upload(journal, county);
    await until(uploader, rested(20));
    county.restore(7);
    await append(journal, 5);
    await until(uploader, rested(25));
    await expectSame(county, journal);
    county.restore(3);
    const asked = until(uploader, ({ activity }) => activity === 'sending');
    uploader.tryNow();
    await asked;
    await until(uploader, rested(25));
    await expectSame(county, journal);
    county.restore(0);
    uploader.tryNow();
    await until(uploader, ({ activity }) => activity === 'sending');
    await until(uploader, rested(25));
    await expectSame(county, journal);
  });

  it('finds the fork when its own disk was set back to an older image, and brings its branch', async () => {
    const [folder, image] = [await temporaryFolder(), await temporaryFolder()];
    const journal = await openTestJournal({ folder, segmentBytes: 4096 });
    const county = new FakeCounty(publicKey);
    await append(journal, 30);
    await journal.close();
    await cp(folder, image, { recursive: true });
    const later = await openTestJournal({ folder, segmentBytes: 4096 });
    await append(later, 40);
    const first = upload(later, county);
    await until(first, rested(70));
    await first.stop();

    const restored = await openTestJournal({ folder: image });
    await append(restored, 25);
    county.requests = 0;
    const second = upload(restored, county);
    await until(second, rested(55));
    expect(county.requests).toBeLessThan(10);
    expect(county.branch(restored.last)).toEqual((await linesOf(restored)).map(({ line }) => line.toString('utf8')));
    expect(county.branch(later.last).length).toBe(70);
    expect(county.lines.size).toBe(70 + 25);
    await append(restored, 30);
    await until(second, rested(85));
    await second.stop();
    // A later start goes on from the branch by what the county confirmed of it.
    county.requests = 0;
    await append(restored, 1);
    await until(upload(restored, county), rested(86));
    expect(county.requests).toBe(2);
  });

  it('names what was lost to damage by leaving it out, and neither stops there nor sends the rest again', async () => {
    const folder = await temporaryFolder();
    const writer = await openTestJournal({ folder, segmentBytes: 4096 });
    for (let i = 0; i < 6; i++) await append(writer, 10);
    await writer.close();
    await changeSegment(folder, 1, (bytes) => {
      const damaged = Buffer.from(bytes);
      damaged.fill(0x58, 300, 1500);
      return damaged;
    });
    const journal = await openTestJournal({ folder });
    const county = new FakeCounty(publicKey);
    const uploader = upload(journal, county);
    await until(uploader, ({ activity, confirmed }) => activity === 'resting' && confirmed === journal.last.seq);
    const readable = (await linesOf(journal)).map(({ hash }) => hash);
    expect(readable.length).toBeLessThan(journal.last.seq);
    expect([...county.lines.keys()].sort()).toEqual([...readable].sort());
    await uploader.stop();
    const { seq } = journal.last;
    await append(journal, 2);
    const again = upload(journal, county);
    await until(again, ({ activity, confirmed }) => activity === 'resting' && confirmed === journal.last.seq);
    expect(county.taken.at(-1)).toEqual({ first: seq + 1, last: seq + 2 });
    expect(county.lines.size).toBe(readable.length + 2);
  });

  it('leaves a line out that the county refuses, says so, and brings all others', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 40);
    const county = new FakeCounty(publicKey);
    county.refuses.add(17);
    const uploader = upload(journal, county);
    const { problem, confirmed } = await until(uploader, ({ activity }) => activity === 'resting');
    expect([county.lines.size, confirmed, problem?.code]).toEqual([39, 16, 'county-refused']);
    await append(journal, 1);
    await until(uploader, () => county.lines.size === 40);
    expect(county.taken.at(-1)).toEqual({ first: 41, last: 41 });
  });

  it('waits and tells why when the county refuses the terminal as a whole', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 4);
    const county = new FakeCounty(publicKey);
    county.before = (kind) => {
      if (kind === 'send') fail('county-refused', { code: 'terminal-unknown', message: 'who?' });
    };
    const uploader = upload(journal, county, { retryMs: { first: 60_000, most: 60_000 } });
    expect((await until(uploader, ({ activity }) => activity === 'waiting')).problem).toMatchObject({ code: 'county-refused', data: { code: 'terminal-unknown' } });
    expect(county.lines.size).toBe(0);
  });

  it('sends smaller envelopes on a line that breaks, and larger ones again when it carries', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 4000);
    const county = new FakeCounty(publicKey);
    const sizes: number[] = [];
    const uploader = upload(journal, county, {
      collector: {
        journalHead: county.journalHead,
        send: (bytes) => {
          sizes.push(bytes.byteLength);
          return bytes.byteLength > 40_000 && county.lines.size < 500 ? Promise.reject(new ProblemError({ code: 'county-unreachable', data: { url: '' } })) : county.send(bytes);
        },
      },
    });
    await until(uploader, rested(4000));
    await expectSame(county, journal);
    expect(Math.max(...sizes)).toBeLessThan(1024 * 1024);
    expect(sizes.findIndex((size) => size <= 40_000)).toBeGreaterThan(0);
    expect(sizes.slice(3).some((size) => size > 60_000)).toBe(true);
  });

  it('stops at once, though an answer never comes, and can be started again', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 2);
    const county = new FakeCounty(publicKey);
    let silent = true;
    const uploader = upload(journal, county, {
      collector: { journalHead: county.journalHead, send: (bytes) => (silent ? new Promise(() => undefined) : county.send(bytes)) },
    });
    await until(uploader, ({ lastContactAt }) => lastContactAt !== null);
    await uploader.stop();
    expect(uploader.state().activity).toBe('stopped');
    silent = false;
    uploader.start();
    await until(uploader, rested(2));
  });

  it('takes a fault of the program for one more reason to wait, and reports it', async () => {
    const journal = await openTestJournal({ folder: await temporaryFolder() });
    await append(journal, 1);
    const faults: unknown[] = [];
    const county = new FakeCounty(publicKey);
    let faulty = true;
    county.before = () => {
      if (faulty) throw new TypeError('a bug');
    };
    const uploader = upload(journal, county, { onFault: (fault) => faults.push(fault) });
    await until(uploader, ({ problem }) => problem?.code === 'internal');
    faulty = false;
    await until(uploader, rested(1));
    expect(faults.length).toBeGreaterThan(0);
  });

  it('ends with the county holding exactly the journal’s lines, whatever goes wrong on the way', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 60 }) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('lose' as const), before: fc.integer({ min: 0, max: 3 }), after: fc.integer({ min: 0, max: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore-county' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('drain' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('scatter' as const), shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const folder = join(await temporaryFolder(), 'journal');
        const open = (): Promise<Journal> => openTestJournal({ folder, segmentBytes: 8192, aheadBytes: 0 });
        let journal = await open();
        const county = new FakeCounty(publicKey);
        let uploader = upload(journal, county, { askAgainMs: 20 });
        let [loseBefore, loseAfter] = [0, 0];
        county.before = () => {
          if (loseBefore > 0 && loseBefore-- > 0) unreachable();
        };
        county.after = () => {
          if (loseAfter > 0 && loseAfter-- > 0) unreachable();
        };
        const settle = () => until(uploader, ({ activity }) => activity === 'resting' && county.branch(journal.last).length === journal.last.seq);
        for (const one of steps) {
          if (one.kind === 'append') await append(journal, one.count);
          else if (one.kind === 'lose') [loseBefore, loseAfter] = [one.before, one.after];
          else if (one.kind === 'restore-county') county.restore(Math.floor(one.share * journal.last.seq));
          else if (one.kind === 'drain') await settle();
          else if (one.kind === 'scatter') {
            // As if the records had been lost here and there, and sticks had brought some: gaps of any kind.
            const drop = new Set(one.shares.map((share) => 1 + Math.floor(share * journal.last.seq)));
            county.lines = new Map([...county.lines].filter(([, { seq }]) => !drop.has(seq)));
          } else {
            await uploader.stop();
            await journal.close();
            journal = await open();
            uploader = upload(journal, county, { askAgainMs: 20 });
          }
        }
        await settle();
        await expectSame(county, journal);
        await uploader.stop();
        await journal.close();
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
