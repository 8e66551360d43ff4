import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { informationBaseSchema } from '../../../contract/information/item.ts';
import { openDatabase } from '../../../county/database/database.ts';
import { embeddedDialect } from '../../../county/database/embedded.ts';
import { migrate } from '../../../county/database/migrate.ts';
import { migrations } from '../../../county/database/migrations/index.ts';
import type { Tables } from '../../../county/database/schema.ts';
import { readConfig } from '../../../county/config.ts';
import { baseOf } from '../../../county/information/base-document.ts';
import { signInformation } from '../../../county/information/base.ts';
import { publishDrafts } from '../../../county/information/publish.ts';
import { openKeys } from '../../../county/keys.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { technique } from '../../support/terminal/information.ts';

test('the information that an earlier program has published becomes items, under the same version', async () => {
  const folder = await emptyFolder();
  const keys = await openKeys(join(folder, 'key.json'));
  const base = informationBaseSchema.parse({
    ...{ kind: 'information/1', version: 7, publishedAt: '2026-11-20T01:00:00.000Z', synonyms: [['土豆', '洋芋蛋']] },
    items: [technique({ id: 'a', title: '起垄' }), technique({ id: 'b', title: '浇水' })],
  });
  const before = new Kysely<Tables>({ dialect: await embeddedDialect(join(folder, 'database')) });
  await migrate(before, migrations.filter(({ number }) => number < 6));
  await sql`insert into information_bases (version, digest, items, jws, jws_sha256, published_at) values (7, 'x', 2, ${await keys.sign(base)}, 'y', ${new Date(base.publishedAt)})`.execute(before);
  await before.destroy();

  const database = await openDatabase({ folder: join(folder, 'database') });
  try {
    const deps = { database, keys, now: () => new Date('2026-11-23T01:00:00Z'), config: readConfig({ data: folder }, {}) };
    expect(baseOf((await signInformation(deps)).jws)).toEqual(base);
    expect(await database.transaction((queries) => publishDrafts(deps, queries, null))).toEqual({ version: 7, items: 2, changed: false });
  } finally {
    await database.close();
  }
});
