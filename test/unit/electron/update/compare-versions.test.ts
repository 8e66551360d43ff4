import { expect, it } from 'vitest';
import { releaseSchema } from '../../../../contract/site/release.ts';
import { compareVersions } from '../../../../electron/update/compare-versions.ts';

it('versions are told apart by their numbers, and a trial comes before what it tries', () => {
  const rising = ['0.9.12', '1.0.0-rc.2', '1.0.0-rc.10', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0'];
  for (const [index, version] of rising.entries()) {
    expect(compareVersions(version, version)).toBe(0);
    for (const later of rising.slice(index + 1)) {
      expect(compareVersions(version, later)).toBeLessThan(0);
      expect(compareVersions(later, version)).toBeGreaterThan(0);
    }
  }
});

it('a release names no path that leads out of its folder, no hidden file, and no path twice', () => {
  const file = (path: string) => ({ path, bytes: 1, sha256: 'a'.repeat(64), executable: true });
  const release = (...paths: string[]) =>
    releaseSchema.safeParse({ kind: 'release/1', number: 1, version: '1.0.0', platform: 'linux-x64', executable: 'program', publishedAt: '2026-11-23T09:00:00Z', files: ['program', ...paths].map(file) }).success;
  expect(release('resources/app.asar', 'locales/zh-CN.pak', 'LICENSES.chromium.html')).toBe(true);
  for (const path of ['../program2', '/etc/passwd', 'a/../../b', '.hidden', 'a/.hidden', 'a//b', 'a\\b', 'C:/x', 'a/', '', 'a\nb', 'PROGRAM']) expect([path, release(path)]).toEqual([path, false]);
});
