import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { paths } from '../../../contract/http.ts';
import { informationBaseSchema } from '../../../contract/information/item.ts';
import { catalogueSchema, issueManifestSchema } from '../../../contract/programs/manifest.ts';
import { rosterSchema } from '../../../contract/site/roster.ts';
import { buildApp } from '../../../county/app.ts';
import { backUp } from '../../../county/backup/backup.ts';
import { restoreCounty } from '../../../county/backup/restore.ts';
import { readConfig } from '../../../county/config.ts';
import { openCounty } from '../../../county/county.ts';
import { contentPath } from '../../../county/publish/content-store.ts';
import { publishIssue } from '../../../county/publish/publish-issue.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { SUBTITLES, writeIssue } from '../../support/county/issue-folder.ts';
import { bearer, enrolTerminal, openHttpCounty } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';

/** A county with one issue and one terminal. */
async function openPublished(): Promise<{ county: HttpCounty; issue: string }> {
  const county = await openHttpCounty();
  onTestFinished(() => county.close());
  const issue = await emptyFolder();
  await writeIssue(issue);
  await publishIssue(county.deps, issue);
  return { county, issue };
}

/** Opens a restored county as a new process would, and asks it. */
async function openRestored(data: string) {
  const deps = await openCounty(configOf(data), () => new Date('2026-12-01T08:00:00Z'));
  onTestFinished(() => deps.database.close());
  const app = await buildApp(deps);
  onTestFinished(() => app.close());
  return {
    deps,
    ask: async (path: string, token = '') => {
      const answer = await app.inject({ url: path, headers: bearer(token) });
      expect(answer.statusCode, path).toBe(200);
      return answer;
    },
  };
}

const configOf = (data: string) => readConfig({ data, 'log-level': 'silent' }, {});
const payloadOf = (jws: string): unknown => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());

// A PostgreSQL server has better means of its own.
describe.skipIf(process.env.TEST_DATABASE_URL !== undefined)('a backup of the embedded database', () => {
  test('a county is restored with its key, its terminals, its people and its programs, under versions that no terminal has seen', async () => {
    const { county, issue } = await openPublished();
    const { token } = await enrolTerminal(county);
    const backups = await emptyFolder();
    expect(await backUp(county.deps, backups)).toMatchObject({ files: 4, copied: 4 });

    // What happens after the backup is lost; its versions must not come back with other content.
    await writeFile(join(issue, 'subtitles/potato.vtt'), `${SUBTITLES}\n00:01.000 --> 00:02.000\n培土\n`);
    const lost = await publishIssue(county.deps, issue);

    const data = join(await emptyFolder(), 'county');
    expect((await restoreCounty(configOf(data), backups)).fingerprint).toBe(county.deps.keys.fingerprint);
    const { deps, ask } = await openRestored(data);
    expect(deps.keys.publicKey).toEqual(county.deps.keys.publicKey);

    const catalogue = catalogueSchema.parse(payloadOf((await ask(paths.catalogue)).body));
    const manifest = issueManifestSchema.parse(payloadOf((await ask(paths.manifest('2026-11'))).body));
    expect(catalogue.version).toBeGreaterThan(1000);
    expect(manifest.version).toBeGreaterThan(lost.version);
    expect(catalogue.issues).toMatchObject([{ issue: '2026-11', version: manifest.version }]);
    for (const file of manifest.files) expect((await ask(paths.content(file.sha256))).rawPayload).toHaveLength(file.bytes);
    expect(manifest.programs[0]?.subtitles).toHaveLength(1);

    expect(rosterSchema.parse(payloadOf((await ask(paths.roster, token)).body))).toMatchObject({ site: 'dongmen', version: 1001, members: [] });
    expect(informationBaseSchema.parse(payloadOf((await ask(paths.information)).body)).version).toBe(1001);
  });

  test('the next backup copies only program files that are new, and each can be restored by its name', async () => {
    const { county, issue } = await openPublished();
    const backups = await emptyFolder();
    const first = await backUp(county.deps, backups);
    county.passMs(60_000);
    await writeFile(join(issue, 'handouts/potato.pdf'), '%PDF-1.7\nanother paper\n');
    await publishIssue(county.deps, issue);
    const second = await backUp(county.deps, backups);
    expect(second).toMatchObject({ files: 5, copied: 1 });
    const folder = await emptyFolder();
    expect((await restoreCounty(configOf(join(folder, 'newest')), backups)).content).toHaveLength(5);
    expect((await restoreCounty(configOf(join(folder, 'first')), first.set)).content).toHaveLength(4);
  });

  test('a backup that was interrupted is passed over, and one that lacks a program file is refused and leaves nothing', async () => {
    const { county } = await openPublished();
    const backups = await emptyFolder();
    const { set } = await backUp(county.deps, backups);
    await mkdir(join(backups, '2099-01-01T00-00-00-000Z'));
    const folder = await emptyFolder();
    const data = join(folder, 'county');
    await restoreCounty(configOf(data), backups);
    await rm(data, { recursive: true });

    const told = JSON.parse(await readFile(join(set, 'backup.json'), 'utf8')) as { content: { sha256: string; bytes: number }[] };
    const [{ sha256, bytes } = { sha256: '', bytes: 0 }] = told.content;
    await writeFile(contentPath(backups, sha256), Buffer.alloc(bytes));
    await expect(restoreCounty(configOf(data), backups)).rejects.toThrow(`The backup lacks the program file ${sha256}, or holds it damaged.`);
    await rm(contentPath(backups, sha256));
    await expect(restoreCounty(configOf(data), backups)).rejects.toThrow(/lacks the program file/);
    expect([existsSync(data), existsSync(`${data}.restoring`)]).toEqual([false, false]);
    await expect(restoreCounty(configOf(data), folder)).rejects.toThrow(/There is no whole backup in/);
  });

  test('a data folder that holds something is never written over', async () => {
    const { county } = await openPublished();
    const backups = await emptyFolder();
    await backUp(county.deps, backups);
    const data = await emptyFolder();
    await writeFile(join(data, 'kept'), 'by somebody');
    await expect(restoreCounty(configOf(data), backups)).rejects.toThrow(/holds something/);
    expect(await readFile(join(data, 'kept'), 'utf8')).toBe('by somebody');
  });
});
