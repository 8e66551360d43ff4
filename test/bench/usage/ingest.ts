import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../county/config.ts';
import { openDatabase } from '../../../county/database/database.ts';
import type { CountyDeps } from '../../../county/deps.ts';
import { ingestEnvelope } from '../../../county/ingest/ingest.ts';
import { openKeys } from '../../../county/keys.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { hashToken } from '../../../county/sites/terminal-token.ts';
import { JournalMaker } from '../../integration/county/journal-maker.ts';
import { dongmen } from '../../integration/county/usage-events.ts';
import { recordEvening } from '../../support/county/evening.ts';
import { startPostgres } from '../../support/postgres.ts';
import { openPsql } from './copy-peer.ts';
import { compete, median, pairedRatio, report, took } from '../common/measure.ts';

/** Terminals that send at once, and lines in the envelope of each: what drains a backlog of some weeks. */
const TERMINALS = 4;
const LINES = 5000;
const ROUNDS = 9;
const TITLE = 'usage: ingest into PostgreSQL with projections, against COPY of the same rows';

interface Day {
  readonly envelopes: readonly Buffer[];
  /** The same lines as rows, in a file that COPY reads. */
  readonly rows: string;
}

/** Both sides take the same lines into PostgreSQL: the county's ingest, and COPY into a table of the same shape. */
export async function benchIngest(): Promise<void> {
  const server = await startPostgres();
  if (server === null) {
    console.log(JSON.stringify({ bench: TITLE, ok: null, note: 'not measured: there is no PostgreSQL' }));
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'bench-ingest-'));
  const config = readConfig({ data: folder, 'log-level': 'silent' }, {});
  const database = await openDatabase({ url: server.url });
  const deps: CountyDeps = { database, keys: await openKeys(config.keyFile), now: () => new Date(), config };
  const psql = openPsql(server.psql, server.url);
  try {
    await registerSite(deps, dongmen);
    await psql.run('create table raw_lines (like journal_lines including all);');
    const days = new Map<number, Day>();
    for (let round = 0; round <= ROUNDS; round++) days.set(round, await makeDay(deps, join(folder, `${round}.rows`)));
    const dayOf = (round: number): Day => days.get(round) ?? { envelopes: [], rows: '' };
    let [ours, theirs] = [0, 0];
    const results = await compete(ROUNDS, {
      ours: () => took(() => Promise.all(dayOf(ours++).envelopes.map((envelope) => ingestEnvelope(deps, envelope, 'line')))),
      copy: () => took(() => psql.run(`\\copy raw_lines from '${dayOf(theirs++).rows}'`)),
    });
    const stored = await database.tables.selectFrom('journal_lines').select(({ fn }) => fn.countAll().as('lines')).executeTakeFirstOrThrow();
    const expected = (ROUNDS + 1) * TERMINALS * LINES;
    if (Number(stored.lines) !== expected) throw new Error(`${String(stored.lines)} lines were stored, not ${expected}`);
    const perSecond = Math.round((TERMINALS * LINES * 1000) / median(results.ours));
    report({ bench: TITLE, ours: median(results.ours), peer: median(results.copy), unit: 'ms', ratio: pairedRatio(results.ours, results.copy), goal: 0.25, note: `${perSecond} lines a second in ${TERMINALS} envelopes of ${LINES}; PostgreSQL ${server.version}` });
  } finally {
    await psql.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
    await server.stop();
  }
}

/** Journals of new terminals, as envelopes and as rows. */
async function makeDay(deps: CountyDeps, rows: string): Promise<Day> {
  const makers = Array.from({ length: TERMINALS }, () => new JournalMaker(dongmen.id));
  for (const maker of makers) {
    for (let evening = 0; maker.lines.length < LINES; evening++) recordEvening(maker, evening);
    await deps.database.tables
      .insertInto('terminals')
      .values({ journal: maker.journal, terminal: maker.terminal, site: dongmen.id, public_key_x: maker.publicKeyX, token_hash: hashToken(maker.journal), enrolled_at: deps.now(), version: 'bench' })
      .execute();
  }
  const row = (maker: JournalMaker): string =>
    maker.lines.slice(0, LINES).map(({ seq, hash, bytes }) => `${maker.journal}\t${seq}\t\\\\x${hash}\t1\t1\t\\\\x${bytes.toString('hex')}\n`).join('');
  await writeFile(rows, makers.map(row).join(''));
  return { envelopes: makers.map((maker) => maker.envelope(1, LINES)), rows };
}
