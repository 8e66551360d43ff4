import { createHash, randomUUID } from 'node:crypto';
import { Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { paths, summarySchema } from '../../../contract/http.ts';
import { newEnrolmentCode, formatEnrolmentCode } from '../../../contract/site/enrolment-code.ts';
import { sessionAnswerSchema, accountPaths } from '../../../county/accounts/schemas.ts';
import { hashPassword } from '../../../county/accounts/password.ts';
import { buildApp } from '../../../county/app.ts';
import { readConfig } from '../../../county/config.ts';
import { databaseFolder, openCounty } from '../../../county/county.ts';
import { embeddedDialect } from '../../../county/database/embedded.ts';
import { migrate } from '../../../county/database/migrate.ts';
import { migrations } from '../../../county/database/migrations/index.ts';
import type { Tables } from '../../../county/database/schema.ts';
import { openKeys } from '../../../county/keys.ts';
import { rebuildProjections } from '../../../county/reports/rebuild.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { enrolmentRequest, newcomer } from './http-county.ts';
import { JournalMaker } from './journal-maker.ts';
import { groupViewing, searched } from './usage-events.ts';

/** The last step of the tables in the release before this one. */
const RELEASED = 5;
const NOW = new Date('2026-11-23T09:00:00+08:00');
const PASSWORD = 'ridge the potatoes';

const hex = (text: string) => Buffer.from(text, 'hex');

/** A data folder as the release before this one left it: a site with a terminal and its records, a person, a machine, a code. */
async function releasedCounty(folder: string): Promise<{ readonly code: string; readonly machine: string; readonly lines: number }> {
  const config = readConfig({ data: folder }, {});
  const database = new Kysely<Tables>({ dialect: await embeddedDialect(databaseFolder(folder)) });
  try {
    await migrate(database, migrations.slice(0, RELEASED));
    const run = (statement: ReturnType<typeof sql>) => statement.execute(database);
    const maker = new JournalMaker('dongmen');
    for (const event of [...groupViewing({ members: 9, guests: 1 }), searched()]) maker.record(event);
    await run(sql`insert into townships (id, name) values ('chenhu', '{"zh-CN": "陈湖镇"}')`);
    await run(sql`insert into sites (site, township, name) values ('dongmen', 'chenhu', '{"zh-CN": "东门村"}')`);
    await run(sql`insert into rosters (site, version, members, jws, jws_sha256, published_at) values ('dongmen', 3, '[]', 'a.b.c', 'x', ${NOW})`);
    await run(sql`
      insert into terminals (journal, terminal, site, public_key_x, token_hash, enrolled_at, version, last_contact_at)
      values (${maker.journal}, ${maker.terminal}, 'dongmen', ${maker.publicKeyX}, 'hash', ${NOW}, '0.1.0', ${NOW})`);
    const { seq, hash } = maker.head;
    await run(sql`
      insert into journals (journal, site, received, head_seq, head_hash, head_stretch, max_seq, stretches, last_contact_at)
      values (${maker.journal}, 'dongmen', 1, ${seq}, ${hex(hash)}, 1, ${seq}, 1, ${NOW})`);
    await run(sql`
      insert into received_envelopes (journal, received, received_at, carrier, first, last, lines)
      values (${maker.journal}, 1, ${NOW}, 'line', 1, ${seq}, ${seq})`);
    await run(sql`
      insert into journal_stretches (journal, stretch, first, first_hash, prev, last, hash, parent, broken, extended)
      values (${maker.journal}, 1, 1, ${hex(maker.lines[0]?.hash ?? '')}, null, ${seq}, ${hex(hash)}, null, false, 1)`);
    for (const line of maker.lines) {
      await run(sql`insert into journal_lines (journal, seq, hash, stretch, received, line) values (${maker.journal}, ${line.seq}, ${hex(line.hash)}, 1, 1, ${line.bytes})`);
    }
    await run(sql`
      insert into accounts (account, name, name_key, role, township, password, created_at)
      values (${randomUUID()}, 'Wang', 'wang', 'county-admin', null, ${await hashPassword(PASSWORD)}, ${NOW})`);
    const machine = 'the-token-of-a-machine';
    await run(sql`insert into machine_tokens (token_hash, name, created_at) values (${createHash('sha256').update(machine).digest()}, 'statistics', ${NOW})`);
    const code = newEnrolmentCode((await openKeys(config.keyFile)).fingerprint);
    await run(sql`insert into enrolment_codes (code, site, expires_at, secret) values (${code.id}, 'dongmen', ${new Date('2026-11-30T00:00:00Z')}, ${code.secret})`);
    return { code: formatEnrolmentCode(code), machine, lines: maker.lines.length };
  } finally {
    await database.destroy();
  }
}

describe('the tables of the release before', () => {
  test('are brought up to this one with everything in them: who could get in can, and what was recorded counts', async () => {
    const folder = await emptyFolder();
    const { code, machine, lines } = await releasedCounty(folder);
    const deps = await openCounty(readConfig({ data: folder, 'log-level': 'silent' }, {}), () => NOW);
    onTestFinished(() => deps.database.close());
    expect(await rebuildProjections(deps, { onlyOutdated: true })).toEqual({ journals: 1, lines });
    const app = await buildApp(deps);
    onTestFinished(() => app.close());

    const signIn = await app.inject({ method: 'POST', url: accountPaths.session, payload: { name: 'Wang', password: PASSWORD } });
    expect(sessionAnswerSchema.parse(signIn.json())).toEqual({ person: { name: 'Wang', role: 'county-admin', township: null }, setupNeeded: false, mustChange: false });
    const summary = await app.inject({ url: paths.summary, headers: { authorization: `Bearer ${machine}` } });
    expect(summarySchema.parse(summary.json()).figures).toMatchObject({ partyClasses: 1, lookups: { total: 1 }, personTimes: { total: 10 } });
    const enrolled = await app.inject({ method: 'POST', url: paths.enrolments, payload: enrolmentRequest(code, newcomer()) });
    expect(enrolled.statusCode, enrolled.body).toBe(200);
    const { rows } = await sql<{ number: number }>`select number from migrations order by ran_at, number`.execute(deps.database.tables);
    expect(rows.map(({ number }) => number)).toEqual(migrations.map(({ number }) => number));
    // Making a database from nothing takes seconds, and much more while other tests do the same.
  }, 120_000);
});
