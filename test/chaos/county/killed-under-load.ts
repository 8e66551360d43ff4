import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { paths, summarySchema } from '../../../contract/http.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../../contract/usage/envelope.ts';
import { receiptSchema } from '../../../contract/usage/envelope.ts';
import { createMachineToken } from '../../../county/accounts/machine-tokens.ts';
import { readConfig } from '../../../county/config.ts';
import { openCounty } from '../../../county/county.ts';
import { rebuildProjections } from '../../../county/reports/rebuild.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { hashToken } from '../../../county/sites/terminal-token.ts';
import { JournalMaker } from '../../integration/county/journal-maker.ts';
import { dongmen } from '../../integration/county/usage-events.ts';
import { recordBusyDay } from '../../support/county/evening.ts';
import { ServingCounty } from '../../support/county/serving.ts';
import { startPostgres } from '../../support/postgres.ts';
import type { PostgresServer } from '../../support/postgres.ts';
import { NotHere } from '../common/report.ts';
import type { Chaos } from '../common/report.ts';

const TERMINALS = 12;
const COUNTIES = 2;
/** Every so many kills the database’s server is killed, else one of the counties. */
const DATABASE_EVERY = 5;

interface Sender {
  readonly maker: JournalMaker;
  readonly token: string;
  /** The highest line that a receipt has named. */
  receipted: number;
}

export interface UnderLoadOptions extends Chaos {
  readonly kills: number;
}

/**
 * Terminals send without a pause to two county processes on one PostgreSQL, while these and the server are killed in turn
 * and begun again. After each kill every line that a receipt named is in the database; at the end all lines are there, once.
 */
export async function killedUnderLoad({ random, folder, passed, kills }: UnderLoadOptions): Promise<void> {
  const server = await startPostgres();
  if (server === null) throw new NotHere('there is no PostgreSQL');
  const environment = { COUNTY_DATA: resolve(folder, 'county'), DATABASE_URL: server.url };
  const program = join(import.meta.dirname, 'serve.child.js');
  const counties = Array.from({ length: COUNTIES }, () => new ServingCounty(program, environment));
  const ending = new AbortController();
  try {
    const { senders, token } = await enter(environment);
    for (const county of counties) await county.start();
    const load = Promise.all(senders.map((sender) => sendOnAndOn(sender, counties, random.next() * 20, ending.signal)));
    load.catch(() => undefined); // Awaited below.
    for (let kill = 1; kill <= kills; kill++) {
      await pause(random.whole(20, 400), undefined); // The moment of the kill: chance, not readiness.
      if (kill % DATABASE_EVERY === 0) await killDatabase(server, counties);
      else await killCounty(random.pick([0, 1]), counties);
      await holdToReceipts(environment, senders);
      passed();
    }
    ending.abort();
    await load;
    for (const sender of senders) await drain(sender, counties);
    await compareAll(environment, senders);
    await compareRebuilt(environment, counties[0]?.url ?? '', token);
    passed();
  } finally {
    ending.abort();
    for (const county of counties) await county.kill();
    await server.stop();
  }
}

async function enter(environment: Readonly<Record<string, string>>): Promise<{ readonly senders: readonly Sender[]; readonly token: string }> {
  const deps = await openCounty(readConfig({ 'log-level': 'silent' }, environment));
  try {
    await registerSite(deps, dongmen);
    const senders = Array.from({ length: TERMINALS }, () => ({ maker: new JournalMaker(dongmen.id), token: randomUUID(), receipted: 0 }));
    for (const { maker, token } of senders) {
      await deps.database.tables
        .insertInto('terminals')
        .values({ journal: maker.journal, terminal: maker.terminal, site: maker.site, public_key_x: maker.publicKeyX, token_hash: hashToken(token), enrolled_at: deps.now(), version: 'chaos' })
        .execute();
    }
    return { senders, token: await createMachineToken(deps, 'chaos') };
  } finally {
    await deps.database.close();
  }
}

/** Records and sends as a terminal does: from where the last receipt says, to whichever county answers. */
async function sendOnAndOn(sender: Sender, counties: readonly ServingCounty[], shift: number, signal: AbortSignal): Promise<void> {
  let day = Math.floor(shift);
  for (let turn = day; !signal.aborted; turn++) {
    if (sender.receipted === sender.maker.lines.length) recordBusyDay(sender.maker, day++ % 365);
    if (!(await sendNext(sender, counties[turn % counties.length]))) await pause(20); // The one asked is down: between two tries.
  }
}

/** One envelope of some lines; false when no receipt came of it. */
async function sendNext(sender: Sender, county: ServingCounty | undefined): Promise<boolean> {
  if (county?.running !== true) return false;
  const last = Math.min(sender.maker.lines.length, sender.receipted + 97);
  try {
    const answer = await fetch(`${county.url}${paths.usage}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sender.token}`, 'content-type': ENVELOPE_MEDIA_TYPE },
      body: new Uint8Array(sender.maker.envelope(sender.receipted + 1, last)),
    });
    const text = await answer.text();
    if (answer.status !== 200) {
      assert.ok(answer.status >= 500, `an envelope was refused with ${answer.status}: ${text}`);
      return false;
    }
    sender.receipted = Math.max(sender.receipted, receiptSchema.parse(decodeJwt(text)).head.seq);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false; // `fetch` says so when the line breaks off.
    throw error;
  }
}

async function killCounty(index: number, counties: readonly ServingCounty[]): Promise<void> {
  const county = counties[index];
  await county?.kill();
  await county?.start();
}

/** The counties live on: they are to find the database again by themselves. */
async function killDatabase(server: PostgresServer, counties: readonly ServingCounty[]): Promise<void> {
  await server.crash();
  await server.restart();
  assert.ok(counties.every(({ running }) => running), 'a county ended because its database did');
}

async function holdToReceipts(environment: Readonly<Record<string, string>>, senders: readonly Sender[]): Promise<void> {
  const promised = senders.map(({ maker, receipted }) => ({ maker, receipted }));
  const deps = await openCounty(readConfig({ 'log-level': 'silent' }, environment));
  try {
    for (const { maker, receipted } of promised) {
      const rows = await deps.database.tables.selectFrom('journal_lines').select(['seq', 'hash']).where('journal', '=', maker.journal).where('seq', '<=', receipted).orderBy('seq').execute();
      assert.deepEqual(rows.map(({ seq, hash }) => `${seq} ${Buffer.from(hash).toString('hex')}`), maker.lines.slice(0, receipted).map(({ seq, hash }) => `${seq} ${hash}`));
    }
  } finally {
    await deps.database.close();
  }
}

async function drain(sender: Sender, counties: readonly ServingCounty[]): Promise<void> {
  for (let turn = 0; sender.receipted < sender.maker.lines.length; turn++) {
    assert.ok(turn < 10_000, 'the county does not take the rest');
    if (!(await sendNext(sender, counties[turn % counties.length]))) await pause(20);
  }
}

async function compareAll(environment: Readonly<Record<string, string>>, senders: readonly Sender[]): Promise<void> {
  assert.ok(senders.every(({ maker, receipted }) => maker.lines.length > 0 && receipted === maker.lines.length));
  await holdToReceipts(environment, senders);
  const deps = await openCounty(readConfig({ 'log-level': 'silent' }, environment));
  try {
    const { lines } = await deps.database.tables.selectFrom('journal_lines').select(({ fn }) => fn.countAll().as('lines')).executeTakeFirstOrThrow();
    assert.equal(Number(lines), senders.reduce((sum, { maker }) => sum + maker.lines.length, 0));
  } finally {
    await deps.database.close();
  }
}

/** The figures are those that counting everything anew gives. */
async function compareRebuilt(environment: Readonly<Record<string, string>>, url: string, token: string): Promise<void> {
  const figures = async (): Promise<unknown> => summarySchema.parse(await (await fetch(url + paths.summary, { headers: { authorization: `Bearer ${token}` } })).json()).figures;
  const before = await figures();
  const deps = await openCounty(readConfig({ 'log-level': 'silent' }, environment));
  try {
    await rebuildProjections(deps, { onlyOutdated: false });
  } finally {
    await deps.database.close();
  }
  assert.deepEqual(await figures(), before);
}
