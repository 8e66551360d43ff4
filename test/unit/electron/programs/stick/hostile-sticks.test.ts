import { execFileSync } from 'node:child_process';
import { link, mkdir, open, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256, testCatalogue, testIssue } from '../../../../support/terminal/issue.ts';
import { countyKey } from '../../../../support/terminal/signing.ts';
import { carrying, isWhole, onStick, stickTerminal, writeStick } from '../../../../support/terminal/stick.ts';
import type { StickTerminal } from '../../../../support/terminal/stick.ts';
import { emptyFolder } from '../../../../support/terminal/surroundings.ts';

const key = countyKey();
const issue = testIssue(key, [20_480]);
const film = issue.manifest.programs[0]?.film ?? '';
const catalogueOf = (stick: string): string => join(stick, 'programs', 'catalogue.jws');
const manifestOf = (stick: string): string => join(stick, 'programs', 'manifests', `${sha256(issue.manifestText)}.jws`);

/** Every file below the terminal's folder of programs, but for second copies. */
async function traces({ folder }: StickTerminal): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name).filter((name) => !name.endsWith('.bak')).sort();
}

/** Looks at a stick and imports it: what is refused, which is the same both times, and what it left at the terminal. */
async function attack(stick: string, terminal?: StickTerminal) {
  const own = terminal ?? (await stickTerminal(key));
  const { signal } = new AbortController();
  const survey = await own.sticks.survey({ stick, signal });
  const imported = await own.sticks.importIssues({ ...carrying(), stick });
  return { terminal: own, survey, imported, refused: imported.refused.map(({ name, problem }) => `${name} ${problem.code}`), left: await traces(own) };
}

const pipe = (path: string): Promise<void> => {
  execFileSync('mkfifo', [path]);
  return Promise.resolve();
};
const folder = (path: string): Promise<void> => mkdir(path);

describe('the catalogue of a hostile stick', () => {
  const other = countyKey();
  const deep = '['.repeat(100_000);
  const texts: readonly (readonly [string, (text: string) => string, string])[] = [
    ['of another county', () => testCatalogue(other, 5, [issue]).text, 'signature-wrong'],
    ['with a signature of something else', (text) => [...text.split('.').slice(0, 2), issue.manifestText.split('.')[2]].join('.'), 'signature-wrong'],
    ['whose payload was changed', (text) => text.replace(/\.(.)/, (_, first: string) => `.${first === 'e' ? 'f' : 'e'}`), 'signature-wrong'],
    ['that was cut off', (text) => text.slice(0, -40), 'signature-wrong'],
    ['without a signature', (text) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${text.split('.')[1] ?? ''}.`, 'signature-wrong'],
    ['with a head that would take long to read', (text) => `${Buffer.from(deep).toString('base64url')}.${text.split('.').slice(1).join('.')}`, 'signature-wrong'],
    ['that is empty', () => '', 'signature-wrong'],
    ['that the county signed for something else', () => key.sign({ kind: 'roster/1', version: 9 }), 'content-damaged'],
    ['with an issue whose name climbs', () => key.sign({ ...testCatalogue(key, 5, [issue]).payload, issues: testCatalogue(key, 5, [issue]).payload.issues.map((one) => ({ ...one, issue: '../../etc' })) }), 'content-damaged'],
  ];

  test.each(texts)('%s is refused and leaves no trace', async (_, change, code) => {
    const stick = await writeStick(key, 1, [issue]);
    await writeFile(catalogueOf(stick), change(await readFile(catalogueOf(stick), 'utf8')));
    const { refused, left, survey } = await attack(stick);
    expect(refused).toEqual([`programs/catalogue.jws ${code}`]);
    expect(survey.refused.map(({ name, problem }) => `${name} ${problem.code}`)).toEqual(refused);
    expect([survey.issues, left]).toEqual([[], []]);
  });

  test('of a terabyte is not read', async () => {
    const stick = await writeStick(key, 1, [issue]);
    await truncate(catalogueOf(stick), 2 ** 40);
    const { refused, left } = await attack(stick);
    expect([refused, left]).toEqual([['programs/catalogue.jws content-damaged'], []]);
  });

  test.each([
    ['a pipe', pipe],
    ['a folder', folder],
    ['a link', async (path: string) => symlink('/etc/passwd', path)],
    ['a link to a device', async (path: string) => symlink('/dev/zero', path)],
  ] as const)('that is %s is refused at once', async (_, put) => {
    const stick = await writeStick(key, 1, [issue]);
    await rm(catalogueOf(stick));
    await put(catalogueOf(stick));
    const { refused, left } = await attack(stick);
    expect([refused, left]).toEqual([['programs/catalogue.jws content-damaged'], []]);
  });

  test('behind a folder that is a link is not looked for', async () => {
    const real = await writeStick(key, 1, [issue]);
    const stick = await emptyFolder();
    await symlink(join(real, 'programs'), join(stick, 'programs'));
    const { refused, left } = await attack(stick);
    expect([refused, left]).toEqual([['programs/catalogue.jws content-damaged'], []]);
  });

  test('is not missed on a stick that has nothing for us', async () => {
    const { refused, imported } = await attack(await emptyFolder());
    expect([refused, imported.issues]).toEqual([[], []]);
  });
});

describe('a manifest of a hostile stick', () => {
  test.each([
    ['that is another one, though the county signed it', testIssue(key, [9000]).manifestText, 'content-damaged'],
    ['that was cut off', issue.manifestText.slice(0, -1), 'content-damaged'],
    ['whose text has a tail', `${issue.manifestText}\n\n.x`, 'content-damaged'],
  ])('%s is refused', async (_, text, code) => {
    const stick = await writeStick(key, 1, [issue]);
    await writeFile(manifestOf(stick), text);
    const { refused, terminal, left } = await attack(stick);
    expect(refused).toEqual([`programs/manifests/${sha256(issue.manifestText)}.jws ${code}`]);
    expect(terminal.book.issues()).toEqual([]);
    expect(left).toEqual(['catalogue.jws']);
  });

  test('of another county is refused even where a signed catalogue names it', async () => {
    const foreign = testIssue(countyKey(), [9000]);
    const { refused, terminal } = await attack(await writeStick(key, 1, [foreign]));
    expect(refused).toEqual([`programs/manifests/${sha256(foreign.manifestText)}.jws signature-wrong`]);
    expect(terminal.book.issues()).toEqual([]);
  });
});

describe('the content of a hostile stick', () => {
  test.each([
    ['a pipe', pipe],
    ['a folder', folder],
    ['a link to what is right', async (path: string) => symlink(join(path, '..', 'right'), path)],
    ['a link to a device', async (path: string) => symlink('/dev/zero', path)],
    ['larger than the file, up to a terabyte', async (path: string) => {
      await (await open(path, 'w')).close();
      await truncate(path, 2 ** 40);
    }],
  ] as const)('that is %s is refused, and the rest is taken', async (_, put) => {
    const stick = await writeStick(key, 1, [issue]);
    await writeFile(join(onStick(stick, film), '..', 'right'), issue.contents.get(film) ?? '');
    await rm(onStick(stick, film));
    await put(onStick(stick, film));
    const { refused, imported, terminal } = await attack(stick);
    expect(refused).toEqual([`programs/content/${film} content-damaged`]);
    expect(imported.issues).toMatchObject([{ missingFiles: 1, missingBytes: 20_480 }]);
    expect(terminal.content.has(issue.manifest.programs[0]?.poster ?? '')).toBe(true);
    expect(terminal.content.hasPart(film)).toBe(false);
  });

  test('of other bytes in the right size gives nothing, and the line can bring all of it', async () => {
    const stick = await writeStick(key, 1, [issue]);
    await writeFile(onStick(stick, film), Buffer.alloc(20_480, 7));
    const { refused, imported } = await attack(stick);
    expect(refused).toEqual([`programs/content/${film} content-damaged`]);
    expect(imported.issues).toMatchObject([{ missingFiles: 1, missingBytes: 20_480 }]);
  });

  test('with a second name elsewhere on the stick is taken for what it holds', async () => {
    const stick = await writeStick(key, 1, [issue]);
    await link(onStick(stick, film), join(stick, 'another-name'));
    const { terminal } = await attack(stick);
    expect(isWhole(terminal, issue.manifest)).toBe(true);
  });

  test('among names that climb and thousands that mean nothing is taken, and nothing else', async () => {
    const stick = await writeStick(key, 1, [issue]);
    const content = join(stick, 'programs', 'content');
    await Promise.all(Array.from({ length: 3000 }, (_, at) => writeFile(join(content, `${'..'.repeat(at % 3)}\\..\\${at}`), '')));
    const { terminal, imported, left } = await attack(stick);
    expect([imported.refused, isWhole(terminal, issue.manifest)]).toEqual([[], true]);
    const hash = sha256(issue.manifestText);
    expect(left.filter((name) => !name.includes('outline'))).toEqual([...issue.contents.keys(), 'catalogue.jws', `${hash}.jws`].sort());
  });
});

describe('exporting to a hostile stick', () => {
  test('writes through no link and into no pipe or second name', async () => {
    const terminal = await stickTerminal(key);
    await terminal.sticks.importIssues({ ...carrying(), stick: await writeStick(key, 1, [issue]) });
    const victim = join(await emptyFolder(), 'victim');
    for (const put of [
      async (path: string) => symlink(victim, path),
      async (path: string) => link(victim, path),
      pipe,
      async (path: string) => {
        await mkdir(join(path, 'x'), { recursive: true });
      },
    ]) {
      await writeFile(victim, 'untouched');
      const stick = await writeStick(key, 1, [issue]);
      await rm(onStick(stick, film));
      await put(`${onStick(stick, film)}.part`);
      await terminal.sticks.exportIssues({ ...carrying(), stick, issues: ['2026-11'] });
      expect(await readFile(victim, 'utf8')).toBe('untouched');
      expect(sha256(await readFile(onStick(stick, film)))).toBe(film);
    }
    const outside = await emptyFolder();
    const stick = await emptyFolder();
    await symlink(outside, join(stick, 'programs'));
    await expect(terminal.sticks.exportIssues({ ...carrying(), stick, issues: ['2026-11'] })).rejects.toThrow(/disk-failing/);
    expect(await readdir(outside)).toEqual([]);
  });
});
