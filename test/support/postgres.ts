import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** A PostgreSQL server of its own, on loopback, whose data goes with it. */
export interface PostgresServer {
  readonly url: string;
  readonly version: string;
  /** Its `psql`. */
  readonly psql: string;
  readonly stop: () => Promise<void>;
}

/** PostgreSQL refuses to run as root; then it runs as this account of the system. */
const ACCOUNTS = ['postgres', 'nobody'];
const START_MS = 30_000;

/** Starts a server on a fresh cluster; null where no PostgreSQL is installed. */
export async function startPostgres(): Promise<PostgresServer | null> {
  const programs = findPrograms();
  if (programs === null) return null;
  const account = process.getuid?.() === 0 ? await findAccount() : null;
  const folder = await mkdtemp(join(tmpdir(), 'county-postgres-'));
  if (account !== null) await chown(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const run = promisify(execFile);
  await run(join(programs, 'initdb'), ['-D', data, '-U', 'county', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'], { ...account, cwd: folder });
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: folder };
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-4000)));
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill('SIGINT'); // Ends sessions and shuts down in order.
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const url = `postgres://county@127.0.0.1:${port}/postgres`;
  try {
    const version = await Promise.race([whenReady(url), ended.then(() => Promise.reject(new Error(`PostgreSQL ended: ${log}`)))]);
    return { url, version, psql: join(programs, 'psql'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The folder of its programs: on the path, or where Debian puts them, the newest first. */
function findPrograms(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => ['initdb', 'postgres', 'psql'].every((name) => existsSync(join(folder, name)))) ?? null;
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
