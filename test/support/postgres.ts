import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findPostgres } from '../../build/setup/postgres.mjs';

/** A PostgreSQL server of its own, on loopback, whose data goes with it. */
export interface PostgresServer {
  readonly url: string;
  readonly version: string;
  /** Its `psql`. */
  readonly psql: string;
  readonly stop: () => Promise<void>;
  /** Ends all of its processes at once, as a power cut does. */
  readonly crash: () => Promise<void>;
  /** Starts it again on its data, under the same address. */
  readonly restart: () => Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as this account of the system. */
const ACCOUNTS = ['postgres', 'nobody'];
const START_MS = 30_000;

/** Starts a server on a fresh cluster; null where no PostgreSQL is installed. */
export async function startPostgres(): Promise<PostgresServer | null> {
  const programs = findPostgres();
  if (programs === null) return null;
  const account = process.getuid?.() === 0 ? await findAccount() : null;
  const folder = await mkdtemp(join(tmpdir(), 'county-postgres-'));
  if (account !== null) await chown(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const run = promisify(execFile);
  await run(join(programs, 'initdb'), ['-D', data, '-U', 'county', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], { ...account, cwd: folder });
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: folder };
  let server: ChildProcess | null = null;
  let ended = Promise.resolve();
  const url = `postgres://county@127.0.0.1:${port}/postgres`;
  const start = async (): Promise<string> => {
    const begun = spawn(join(programs, 'postgres'), ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
      ...account,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    begun.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-4000)));
    server = begun;
    ended = new Promise<void>((resolve) => begun.once('exit', () => resolve()));
    return Promise.race([whenReady(url), ended.then(() => Promise.reject(new Error(`PostgreSQL ended: ${log}`)))]);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    server?.kill(signal);
    await ended;
  };
  const stop = async (): Promise<void> => {
    await end('SIGINT'); // Ends sessions and shuts down in order.
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const version = await start();
    // SIGQUIT: the server ends its processes without a word to the disk. SIGKILL to it alone would leave them behind.
    return { url, version, psql: join(programs, 'psql'), stop, crash: () => end('SIGQUIT'), restart: async () => {
        await start();
      }, };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function findAccount(): Promise<{ readonly uid: number; readonly gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = ACCOUNTS.map((name) => lines.find((fields) => fields[0] === name)).find((fields) => fields !== undefined);
  if (found === undefined) throw new Error(`PostgreSQL does not run as root, and there is no account ${ACCOUNTS.join(' or ')}`);
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves to the server's version when it answers. */
async function whenReady(url: string): Promise<string> {
  for (const begun = performance.now(); ; ) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('show server_version');
      return rows[0]?.server_version ?? '';
    } catch (error) {
      if (performance.now() - begun > START_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50)); // Between two tries, not for luck.
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
