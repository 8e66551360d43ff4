import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import { buildApp } from '../../../county/app.ts';
import { readConfig } from '../../../county/config.ts';
import type { CountyConfig } from '../../../county/config.ts';
import { openDatabase } from '../../../county/database/database.ts';
import type { CountyDeps } from '../../../county/deps.ts';
import { openKeys } from '../../../county/keys.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { hashToken } from '../../../county/sites/terminal-token.ts';
import type { Site } from '../../../contract/site/site.ts';
import { JournalMaker } from './journal-maker.ts';

/** A real county on data of its own: PGlite in a folder, or a database of its own on the server of `TEST_DATABASE_URL`. */
export interface TestCounty {
  readonly deps: CountyDeps;
  readonly app: FastifyInstance;
  /** Of its database on a server; null for an embedded one. */
  readonly databaseUrl: string | null;
  /** Enters a terminal at the site and returns the maker of its journal. */
  readonly enterTerminal: (site: Site) => Promise<TestTerminal>;
  /** Moves the county's clock. */
  readonly passMs: (ms: number) => void;
  readonly close: () => Promise<void>;
}

export interface TestTerminal {
  readonly maker: JournalMaker;
  readonly token: string;
}

export async function openTestCounty(settings: Partial<CountyConfig> = {}): Promise<TestCounty> {
  const folder = await mkdtemp(join(tmpdir(), 'county-test-'));
  const server = process.env.TEST_DATABASE_URL === undefined ? null : await makeServerDatabase(process.env.TEST_DATABASE_URL);
  if (server === null) await cp(await databaseTemplate(), join(folder, 'database'), { recursive: true });
  const config = { ...readConfig({ data: folder, 'log-level': 'silent', 'requests-per-minute': '1000000' }, {}), ...settings };
  const database = await openDatabase(server === null ? { folder: join(folder, 'database') } : { url: server.url });
  const clock = { ms: Date.parse('2026-11-23T09:00:00+08:00') };
  const deps: CountyDeps = { database, keys: await openKeys(config.keyFile), now: () => new Date(clock.ms), config };
  const app = await buildApp(deps);
  return {
    deps,
    app,
    databaseUrl: server?.url ?? null,
    enterTerminal: (site) => enterTerminal(deps, site),
    passMs: (ms) => {
      clock.ms += ms;
    },
    close: async () => {
      await app.close();
      await database.close();
      await server?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function enterTerminal(deps: CountyDeps, site: Site): Promise<TestTerminal> {
  const maker = new JournalMaker(site.id);
  const token = `token-of-${maker.journal}`;
  await registerSite(deps, site);
  await deps.database.tables
    .insertInto('terminals')
    .values({
      ...{ journal: maker.journal, terminal: maker.terminal, site: site.id, public_key_x: maker.publicKeyX },
      ...{ token_hash: hashToken(token), enrolled_at: new Date('2025-01-01T00:00:00+08:00'), version: 'test' },
    })
    .execute();
  return { maker, token };
}

/** A folder with an empty database of today's tables: making one takes seconds, a copy does not. */
export async function databaseTemplate(): Promise<string> {
  const migrations = join(import.meta.dirname, '../../../county/database/migrations');
  const digest = createHash('sha256');
  for (const file of readdirSync(migrations).sort()) digest.update(readFileSync(join(migrations, file)));
  const template = join(tmpdir(), `county-database-${digest.digest('hex').slice(0, 16)}`);
  if (existsSync(template)) return template;
  const made = await mkdtemp(join(tmpdir(), 'county-database-making-'));
  await (await openDatabase({ folder: made })).close();
  try {
    await rename(made, template);
  } catch (error) {
    // Another test file was faster.
    if (!existsSync(template)) throw error;
    await rm(made, { recursive: true });
  }
  return template;
}

async function makeServerDatabase(url: string): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const name = `county_test_${randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await run(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, drop: () => run(`drop database ${name} with (force)`) };
}
