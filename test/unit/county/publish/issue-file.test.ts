import { describe, expect, test } from 'vitest';
import { faultLine } from '../../../../county/publish/fault.ts';
import { issueFileSchema, readIssueJson } from '../../../../county/publish/issue-file.ts';
import { issueFile } from '../../../support/county/issue-folder.ts';

describe('the files that an issue names', () => {
  const withFilm = (film: string) => ({ ...issueFile, programs: issueFile.programs.map((program) => ({ ...program, film })) });

  test.each(['films/potato.mp4', 'a.mp4', 'a b/片.mp4', '..a/b..mp4'])('%s lies within the folder', (film) => {
    expect(issueFileSchema.safeParse(withFilm(film)).success).toBe(true);
  });

  test.each(['../film.mp4', 'films/../../film.mp4', '/etc/passwd', 'C:/film.mp4', 'C:film.mp4', 'films\\..\\..\\film.mp4', './film.mp4', 'films//film.mp4', 'a\0.mp4', 'a\n.mp4', ''])(
    '%j is refused',
    (film) => {
      expect(issueFileSchema.safeParse(withFilm(film)).success).toBe(false);
    },
  );
});

describe('reading issue.json', () => {
  const faultsOf = (text: string) => readIssueJson('issue.json', text).faults.map(faultLine);

  test('every fault is named with its place, and the files are known all the same', () => {
    const [program] = issueFile.programs;
    const text = JSON.stringify({ ...issueFile, number: '2026 11', programs: [program, { ...program, category: 'cooking', film: '../x.mp4' }] });
    const faults = faultsOf(text);
    expect(faults).toHaveLength(3);
    expect(faults[0]).toMatch(/^issue\.json: number: /);
    expect(faults[1]).toMatch(/^issue\.json: programs\[1\]\.category: /);
    expect(faults[2]).toBe('issue.json: programs[1].film: must not climb out of the issue’s folder');
    expect(readIssueJson('issue.json', text).programs.map(({ film }) => film)).toEqual(['films/potato.mp4', null]);
  });

  test('two programs of one name are refused', () => {
    expect(faultsOf(JSON.stringify({ ...issueFile, programs: [...issueFile.programs, ...issueFile.programs] }))).toEqual([
      'issue.json: programs[1].id: two programs are called potato-ridging',
    ]);
  });

  test('a text that is not JSON is named', () => {
    expect(faultsOf('{"number":')[0]).toMatch(/^issue\.json: it cannot be read: /);
    expect(faultsOf('null')).toHaveLength(1);
  });
});
