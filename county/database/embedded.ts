import { fsyncSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { PostgresDialect } from 'kysely';
import type { Dialect, PostgresPool, PostgresPoolClient } from 'kysely';
import { lockFolder } from './folder-lock.ts';
import { readers } from './values.ts';

/**
 * PGlite in this folder, which is made when it is not there. Locked against a second process until it is closed.
 * Throws `DatabaseInUseError`.
 */
export async function embeddedDialect(folder: string): Promise<Dialect> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder);
  try {
    const engine = await PGlite.create({ fs: new SyncedFolder(join(folder, 'data')), parsers: { ...readers, [BYTEA]: readBytes }, serializers: { [BYTEA]: writeBytes }, startParams });
    return new PostgresDialect({
      pool: oneConnection(engine, async () => {
        await engine.close();
        await lock.release();
      }),
    });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** PGlite's own, without `-F`: a commit is on the disk before it is reported, so that a power cut cannot damage the tables. */
const startParams = [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync'];

const BYTEA = 17;

/** Bytes as PostgreSQL writes them, `\x0a0b…`. PGlite's own way through single digits takes seconds for a large envelope. */
const readBytes = (text: string): Uint8Array => Buffer.from(text.slice(2), 'hex');
const writeBytes = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`;

/** The engine's files in a folder. PGlite leaves out `fsync`, which is given to it here. */
class SyncedFolder extends NodeFS {
  override async init(engine: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(engine, options);
    const giveSync = (engineModule: object) => {
      const { NODEFS } = engineModule as { NODEFS: { stream_ops: { fsync?: (stream: { nfd?: number }) => number } } };
      // Folders have no descriptor in this file system; its files do.
      NODEFS.stream_ops.fsync = ({ nfd }) => {
        if (nfd !== undefined) fsyncSync(nfd);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), giveSync] } };
  }
}

/** The engine's one connection as a pool: whoever asks while it is taken waits in line. */
function oneConnection(engine: PGlite, end: () => Promise<void>): PostgresPool {
  let free: Promise<void> = Promise.resolve();
  return {
    end,
    connect: async () => {
      const before = free;
      const turn = takeTurn();
      free = turn.over;
      await before;
      const client: Pick<PostgresPoolClient, 'release'> & { query: (sql: string, parameters: readonly unknown[]) => Promise<unknown> } = {
        query: async (sql, parameters) => {
          const { rows, command, rowCount } = await engine.query(sql, [...parameters]);
          return { rows, command, rowCount: rowCount ?? 0 };
        },
        release: turn.end,
      };
      return client as PostgresPoolClient;
    },
  };
}


/** A turn that lasts until `end` is called. */
function takeTurn(): { readonly over: Promise<void>; readonly end: () => void } {
  const turn: { end?: () => void } = {};
  const over = new Promise<void>((resolve) => {
    turn.end = resolve;
  });
  return { over, end: () => turn.end?.() };
}
