import { readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stick as word } from '../../../county/cli/words/stick.ts';
import { contentPath } from '../../../county/publish/content-store.ts';
import { publishIssue } from '../../../county/publish/publish-issue.ts';
import { withdraw } from '../../../county/publish/withdraw.ts';
import { writeStick } from '../../../county/sticks/write-stick.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { writeIssue } from '../../support/county/issue-folder.ts';
import { carrying, isWhole, onStick, stickTerminal } from '../../support/terminal/stick.ts';
import { canMakeDisks, smallDisk } from '../../support/terminal/small-disk.ts';
import { openHttpCounty } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';

let county: HttpCounty;
const all = { issues: null, since: null, verify: false };
const quiet = () => undefined;
beforeAll(async () => {
  county = await openHttpCounty();
  for (const number of ['s-1', 's-2']) {
    const folder = join(county.deps.config.data, number);
    await writeIssue(folder, { number });
    await writeFile(join(folder, 'handouts/potato.pdf'), `%PDF-1.7 of ${number} ${'x'.repeat(300_000)}`);
    await publishIssue(county.deps, folder);
    county.passMs(5 * 24 * 3600 * 1000);
  }
});
afterAll(() => county.close());

/** A terminal of this county that never had a line. */
const terminal = () => stickTerminal({ publicKey: county.deps.keys.publicKey, sign: () => '' });

describe('a stick that the county writes', () => {
  test('brings a terminal everything without any line', async () => {
    const folder = await emptyFolder();
    const progress: number[] = [];
    const written = await writeStick(county.deps, folder, all, ({ doneBytes }) => void progress.push(doneBytes));
    expect(written).toMatchObject({ issues: ['s-2', 's-1'], files: 8, left: [] });
    expect(progress.at(-1)).toBe(written.bytes);
    const there = await terminal();
    expect(await there.sticks.importIssues({ ...carrying(), stick: folder })).toMatchObject({ issues: [{ issue: 's-2', missingFiles: 0 }, { issue: 's-1', missingFiles: 0 }], refused: [] });
    for (const issue of there.book.issues()) expect([isWhole(there, issue), there.sticks.carrierOf(issue)]).toEqual([true, 'stick']);

    // What the terminal then exports of the issues is the same, name by name and byte by byte.
    const exported = await emptyFolder();
    await there.sticks.exportIssues({ ...carrying(), stick: exported, issues: ['s-1', 's-2'] });
    const names = (await readdir(folder, { recursive: true })).filter((name) => !name.startsWith('information')).sort();
    expect((await readdir(exported, { recursive: true })).sort()).toEqual(names);
    for (const name of names) if ((await stat(join(folder, name))).isFile()) expect((await readFile(join(exported, name))).equals(await readFile(join(folder, name))), name).toBe(true);
  });

  test('is gone on with: what is whole stays, what is not is written again', async () => {
    const folder = await emptyFolder();
    await writeStick(county.deps, folder, all, quiet);
    const [film] = (await county.deps.database.tables.selectFrom('files').select('sha256').where('mime', '=', 'video/mp4').execute());
    const [poster] = (await county.deps.database.tables.selectFrom('files').select(['sha256', 'bytes']).where('mime', '=', 'image/jpeg').execute());
    if (film === undefined || poster === undefined) throw new Error('nothing was published');
    await rename(onStick(folder, film.sha256), onStick(folder, `${film.sha256}.part`));
    await writeFile(onStick(folder, poster.sha256), Buffer.alloc(poster.bytes));
    // Two issues share film and poster: of eight files five others are kept, and the second issue finds both there again.
    expect(await writeStick(county.deps, folder, all, quiet)).toMatchObject({ kept: 6, left: [] });
    const names = await readdir(join(folder, 'programs', 'content'));
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await readFile(onStick(folder, film.sha256))).equals(await readFile(contentPath(county.deps.config.data, film.sha256)))).toBe(true);
  });

  test('may hold some issues only, by name or by day, and never a withdrawn one', async () => {
    const folder = await emptyFolder();
    expect((await writeStick(county.deps, folder, { ...all, issues: ['s-1'] }, quiet)).issues).toEqual(['s-1']);
    const said: string[] = [];
    await word.run(county.deps, [await emptyFolder()], (line) => void said.push(line), { since: '7' });
    await word.run(county.deps, [await emptyFolder()], (line) => void said.push(line), { since: '2026-11-01', issues: 's-1,s-2' });
    const informed = 'The wealth information is on it too, version 1.';
    expect(said).toEqual([expect.stringMatching(/^On the stick: s-2 \(4 files, /), informed, expect.stringMatching(/^On the stick: s-2, s-1 \(8 files, /), informed]);
    await withdraw(county.deps, { issue: 's-1', program: null, withdrawn: true });
    await expect(writeStick(county.deps, folder, { ...all, issues: ['s-1', 's-9'] }, quiet)).rejects.toThrow('Not published, or withdrawn: s-1, s-9. Published are s-2.');
    await withdraw(county.deps, { issue: 's-1', program: null, withdrawn: false });
    await expect(word.run(county.deps, [folder], quiet, { since: 'yesterday' })).rejects.toThrow(/--since must be/);
  });

  test.runIf(canMakeDisks)('that is too small gets the issues that fit, and the person is told which do not', async () => {
    const disk = smallDisk(400 * 1024);
    const written = await writeStick(county.deps, disk, all, quiet);
    expect(written.issues).toEqual(['s-2']);
    expect(written.left).toEqual([{ issue: 's-1', reason: expect.stringMatching(/are free$/) as string }]);
    await expect(word.run(county.deps, [disk], quiet, {})).rejects.toThrow(/^Issue s-1 is not whole on the stick: .* are free\.$/);
    const there = await terminal();
    const { issues } = await there.sticks.importIssues({ ...carrying(), stick: disk });
    expect(issues.map(({ issue, missingFiles }) => [issue, missingFiles])).toEqual([['s-2', 0], ['s-1', 1]]);
  });

  test('is not written through links, and a folder that is none is refused', async () => {
    const [stick, outside] = [await emptyFolder(), await emptyFolder()];
    await symlink(outside, join(stick, 'programs'));
    await expect(writeStick(county.deps, stick, all, quiet)).rejects.toThrow(/programs is not a folder/);
    await expect(writeStick(county.deps, join(stick, 'missing'), all, quiet)).rejects.toThrow(/cannot be written to: ENOENT/);
    expect(await readdir(outside)).toEqual([]);
  });

  test('tells when the county’s own file is damaged, and leaves nothing unfinished', async () => {
    const [film] = await county.deps.database.tables.selectFrom('files').select('sha256').where('mime', '=', 'video/mp4').execute();
    const path = contentPath(county.deps.config.data, film?.sha256 ?? '');
    const right = await readFile(path);
    await writeFile(path, Buffer.alloc(right.length));
    const folder = await emptyFolder();
    const { issues, left } = await writeStick(county.deps, folder, all, quiet);
    expect([issues, left[0]?.reason]).toEqual([[], expect.stringMatching(/own copy of .* is damaged: publish its issue again/)]);
    expect((await readdir(join(folder, 'programs', 'content'))).filter((name) => name.endsWith('.part'))).toEqual([]);
    await writeFile(path, right);
  });
});
