import { execFileSync } from 'node:child_process';
import { readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fail } from '../../../../../contract/problem.ts';
import { issueManifestSchema } from '../../../../../contract/programs/manifest.ts';
import { readSigned } from '../../../../../electron/site/signed.ts';
import { sha256, testIssue } from '../../../../support/terminal/issue.ts';
import { countyKey } from '../../../../support/terminal/signing.ts';
import { carrying, isWhole, onStick, stickTerminal, writeStick } from '../../../../support/terminal/stick.ts';
import { canMakeDisks, smallDisk } from '../../../../support/terminal/small-disk.ts';
import { emptyFolder, problemOf } from '../../../../support/terminal/surroundings.ts';

const key = countyKey();

/** A limit of this process to the size of its files stands for a file system that has one, such as FAT. */
function limitFiles(bytes: string): void {
  execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`]);
}
const canLimitFiles = ((): boolean => {
  try {
    limitFiles('unlimited');
    return true;
  } catch {
    return false;
  }
})();
const hashOfFilm = (issue: ReturnType<typeof testIssue>, at = 0): string => issue.manifest.programs[at]?.film ?? '';

describe('importing issues from a stick', () => {
  test('brings them whole without any line, and says that a stick carried them', async () => {
    const issue = testIssue(key, [50_000, 9000]);
    const stick = await writeStick(key, 3, [issue]);
    const terminal = await stickTerminal(key);
    const progress: { doneBytes: number; totalBytes: number }[] = [];
    const imported = await terminal.sticks.importIssues({ ...carrying(), stick, onProgress: (now) => void progress.push(now) });
    expect(imported).toEqual({ issues: [{ issue: '2026-11', number: '2026-11', title: issue.manifest.title, missingFiles: 0, missingBytes: 0 }], refused: [] });
    expect(terminal.book.catalogue.current()?.payload.version).toBe(3);
    expect(isWhole(terminal, issue.manifest)).toBe(true);
    expect(terminal.sticks.carrierOf(issue.manifest)).toBe('stick');
    expect(terminal.sticks.carrierOf({ ...issue.manifest, version: 2 })).toBe('line');
    const bytes = [...issue.contents.values()].reduce((sum, { length }) => sum + length, 0);
    expect([progress[0], progress.at(-1)]).toEqual([{ doneBytes: 0, totalBytes: bytes }, { doneBytes: bytes, totalBytes: bytes }]);
    // Again changes nothing.
    expect(await terminal.sticks.importIssues({ ...carrying(), stick })).toEqual(imported);
  });

  test('takes what is good of a half-copied and damaged stick, says what is missing, and wants it by the line', async () => {
    const issue = testIssue(key, [40_960, 20_480, 8192]);
    const stick = await writeStick(key, 1, [issue]);
    const [cut, bent, gone] = [hashOfFilm(issue, 0), hashOfFilm(issue, 1), hashOfFilm(issue, 2)];
    await truncate(onStick(stick, cut), 3 * 4096 + 100);
    await rename(onStick(stick, cut), `${onStick(stick, cut)}.part`);
    const bytes = await readFile(onStick(stick, bent));
    bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
    await writeFile(onStick(stick, bent), bytes);
    await rm(onStick(stick, gone));
    const terminal = await stickTerminal(key);
    const { issues, refused } = await terminal.sticks.importIssues({ ...carrying(), stick });
    expect(issues).toMatchObject([{ missingFiles: 3, missingBytes: 40_960 - 3 * 4096 + 4096 + 8192 }]);
    expect(refused).toEqual([{ name: `programs/content/${bent}`, problem: { code: 'content-damaged', data: { what: bent } } }]);
    expect(terminal.wanted).toEqual(['2026-11']);
    expect(terminal.sticks.carrierOf(issue.manifest)).toBe('line');

    // A second stick brings exactly the rest.
    const again = await terminal.sticks.importIssues({ ...carrying(), stick: await writeStick(key, 1, [issue]) });
    expect(again.issues).toMatchObject([{ missingFiles: 0, missingBytes: 0 }]);
    expect(isWhole(terminal, issue.manifest)).toBe(true);
  });

  test('fills a file together with the line, which has it open at the same time', async () => {
    const issue = testIssue(key, [40_960]);
    const terminal = await stickTerminal(key);
    const stick = await writeStick(key, 1, [issue]);
    const file = issue.manifest.files.find(({ sha256: hash }) => hash === hashOfFilm(issue));
    if (file === undefined) throw new Error('the issue has no film');
    const line = await terminal.content.openPart(file);
    const film = issue.contents.get(file.sha256) ?? Buffer.alloc(0);
    await line.write({ index: 4, bytes: film.subarray(4 * 4096, 5 * 4096) });
    const importing = terminal.sticks.importIssues({ ...carrying(), stick });
    for (let run = line.nextMissing(); run !== null; run = line.nextMissing()) {
      await line.write({ index: run.first, bytes: film.subarray(run.first * 4096, (run.first + 1) * 4096) });
    }
    await importing;
    expect(await terminal.content.finish(line)).toBe(true);
    expect(isWhole(terminal, issue.manifest)).toBe(true);
    const pieces: Buffer[] = [];
    for await (const piece of terminal.content.read(file.sha256, { from: 0, to: file.bytes })) pieces.push(Buffer.from(piece));
    expect(sha256(Buffer.concat(pieces))).toBe(file.sha256);
  });

  test('with an older catalogue still brings what the terminal’s own catalogue names', async () => {
    const issue = testIssue(key, [9000]);
    const terminal = await stickTerminal(key);
    await terminal.sticks.importIssues({ ...carrying(), stick: await writeStick(key, 7, []) });
    expect((await terminal.sticks.importIssues({ ...carrying(), stick: await writeStick(key, 6, [issue]) })).refused).toEqual([
      { name: 'programs/catalogue.jws', problem: { code: 'version-older', data: { what: 'catalogue' } } },
    ]);
    expect(terminal.book.catalogue.current()?.payload).toMatchObject({ version: 7, issues: [] });

    const empty = await writeStick(key, 8, [issue]);
    for (const hash of issue.contents.keys()) await rm(onStick(empty, hash));
    await terminal.sticks.importIssues({ ...carrying(), stick: empty });
    const { issues, refused } = await terminal.sticks.importIssues({ ...carrying(), stick: await writeStick(key, 5, [issue]) });
    expect([issues[0]?.missingFiles, refused.map(({ problem }) => problem.code)]).toEqual([0, ['version-older']]);
  });

  test('stops at the signal and when there is no room, and keeps what has come', async () => {
    const issue = testIssue(key, [8192, 40_960]);
    const stick = await writeStick(key, 1, [issue]);
    const stop = new AbortController();
    const terminal = await stickTerminal(key);
    await expect(
      terminal.sticks.importIssues({
        stick,
        signal: stop.signal,
        onProgress: ({ doneBytes }) => {
          if (doneBytes >= 20_000) stop.abort(new Error('enough'));
        },
      }),
    ).rejects.toThrow('enough');
    const kept = issue.manifest.files.reduce((sum, file) => sum + terminal.content.doneBytes(file), 0);
    expect(kept).toBeGreaterThanOrEqual(20_000);
    expect(kept).toBeLessThan(54_152);

    const full = await stickTerminal(key, () => fail('programs-lack-room', { freeBytes: 1, neededBytes: 2 }));
    expect((await problemOf(() => full.sticks.importIssues({ ...carrying(), stick }))).code).toBe('programs-lack-room');
    expect(full.book.issues()).toHaveLength(1);
  });
});

test('a survey says what is on a stick and takes nothing in', async () => {
  const [first, second] = [testIssue(key, [9000], { issue: 'a' }), testIssue(key, [9000], { issue: 'b' })];
  const stick = await writeStick(key, 2, [first, second]);
  await rm(onStick(stick, hashOfFilm(second)));
  const terminal = await stickTerminal(key);
  const { signal } = new AbortController();
  const survey = await terminal.sticks.survey({ stick, signal });
  expect(survey).toEqual({
    issues: [
      { issue: 'a', number: 'a', title: first.manifest.title, totalBytes: 14_000, onStickBytes: 14_000, here: false },
      { issue: 'b', number: 'b', title: second.manifest.title, totalBytes: 14_000, onStickBytes: 5000, here: false },
    ],
    refused: [],
  });
  expect(terminal.book.catalogue.current()).toBeNull();
  await terminal.sticks.importIssues({ ...carrying(), stick });
  expect((await terminal.sticks.survey({ stick, signal })).issues.map(({ here }) => here)).toEqual([true, false]);
});

describe('exporting issues to a stick', () => {
  test('writes what another terminal imports, and leaves alone what is there', async () => {
    const issue = testIssue(key, [50_000, 9000]);
    const terminal = await stickTerminal(key);
    await terminal.sticks.importIssues({ ...carrying(), stick: await writeStick(key, 1, [issue]) });
    const stick = await writeStick(key, 1, []);
    await rm(join(stick, 'programs'), { recursive: true });
    const bytes = [...issue.contents.values()].reduce((sum, { length }) => sum + length, 0);
    expect(await terminal.sticks.exportIssues({ ...carrying(), stick, issues: ['2026-11', '2026-11'] })).toEqual({ issues: 1, bytes });

    const other = await stickTerminal(key);
    expect((await other.sticks.importIssues({ ...carrying(), stick })).issues).toMatchObject([{ missingFiles: 0 }]);

    // One file was cut short, one damaged: only these are written again.
    const film = onStick(stick, hashOfFilm(issue));
    const poster = onStick(stick, issue.manifest.programs[0]?.poster ?? '');
    await truncate(film, 20_000);
    await rename(film, `${film}.part`);
    await writeFile(poster, Buffer.alloc(5000));
    await terminal.sticks.exportIssues({ ...carrying(), stick, issues: ['2026-11'] });
    expect(sha256(await readFile(film))).toBe(hashOfFilm(issue));
    expect(sha256(await readFile(poster))).toBe(issue.manifest.programs[0]?.poster);
  });

  test('refuses an issue that is not known or not here whole', async () => {
    const issue = testIssue(key, [9000, 9000]);
    const terminal = await stickTerminal(key);
    const half = await writeStick(key, 1, [issue]);
    await rm(onStick(half, hashOfFilm(issue, 1)));
    await terminal.sticks.importIssues({ ...carrying(), stick: half });
    expect(await problemOf(() => terminal.sticks.exportIssues({ ...carrying(), stick: half, issues: ['2026-11'] }))).toEqual({ code: 'program-not-here', data: { program: '2026-11/program-2' } });
    expect((await problemOf(() => terminal.sticks.exportIssues({ ...carrying(), stick: half, issues: ['2030-1'] }))).code).toBe('issue-unknown');
  });

  test.runIf(canLimitFiles)('says in plain words that the stick’s file system takes no file of this size', async () => {
    const issue = testIssue(key, [300_000]);
    const terminal = await stickTerminal(key);
    await terminal.sticks.importIssues({ ...carrying(), stick: await writeStick(key, 1, [issue]) });
    const stick = await emptyFolder();
    limitFiles('200000');
    try {
      expect(await problemOf(() => terminal.sticks.exportIssues({ ...carrying(), stick, issues: ['2026-11'] }))).toEqual({ code: 'stick-file-too-large', data: {} });
    } finally {
      limitFiles('unlimited');
    }
    // What was whole stays; the rest goes on from where it broke off.
    expect(sha256(await readFile(onStick(stick, issue.manifest.programs[0]?.poster ?? '')))).toBe(issue.manifest.programs[0]?.poster);
    expect((await stat(onStick(stick, `${hashOfFilm(issue)}.part`))).size).toBeGreaterThan(0);
    await terminal.sticks.exportIssues({ ...carrying(), stick, issues: ['2026-11'] });
    expect(sha256(await readFile(onStick(stick, hashOfFilm(issue))))).toBe(hashOfFilm(issue));
  });

  test.runIf(canMakeDisks)('to a stick that is too small keeps what was finished and says that it is full', async () => {
    const issue = testIssue(key, [300_000, 4000]);
    const terminal = await stickTerminal(key);
    await terminal.sticks.importIssues({ ...carrying(), stick: await writeStick(key, 1, [issue]) });
    const stick = smallDisk(256 * 1024);
    expect((await problemOf(() => terminal.sticks.exportIssues({ ...carrying(), stick, issues: ['2026-11'] }))).code).toBe('disk-full');
    const other = await stickTerminal(key);
    expect((await other.sticks.importIssues({ ...carrying(), stick })).issues).toMatchObject([{ missingFiles: 1, missingBytes: 300_000 }]);
  });

  test('never puts an older catalogue over a newer one', async () => {
    const issue = testIssue(key, [9000]);
    const terminal = await stickTerminal(key);
    await terminal.sticks.importIssues({ ...carrying(), stick: await writeStick(key, 1, [issue]) });
    const newer = await writeStick(key, 9, []);
    await terminal.sticks.exportIssues({ ...carrying(), stick: newer, issues: ['2026-11'] });
    const other = await stickTerminal(key);
    await other.sticks.importIssues({ ...carrying(), stick: newer });
    expect(other.book.catalogue.current()?.payload.version).toBe(9);
    const kept = await readFile(join(newer, 'programs', 'manifests', `${sha256(issue.manifestText)}.jws`), 'utf8');
    expect((await readSigned(kept, key.publicKey, issueManifestSchema, 'issue')).payload.issue).toBe('2026-11');
  });
});
