import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../county/database/database.ts';
import { DatabaseInUseError } from '../../../county/database/folder-lock.ts';
import { DatabaseNewerError, migrate } from '../../../county/database/migrate.ts';
import type { Migration } from '../../../county/database/migrate.ts';
import { migrations } from '../../../county/database/migrations/index.ts';
import { databaseTemplate, openTestCounty } from './open-county.ts';
import type { TestCounty } from './open-county.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await openTestCounty();
});
afterAll(() => county.close());

describe('the database', () => {
  it('gives the same values on an embedded engine and on a server', async () => {
    const bytes = Buffer.from([0, 255, 92, 120, 10]);
    const result = await sql<Record<string, unknown>>`
      select 5::bigint as fits, 9007199254740993::bigint as large, count(*) as counted, ${JSON.stringify({ a: [1, null, 'x'] })}::jsonb as object,
        '2026-11-23'::date as day, '2026-11-23T09:00:00+08:00'::timestamptz as moment, ${bytes}::bytea as bytes, array['a', 'b"c'] as texts,
        array[1, null, 3]::bigint[] as numbers, 1.5::double precision as share, null::text as nothing, true as yes`.execute(county.deps.database.tables);
    const [row] = result.rows;
    expect({ ...row, bytes: undefined }).toEqual({
      ...{ fits: 5, large: 9007199254740993n, counted: 1, object: { a: [1, null, 'x'] }, day: '2026-11-23', moment: new Date('2026-11-23T01:00:00Z') },
      ...{ bytes: undefined, texts: ['a', 'b"c'], numbers: [1, null, 3], share: 1.5, nothing: null, yes: true },
    });
    expect(Buffer.from(row?.bytes as Uint8Array)).toEqual(bytes);
  });

  it('takes a transaction back that throws', async () => {
    const { database, now } = county.deps;
    const failing = database.transaction(async (queries) => {
      await queries.insertInto('machine_tokens').values({ name: 'gone', token_hash: Buffer.from('gone'), created_at: now() }).execute();
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await database.tables.selectFrom('machine_tokens').select('name').where('name', '=', 'gone').execute()).toEqual([]);
  });

  it('refuses a query beside the transaction that waits for it', async () => {
    const { database } = county.deps;
    await expect(database.transaction(() => database.tables.selectFrom('journals').selectAll().execute())).rejects.toThrow(/use the queries it gives/);
    expect(await database.tables.selectFrom('machine_tokens').select('name').execute()).toEqual([]);
  });

  it('runs the steps it lacks once, though several processes begin at once', async () => {
    const { tables } = county.deps.database;
    let runs = 0;
    const next: Migration = {
      number: migrations.length + 1,
      name: 'test',
      up: async () => {
        runs += 1;
        return Promise.resolve();
      },
    };
    await Promise.all([migrate(tables, [...migrations, next]), migrate(tables, [...migrations, next])]);
    expect(runs).toBe(1);
    await expect(migrate(tables, migrations)).rejects.toThrow(DatabaseNewerError);
    await tables.deleteFrom('migrations' as never).where('number' as never, '=', next.number as never).execute();
    await migrate(tables, migrations);
  });

  it('takes a step back that fails', async () => {
    const { tables } = county.deps.database;
    const failing: Migration = {
      number: migrations.length + 1,
      name: 'failing',
      up: async (queries) => {
        await sql`create table half_done (a integer)`.execute(queries);
        throw new Error('on purpose');
      },
    };
    await expect(migrate(tables, [...migrations, failing])).rejects.toThrow('on purpose');
    await expect(sql`select * from half_done`.execute(tables)).rejects.toThrow(/half_done/);
    await migrate(tables, migrations);
  });
});

describe('an embedded database', () => {
  it('is refused to a second opener, and free again when the first has closed it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'county-lock-'));
    try {
      await cp(await databaseTemplate(), folder, { recursive: true });
      const first = await openDatabase({ folder });
      await expect(openDatabase({ folder })).rejects.toThrow(DatabaseInUseError);
      await expect(openDatabase({ folder })).rejects.toThrow(/in use by process \d+/);
      await first.close();
      await (await openDatabase({ folder })).close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('keeps what was committed when the process is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'county-kill-'));
    try {
      await cp(await databaseTemplate(), folder, { recursive: true });
      const first = await openDatabase({ folder });
      await first.tables.insertInto('machine_tokens').values({ name: 'kept', token_hash: Buffer.from('kept'), created_at: new Date() }).execute();
      // What the disk holds at this moment is what is left of a process that ends now.
      const left = join(folder, 'left');
      await cp(join(folder, 'data'), join(left, 'data'), { recursive: true });
      await first.close();
      const second = await openDatabase({ folder: left });
      expect(await second.tables.selectFrom('machine_tokens').select('name').execute()).toEqual([{ name: 'kept' }]);
      await second.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
