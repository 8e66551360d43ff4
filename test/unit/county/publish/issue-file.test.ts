import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../county/input.ts';
import { issueFileSchema, readIssueFile } from '../../../../county/publish/issue-file.ts';
import { emptyFolder } from '../../../support/county/folder.ts';
import { issueFile } from '../../../support/county/issue-folder.ts';

describe('the files that an issue names', () => {
  const withFilm = (film: string) => ({ ...issueFile, programs: issueFile.programs.map((program) => ({ ...program, film })) });

  test.each(['films/potato.mp4', 'a.mp4', 'a b/片.mp4', '..a/b..mp4'])('%s lies within the folder', (film) => {
    expect(issueFileSchema.safeParse(withFilm(film)).success).toBe(true);
  });

  test.each(['../film.mp4', 'films/../../film.mp4', '/etc/passwd', 'C:/film.mp4', 'C:film.mp4', 'films\\..\\..\\film.mp4', './film.mp4', 'films//film.mp4', 'a\0.mp4', ''])(
    '%j is refused',
    (film) => {
      expect(issueFileSchema.safeParse(withFilm(film)).success).toBe(false);
    },
  );
});

describe('reading issue.json', () => {
  const faultsOf = async (text: string) => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'issue.json'), text);
    const error: unknown = await readIssueFile(folder).catch((thrown: unknown) => thrown);
    return error instanceof InputError ? error.faults : [];
  };

  test('every fault is named with its place', async () => {
    const [program] = issueFile.programs;
    const faults = await faultsOf(JSON.stringify({ ...issueFile, number: '2026 11', programs: [program, { ...program, category: 'cooking', film: '../x.mp4' }] }));
    expect(faults).toHaveLength(3);
    expect(faults[0]).toMatch(/^issue\.json: number: /);
    expect(faults[1]).toMatch(/^issue\.json: programs\[1\]\.category: /);
    expect(faults[2]).toBe('issue.json: programs[1].film: must not climb out of the issue’s folder');
  });

  test('two programs of one name are refused', async () => {
    const faults = await faultsOf(JSON.stringify({ ...issueFile, programs: [...issueFile.programs, ...issueFile.programs] }));
    expect(faults).toEqual(['issue.json: programs[1].id: two programs are called potato-ridging']);
  });

  test('a text that is not JSON, or not UTF-8, or not there, is named', async () => {
    expect((await faultsOf('{"number":'))[0]).toMatch(/^issue\.json is not JSON/);
    const folder = await emptyFolder();
    await expect(readIssueFile(folder)).rejects.toThrow(/issue\.json cannot be read: ENOENT/);
    await writeFile(join(folder, 'issue.json'), Buffer.from([0xb5, 0xda, 0xca, 0xae]));
    await expect(readIssueFile(folder)).rejects.toThrow(/is not UTF-8 text/);
  });
});
