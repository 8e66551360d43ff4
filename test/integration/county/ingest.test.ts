import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countyProblemSchema, paths } from '../../../contract/http.ts';
import { emptyHead, lineHash } from '../../../contract/usage/chain.ts';
import { MAX_ENVELOPE_BYTES, MAX_ENVELOPE_TEXT_BYTES } from '../../../contract/usage/envelope.ts';
import { MAX_LINE_BYTES } from '../../../contract/usage/journal-line.ts';
import { openDatabase } from '../../../county/database/database.ts';
import { ingestEnvelope } from '../../../county/ingest/ingest.ts';
import { JournalMaker } from './journal-maker.ts';
import { openTestCounty } from './open-county.ts';
import type { TestCounty, TestTerminal } from './open-county.ts';
import { dongmen, groupViewing, member, newViewing, searched } from './usage-events.ts';
import { askHead, handIn, postEnvelope, refusalOf } from './usage-requests.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openTestCounty();
});
afterAll(() => county.close());

/** A terminal with a journal of `lines` searches. */
async function terminalWith(lines: number): Promise<TestTerminal> {
  const terminal = await county.enterTerminal(dongmen);
  for (let count = 0; count < lines; count += 1) terminal.maker.record(searched());
  return terminal;
}

/** The stored lines of a journal, in order, as the bytes that came. */
async function storedLines({ maker }: TestTerminal): Promise<{ seq: number; text: string }[]> {
  const rows = await county.deps.database.tables.selectFrom('journal_lines').select(['seq', 'line']).where('journal', '=', maker.journal).orderBy('seq').orderBy('received').execute();
  return rows.map(({ seq, line }) => ({ seq, text: Buffer.from(line).toString('latin1') }));
}

const asStored = ({ maker }: { maker: JournalMaker }) => maker.lines.map(({ seq, bytes }) => ({ seq, text: bytes.toString('latin1') }));

/** The head as the journal's row has it, from which the next envelope is taken up. */
async function keptHead(journal: string): Promise<number> {
  return (await county.deps.database.tables.selectFrom('journals').select('head_seq').where('journal', '=', journal).executeTakeFirstOrThrow()).head_seq;
}

async function countSearches(journal: string): Promise<number> {
  return (await county.deps.database.tables.selectFrom('searches').select('search').where('journal', '=', journal).execute()).length;
}

describe('lines that come in order', () => {
  it('are stored byte for byte and answered with the head', async () => {
    const terminal = await terminalWith(5);
    const receipt = await handIn(county, terminal.maker.envelope());
    expect(receipt).toMatchObject({ journal: terminal.maker.journal, head: terminal.maker.head, known: true, gaps: [], quarantined: [] });
    expect(await storedLines(terminal)).toEqual(asStored(terminal));
  });

  it('are stored once when the answer is lost and the envelope comes again', async () => {
    const terminal = await terminalWith(5);
    const envelope = terminal.maker.envelope();
    const first = await handIn(county, envelope);
    expect(await handIn(county, envelope)).toEqual(first);
    expect(await storedLines(terminal)).toEqual(asStored(terminal));
    expect(await countSearches(terminal.maker.journal)).toBe(5);
  });

  it('are stored once when envelopes overlap', async () => {
    const terminal = await terminalWith(30);
    for (const [first, last] of [[1, 10], [5, 15], [1, 12], [15, 30], [1, 30]] as const) await handIn(county, terminal.maker.envelope(first, last));
    expect(await storedLines(terminal)).toEqual(asStored(terminal));
    expect(await askHead(county, terminal.maker.journal, terminal.token)).toMatchObject({ head: terminal.maker.head, gaps: [], quarantined: [] });
    expect(await countSearches(terminal.maker.journal)).toBe(30);
  });

  it('are stored once when stick and line bring them at the same time', async () => {
    const terminal = await terminalWith(40);
    const parts = [[1, 40], [1, 10], [11, 20], [21, 40], [1, 20], [15, 35]] as const;
    await Promise.all(
      parts.flatMap(([first, last]) => [handIn(county, terminal.maker.envelope(first, last)), ingestEnvelope(county.deps, terminal.maker.envelope(first, last), 'stick')]),
    );
    expect(await storedLines(terminal)).toEqual(asStored(terminal));
    expect(await askHead(county, terminal.maker.journal, terminal.token)).toMatchObject({ head: terminal.maker.head, gaps: [], quarantined: [] });
    expect(await countSearches(terminal.maker.journal)).toBe(40);
  });

  it.runIf(process.env.TEST_DATABASE_URL !== undefined)('are stored once when several county processes share a server', async () => {
    const terminal = await terminalWith(60);
    await handIn(county, terminal.maker.envelope(1, 1));
    const others = await Promise.all([1, 2, 3].map(async () => ({ ...county.deps, database: await openDatabase({ url: county.databaseUrl ?? '' }) })));
    try {
      const parts = [[2, 20], [15, 50], [21, 40], [30, 31], [41, 60], [2, 60]] as const;
      await Promise.all(others.flatMap((deps) => parts.map(([first, last]) => ingestEnvelope(deps, terminal.maker.envelope(first, last), 'line'))));
    } finally {
      for (const { database } of others) await database.close();
    }
    expect(await storedLines(terminal)).toEqual(asStored(terminal));
    expect(await askHead(county, terminal.maker.journal, terminal.token)).toMatchObject({ head: terminal.maker.head, gaps: [], quarantined: [] });
    expect(await countSearches(terminal.maker.journal)).toBe(60);
  });

  it('are counted by the envelope that brought them', async () => {
    const terminal = await terminalWith(8);
    const first = await ingestEnvelope(county.deps, terminal.maker.envelope(1, 5), 'stick');
    expect(first).toMatchObject({ stored: 5, faulty: 0, journal: terminal.maker.journal, site: 'dongmen' });
    expect(await ingestEnvelope(county.deps, terminal.maker.envelope(), 'stick')).toMatchObject({ stored: 3 });
    expect(await ingestEnvelope(county.deps, terminal.maker.envelope(), 'stick')).toMatchObject({ stored: 0 });
  });
});

describe('the head', () => {
  it('of a journal that nothing has come from is empty', async () => {
    const { maker, token } = await terminalWith(0);
    expect(await askHead(county, maker.journal, token)).toMatchObject({ head: emptyHead, known: true, gaps: [], quarantined: [] });
  });

  it('is told for a line that is stored, and a line that is not is not known', async () => {
    const { maker, token } = await terminalWith(9);
    await handIn(county, maker.envelope(1, 6));
    const [, , third, , , , seventh] = maker.lines;
    expect(await askHead(county, maker.journal, token, third)).toMatchObject({ known: true, head: { seq: 6 } });
    expect(await askHead(county, maker.journal, token, seventh)).toMatchObject({ known: false, head: { seq: 6 } });
  });

  it('is told to the journal’s own terminal alone', async () => {
    const [mine, other] = [await terminalWith(1), await terminalWith(1)];
    const ask = (headers: Record<string, string>) => county.app.inject({ url: paths.journalHead(mine.maker.journal), headers });
    const codeOf = (body: unknown) => countyProblemSchema.parse(body).error.code;
    const nobody = await ask({});
    expect([nobody.statusCode, codeOf(nobody.json())]).toEqual([401, 'unauthorized']);
    const unknown = await ask({ authorization: 'Bearer nonsense' });
    expect([unknown.statusCode, codeOf(unknown.json())]).toEqual([401, 'terminal-unknown']);
    const foreign = await ask({ authorization: `Bearer ${other.token}` });
    expect([foreign.statusCode, codeOf(foreign.json())]).toEqual([403, 'forbidden']);
  });

  it('is refused for half a question', async () => {
    const { maker, token } = await terminalWith(1);
    const answer = await county.app.inject({ url: `${paths.journalHead(maker.journal)}?seq=1`, headers: { authorization: `Bearer ${token}` } });
    expect(answer.statusCode).toBe(400);
  });
});

describe('a gap', () => {
  it('is named, and the head goes on when it is filled late', async () => {
    const { maker, token } = await terminalWith(50);
    await handIn(county, maker.envelope(1, 10));
    expect(await handIn(county, maker.envelope(41, 50))).toMatchObject({ head: { seq: 10 }, gaps: [{ first: 11, last: 40 }] });
    expect(await handIn(county, maker.envelope(21, 30))).toMatchObject({ head: { seq: 10 }, gaps: [{ first: 11, last: 20 }, { first: 31, last: 40 }] });
    expect(await handIn(county, maker.envelope(31, 40))).toMatchObject({ head: { seq: 10 }, gaps: [{ first: 11, last: 20 }] });
    expect(await handIn(county, maker.envelope(11, 20))).toMatchObject({ head: maker.head, gaps: [], quarantined: [] });
    expect(await askHead(county, maker.journal, token)).toMatchObject({ head: maker.head, gaps: [], quarantined: [] });
    maker.record(searched());
    expect(await handIn(county, maker.envelope(51, 51))).toMatchObject({ head: maker.head, gaps: [], quarantined: [] });
    expect(await keptHead(maker.journal)).toBe(51);
  });

  it('at the beginning leaves the head empty until line 1 comes', async () => {
    const terminal = await terminalWith(6);
    expect(await handIn(county, terminal.maker.envelope(4, 6))).toMatchObject({ head: emptyHead, gaps: [{ first: 1, last: 3 }] });
    expect(await handIn(county, terminal.maker.envelope(1, 3))).toMatchObject({ head: terminal.maker.head, gaps: [] });
    expect(await storedLines(terminal)).toEqual(asStored(terminal));
  });

  it('lets a line behind it be known already', async () => {
    const { maker, token } = await terminalWith(9);
    await handIn(county, maker.envelope(1, 3));
    await handIn(county, maker.envelope(7, 9));
    expect(await askHead(county, maker.journal, token, maker.head)).toMatchObject({ known: true, head: { seq: 3 }, gaps: [{ first: 4, last: 6 }] });
  });
});

describe('a fork', () => {
  it('keeps both branches apart and goes on with each', async () => {
    const terminal = await terminalWith(20);
    const before = terminal.maker;
    const after = before.restoredAt(12);
    for (let count = 0; count < 5; count += 1) after.record(searched());
    await handIn(county, before.envelope());

    const receipt = await handIn(county, after.envelope(13, 17));
    expect(receipt.head).toEqual(after.head);
    expect(receipt.quarantined).toEqual([{ seq: 13, hash: after.lines[12]?.hash, reason: 'fork: there is another line 13' }]);
    expect(await askHead(county, before.journal, terminal.token)).toMatchObject({ head: after.head });
    expect(await askHead(county, before.journal, terminal.token, before.head)).toMatchObject({ known: true, head: before.head });
    expect(await askHead(county, before.journal, terminal.token, after.lines[14])).toMatchObject({ known: true, head: after.head });

    before.record(searched());
    expect(await handIn(county, before.envelope(21, 21))).toMatchObject({ head: before.head, gaps: [] });
    for (const last of [18, 19]) {
      after.record(searched());
      expect(await handIn(county, after.envelope(last, last))).toMatchObject({ head: after.head, gaps: [] });
      expect(await keptHead(before.journal)).toBe(last);
    }
    expect((await storedLines(terminal)).length).toBe(21 + 7);
    expect(await countSearches(before.journal)).toBe(21 + 7);
  });

  it('that comes before the lines it parts from is joined to them later', async () => {
    const terminal = await terminalWith(10);
    const twin = terminal.maker.restoredAt(5);
    for (let count = 0; count < 3; count += 1) twin.record(searched());
    expect(await handIn(county, twin.envelope(6, 8))).toMatchObject({ head: emptyHead, gaps: [{ first: 1, last: 5 }] });
    expect(await handIn(county, terminal.maker.envelope())).toMatchObject({ head: terminal.maker.head });
    expect(await askHead(county, twin.journal, terminal.token, twin.head)).toMatchObject({ known: true, head: twin.head, gaps: [] });
  });
});

describe('a line that was doctored', () => {
  it('on the terminal’s disk is named by the line whose chain it breaks, and the lines behind it go on', async () => {
    const { maker, token } = await terminalWith(10);
    const doctored = maker.lines.map(({ bytes }, index) => (index === 5 ? Buffer.from(bytes.toString().replace('"hits":3', '"hits":9')) : bytes));
    const receipt = await handIn(county, maker.pack(doctored, { first: 1, last: 10, head: maker.head.hash }));
    expect(receipt.head).toEqual(maker.head);
    expect(receipt.gaps).toEqual([]);
    expect(receipt.quarantined).toEqual([
      { seq: 7, hash: maker.lines[6]?.hash, reason: 'chain broken at line 7: line 6 is not the one that it was recorded after' },
    ]);
    maker.record(searched());
    expect(await handIn(county, maker.envelope(11, 11))).toMatchObject({ head: maker.head });
    expect(await askHead(county, maker.journal, token)).toMatchObject({ head: maker.head, quarantined: [{ seq: 7 }] });
  });

  it('after the county had the true one is a fork, and does not replace it', async () => {
    const terminal = await terminalWith(4);
    const { maker } = terminal;
    await handIn(county, maker.envelope());
    const doctored = maker.restoredAt(3);
    doctored.append((maker.lines[3]?.bytes.toString() ?? '').replace('"hits":3', '"hits":9'));
    const receipt = await handIn(county, doctored.envelope(4, 4));
    expect(receipt.quarantined).toMatchObject([{ seq: 4, reason: 'fork: there is another line 4' }]);
    const [search] = await county.deps.database.tables.selectFrom('searches').select('hits').where('journal', '=', maker.journal).where('seq', '=', 4).execute();
    expect(search?.hits).toBe(3);
  });

  it('stands where the true one belongs until that comes by another way', async () => {
    const { maker } = await terminalWith(6);
    const changed = maker.lines.map(({ bytes }, index) => (index === 2 ? Buffer.from(bytes.toString().replace('"hits":3', '"hits":9')) : bytes));
    expect((await handIn(county, maker.pack(changed, { first: 1, last: 6, head: maker.head.hash }))).quarantined).toMatchObject([{ seq: 4 }]);
    const healed = await handIn(county, maker.envelope());
    expect(healed.head).toEqual(maker.head);
    expect(healed.quarantined).toMatchObject([{ seq: 3, reason: 'fork: there is another line 3' }]);
  });

  it('at the journal’s beginning is named too', async () => {
    const terminal = await terminalWith(0);
    terminal.maker.append(JSON.stringify({ ...lineOf(1), prev: 'f'.repeat(64) }));
    terminal.maker.record(searched());
    const receipt = await handIn(county, terminal.maker.envelope());
    expect(receipt.head).toEqual(terminal.maker.head);
    expect(receipt.quarantined).toMatchObject([{ seq: 1, reason: 'chain broken at line 1: it says that a line came before it' }]);
  });
});

/** A line that a test makes wrong in one way. */
function lineOf(seq: number, prev: string = emptyHead.hash) {
  return { seq, id: randomUUID(), at: '2026-11-23T09:00:00.000+08:00', boot: randomUUID(), uptimeMs: 1, type: 'operator.unlocked', data: {}, prev };
}

describe('a line that cannot be read', () => {
  const wrong: readonly (readonly [name: string, line: (seq: number, prev: string) => string | Buffer, reason: RegExp])[] = [
    ['that is not JSON', () => '{"seq":', /^not-json/],
    ['that is empty', () => '', /^not-json/],
    ['that is not UTF-8', () => Buffer.from([0x22, 0xff, 0xfe, 0x22]), /^not-json: not UTF-8/],
    ['with a NUL byte', () => Buffer.from([0]), /^not-json/],
    ['that is longer than a line may be', () => `"${'x'.repeat(MAX_LINE_BYTES)}"`, /^too-long/],
    ['that is nested too deeply', (seq, prev) => JSON.stringify(lineOf(seq, prev)).replace('"data":{}', `"data":{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`), /^too-deep/],
    ['with a field too many', (seq, prev) => JSON.stringify({ ...lineOf(seq, prev), more: 1 }), /^not-a-line/],
    ['that says it is another', (seq, prev) => JSON.stringify(lineOf(seq + 5, prev)), /^wrong-place: says that it is line/],
    ['whose data does not fit its type', (seq, prev) => JSON.stringify({ ...lineOf(seq, prev), type: 'operator.refused', data: { failures: 'many' } }), /^bad-data/],
    ['of a type from a later release', (seq, prev) => JSON.stringify({ ...lineOf(seq, prev), type: 'television.adored', data: { deeply: true } }), /^unknown-type: television.adored/],
    ['with a type that holds NUL', (seq, prev) => JSON.stringify({ ...lineOf(seq, prev), type: 'a\u0000b\ud800' }), /^unknown-type: a\ufffdb\ufffd/],
    ['with text that the database cannot hold', (seq, prev) => JSON.stringify({ ...lineOf(seq, prev), ...searched(), data: { ...searched().data, query: 'a\u0000' } }), /^unstorable-text/],
    ['with half a character', (seq, prev) => JSON.stringify({ ...lineOf(seq, prev), ...searched(), data: { ...searched().data, query: '\ud800' } }), /^unstorable-text/],
  ];

  it.each(wrong)('%s is stored and named, and the lines behind it go on', async (_name, line, reason) => {
    const terminal = await terminalWith(3);
    const { maker } = terminal;
    const bad = maker.append(line(4, maker.head.hash));
    maker.record(searched());
    maker.record(searched());
    const receipt = await handIn(county, maker.envelope());
    expect(receipt.head).toEqual(maker.head);
    expect(receipt.gaps).toEqual([]);
    expect(receipt.quarantined).toEqual([{ seq: 4, hash: bad.hash, reason: expect.stringMatching(reason) as string }]);
    expect(await storedLines(terminal)).toEqual(asStored(terminal));
    expect(await countSearches(maker.journal)).toBe(5);
  });

  it('may begin an envelope', async () => {
    const { maker, token } = await terminalWith(3);
    maker.append('nonsense');
    maker.record(searched());
    await handIn(county, maker.envelope(1, 3));
    expect(await handIn(county, maker.envelope(4, 5))).toMatchObject({ head: maker.head, quarantined: [{ seq: 4 }] });
    expect(await askHead(county, maker.journal, token)).toMatchObject({ head: maker.head, gaps: [] });
  });

  it('is listed with at most a hundred others, the newest first', async () => {
    const { maker } = await terminalWith(0);
    for (let count = 0; count < 250; count += 1) maker.append('nonsense');
    const { quarantined } = await handIn(county, maker.envelope());
    expect(quarantined.length).toBe(100);
    expect(quarantined[0]?.seq).toBe(250);
  });
});

describe('a journal that was made to be a burden', () => {
  it('with a chain that breaks at every line is taken before the test gives up', async () => {
    const { maker, token } = await terminalWith(0);
    for (let seq = 1; seq <= 6_000; seq += 1) maker.append(JSON.stringify(lineOf(seq, 'a'.repeat(64))));
    expect(await handIn(county, maker.envelope())).toMatchObject({ head: maker.head, gaps: [] });
    maker.record(searched());
    expect(await handIn(county, maker.envelope(6_001))).toMatchObject({ head: maker.head });
    expect(await askHead(county, maker.journal, token)).toMatchObject({ head: maker.head });
  });

  it('with a crowd beyond all measure is taken before the test gives up', async () => {
    const { maker } = await terminalWith(0);
    const viewing = newViewing();
    for (let number = 1; number <= 12_000; number += 1) maker.record({ type: 'group-viewing.member-checked-in', data: { viewing, member: member(String(1e11 + number)) } });
    expect(await handIn(county, maker.envelope(1, 7_000))).toMatchObject({ head: { seq: 7_000 } });
    expect(await handIn(county, maker.envelope(7_001))).toMatchObject({ head: maker.head });
  });
});

describe('times and names that stretch the rules', () => {
  it('of no calendar and of far time zones are taken all the same', async () => {
    const { maker } = await terminalWith(0);
    for (const at of ['0000-02-29T00:00:00Z', '1970-01-01T00:00:00.000+23:59', '9999-12-31T23:59:59.999-23:59']) {
      for (const event of groupViewing({ members: 1 })) maker.record(event, at);
      maker.record(searched(), at);
    }
    expect(await handIn(county, maker.envelope())).toMatchObject({ head: maker.head, quarantined: [] });
    const days = await county.deps.database.tables.selectFrom('searches').select('day').where('journal', '=', maker.journal).orderBy('seq').execute();
    // The first two are corrected by the clock that was read at the contact; the last one leads to no time of a calendar.
    expect(days.map(({ day }) => day)).toEqual(['2024-12-31', '2025-01-01', '9999-12-31']);
  });

  it('in capital letters are the same identifiers', async () => {
    const { maker } = await terminalWith(0);
    const [lower, upper] = [searched(), searched()];
    if (lower.type !== 'lookup.searched' || upper.type !== 'lookup.searched') throw new Error('not searches');
    maker.record(lower);
    maker.record({ ...lower, data: { ...lower.data, search: lower.data.search.toUpperCase() as typeof lower.data.search } });
    expect(await handIn(county, maker.envelope())).toMatchObject({ head: maker.head, quarantined: [] });
    expect(await countSearches(maker.journal)).toBe(1);
  });

  it('may leave a gap as wide as numbers go', async () => {
    const { maker, token } = await terminalWith(2);
    await handIn(county, maker.envelope());
    const far = Number.MAX_SAFE_INTEGER - 1;
    const line = Buffer.from(JSON.stringify(lineOf(far, 'a'.repeat(64))));
    const receipt = await handIn(county, maker.pack([line], { first: far, last: far, head: lineHash(line) }));
    expect(receipt).toMatchObject({ head: maker.head, gaps: [{ first: 3, last: far - 1 }] });
    expect(await askHead(county, maker.journal, token)).toMatchObject({ head: maker.head });
  });
});

describe('an envelope', () => {
  it('whose signature is wrong is refused, and nothing is stored', async () => {
    const terminal = await terminalWith(3);
    const forger = new JournalMaker('dongmen');
    const lines = terminal.maker.lines.map(({ bytes }) => bytes);
    const forged = forger.pack(lines, { journal: terminal.maker.journal, terminal: terminal.maker.terminal, first: 1, last: 3, head: terminal.maker.head.hash });
    expect(await refusalOf(county, forged)).toEqual({ status: 403, code: 'envelope-signature-wrong' });
    const text = terminal.maker.text(lines, { first: 1, last: 3, head: terminal.maker.head.hash }).toString();
    expect(await refusalOf(county, gzipSync(text.replace('"hits":3', '"hits":4')))).toEqual({ status: 403, code: 'envelope-signature-wrong' });
    expect(await refusalOf(county, gzipSync(text.replace('"usage/1"', '"usage/1" ')))).toEqual({ status: 403, code: 'envelope-signature-wrong' });
    expect(await storedLines(terminal)).toEqual([]);
  });

  it('of a journal that no terminal writes is refused', async () => {
    const stranger = new JournalMaker('dongmen');
    stranger.record(searched());
    expect(await refusalOf(county, stranger.envelope())).toEqual({ status: 403, code: 'terminal-unknown' });
  });

  it('that another terminal says to have sent is refused', async () => {
    const { maker } = await terminalWith(1);
    expect(await refusalOf(county, maker.envelope(1, 1, { terminal: randomUUID() }))).toEqual({ status: 403, code: 'forbidden' });
  });

  it('that would unpack to more than it may is refused unread', async () => {
    const bomb = gzipSync(Buffer.alloc(MAX_ENVELOPE_TEXT_BYTES + 1));
    expect(bomb.length).toBeLessThan(MAX_ENVELOPE_BYTES);
    expect(await refusalOf(county, bomb)).toEqual({ status: 413, code: 'envelope-too-large' });
  });

  it('of more lines than it may have is refused before they are looked at', async () => {
    expect(await refusalOf(county, gzipSync(Buffer.alloc(MAX_ENVELOPE_TEXT_BYTES, '\n')))).toEqual({ status: 413, code: 'envelope-too-large' });
  });

  it('whose header is a maze is refused', async () => {
    for (const header of ['['.repeat(60_000), `{"kind":${'{"a":'.repeat(8000)}`, `{"kind":"usage/1","x":"${'x'.repeat(MAX_LINE_BYTES)}"}`]) {
      expect(await refusalOf(county, gzipSync(`${header}\nline\n{"signature":"x"}\n`))).toEqual({ status: 400, code: 'envelope-malformed' });
    }
  });

  it('of the largest text is taken', async () => {
    const { maker } = await terminalWith(0);
    const longest = () => `"${'x'.repeat(MAX_LINE_BYTES - 2)}"`;
    for (let count = 0; count < 255; count += 1) maker.append(longest());
    expect(await handIn(county, maker.envelope())).toMatchObject({ head: maker.head });
  });

  it('of more bytes than it may have is refused', async () => {
    expect(await refusalOf(county, Buffer.alloc(MAX_ENVELOPE_BYTES + 1))).toEqual({ status: 413, code: 'envelope-too-large' });
    await expect(ingestEnvelope(county.deps, Buffer.alloc(MAX_ENVELOPE_BYTES + 1), 'stick')).rejects.toMatchObject({ code: 'envelope-too-large' });
  });

  it('that is malformed is refused', async () => {
    const { maker } = await terminalWith(3);
    const lines = maker.lines.map(({ bytes }) => bytes);
    const good = { first: 1, last: 3, head: maker.head.hash };
    const text = maker.text(lines, good);
    const malformed = [
      Buffer.from('not gzip'),
      Buffer.alloc(0),
      gzipSync(''),
      gzipSync('\n\n\n'),
      gzipSync(text).subarray(0, 200),
      gzipSync(text.subarray(0, -10)),
      maker.pack(lines, { ...good, last: 4 }),
      maker.pack(lines, { ...good, first: 2 }),
      maker.pack(lines, { ...good, first: 4, last: 3 }),
      maker.pack(lines, { ...good, head: 'a'.repeat(64) }),
      maker.pack(lines, { ...good, kind: 'usage/2' }),
      maker.pack(lines, { ...good, more: true }),
      maker.pack([], { first: 1, last: 1, head: maker.head.hash }),
    ];
    for (const envelope of malformed) expect(await refusalOf(county, envelope)).toEqual({ status: 400, code: 'envelope-malformed' });
  });

  it('under another media type is refused', async () => {
    const { maker } = await terminalWith(1);
    const answer = await county.app.inject({ method: 'POST', url: paths.usage, headers: { 'content-type': 'application/octet-stream' }, payload: maker.envelope() });
    expect(answer.statusCode).toBe(415);
    expect(countyProblemSchema.parse(answer.json()).error.code).toBe('bad-request');
    const json = await county.app.inject({ method: 'POST', url: paths.usage, payload: { usage: 1 } });
    expect(countyProblemSchema.parse(json.json()).error.code).toBe('envelope-malformed');
  });

  it('may come without the newline at its end', async () => {
    const { maker } = await terminalWith(2);
    const text = maker.text(maker.lines.map(({ bytes }) => bytes), { first: 1, last: 2, head: maker.head.hash });
    expect(await handIn(county, gzipSync(text.subarray(0, -1)))).toMatchObject({ head: maker.head });
  });

  it('beyond a terminal’s pace is put off, and other terminals are not', async () => {
    const [busy, calm] = [await terminalWith(1), await terminalWith(1)];
    const envelope = busy.maker.envelope();
    for (let count = 0; count < 600; count += 1) await handIn(county, envelope);
    const late = await postEnvelope(county.app, envelope);
    expect(countyProblemSchema.parse(late.json()).error).toMatchObject({ code: 'rate-limited', details: { waitSeconds: 1 } });
    expect([late.statusCode, Number(late.headers['retry-after'])]).toEqual([429, 1]);
    await handIn(county, calm.maker.envelope());
    county.passMs(60_000);
    await handIn(county, envelope);
  });
});

it('a clock reading is kept of each contact over the line, and of none by stick', async () => {
  const { maker } = await terminalWith(2);
  await ingestEnvelope(county.deps, maker.envelope(1, 1), 'stick');
  await handIn(county, maker.envelope(2, 2));
  const readings = await county.deps.database.tables.selectFrom('clock_readings').selectAll().where('journal', '=', maker.journal).execute();
  expect(readings).toEqual([{ journal: maker.journal, read_at: county.deps.now(), boot: maker.boot, uptime_ms: maker.clock.uptimeMs, wall: '2026-11-23T09:00:00.000+08:00' }]);
});

it('an answer is refused to an envelope in a way that does not tell the inside', async () => {
  const answer = await postEnvelope(county.app, Buffer.from('x'));
  expect(countyProblemSchema.parse(answer.json()).error.message).not.toMatch(/zlib|stack|at /);
});
