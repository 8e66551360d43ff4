import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildApp } from '../../../county/app.ts';
import { readConfig } from '../../../county/config.ts';
import { openDatabase } from '../../../county/database/database.ts';
import type { CountyDeps } from '../../../county/deps.ts';
import { openKeys } from '../../../county/keys.ts';
import { summarize } from '../../../county/reports/summary.ts';
import { hashToken } from '../../../county/sites/terminal-token.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { JournalMaker } from './journal-maker.ts';
import { databaseTemplate } from './open-county.ts';
import { dongmen, groupViewing, searched, selfViewing } from './usage-events.ts';
import { askHead, handIn } from './usage-requests.ts';

it('a county restored from an older backup asks again for what it lost, and its figures heal', async () => {
  const data = await mkdtemp(join(tmpdir(), 'county-restore-'));
  const [folder, backup] = [join(data, 'database'), join(data, 'backup')];
  const maker = new JournalMaker(dongmen.id);
  const token = 'token';
  try {
    await cp(await databaseTemplate(), folder, { recursive: true });
    const config = readConfig({ data, 'log-level': 'silent' }, {});
    const keys = await openKeys(config.keyFile);
    const open = async () => {
      const deps: CountyDeps = { database: await openDatabase({ folder }), keys, now: () => new Date(), config };
      const app = await buildApp(deps);
      return { deps, app, county: { deps, app }, close: async () => app.close().then(() => deps.database.close()) };
    };

    const before = await open();
    await registerSite(before.deps, dongmen);
    await before.deps.database.tables
      .insertInto('terminals')
      .values({ journal: maker.journal, terminal: maker.terminal, site: dongmen.id, public_key_x: maker.publicKeyX, token_hash: hashToken(token), enrolled_at: new Date(), version: '1' })
      .execute();
    for (const event of [...groupViewing(), searched()]) maker.record(event);
    await handIn(before.county, maker.envelope());
    await before.close();
    await cp(folder, backup, { recursive: true });
    const backedUp = maker.head;

    const meanwhile = await open();
    for (const event of [...groupViewing({ kind: 'training' }), ...selfViewing(), searched()]) maker.record(event);
    await handIn(meanwhile.county, maker.envelope(backedUp.seq + 1));
    const { figures } = await summarize(meanwhile.deps, {}, null);
    expect(figures).toMatchObject({ partyClasses: 1, trainings: 1, lookups: { total: 2 } });
    await meanwhile.close();

    await rm(folder, { recursive: true });
    await cp(backup, folder, { recursive: true });
    const restored = await open();
    expect((await summarize(restored.deps, {}, null)).figures).toMatchObject({ partyClasses: 1, trainings: 0, lookups: { total: 1 } });
    const { head } = await askHead(restored.county, maker.journal, token);
    expect(head).toEqual(backedUp);
    expect(await handIn(restored.county, maker.envelope(head.seq + 1))).toMatchObject({ head: maker.head, gaps: [], quarantined: [] });
    expect((await summarize(restored.deps, {}, null)).figures).toEqual(figures);
    await restored.close();
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
