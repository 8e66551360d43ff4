import { createHash } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHUNK_BYTES } from '../../../contract/programs/manifest.ts';
import type { IssueManifest, ManifestFile } from '../../../contract/programs/manifest.ts';
import { programIdSchema } from '../../../contract/programs/program.ts';
import { cachedOutline, openOutlineCache } from '../../../electron/programs/outline-cache.ts';
import { sha256 } from '../../support/terminal/issue-content.ts';
import type { CountyKey } from '../../support/terminal/signing.ts';

const ISSUES = 500;
const PROGRAMS = 20;
/** A film of ten minutes at 1.2 Mbit/s. */
const FILM_BYTES = 90 * 1024 ** 2;

/** A terminal's folder in which 10,000 programs are listed: their manifests as signed, and of each program its poster as content. */
export async function largeCatalogue(folder: string, key: CountyKey): Promise<{ readonly programs: number; readonly issues: number }> {
  const manifests = join(folder, 'manifests');
  await mkdir(manifests, { recursive: true });
  const cache = await openOutlineCache(join(manifests, 'outlines'));
  const entries = [];
  for (let number = 0; number < ISSUES; number += 1) {
    const manifest = issue(`issue-${number}`, new Date(Date.UTC(2020, 0, 1 + number)).toISOString());
    const text = key.sign(manifest);
    const name = join(manifests, `${sha256(text)}.jws`);
    await writeFile(name, text);
    await cache.add(cachedOutline(manifest, sha256(text), await stat(name)));
    for (const { sha256: hash, mime } of manifest.files) {
      if (mime !== 'image/jpeg') continue;
      await mkdir(join(folder, 'content', hash.slice(0, 2)), { recursive: true });
      await writeFile(join(folder, 'content', hash.slice(0, 2), hash), 'x');
    }
    entries.push({ issue: manifest.issue, number: manifest.number, title: manifest.title, version: 1, manifestSha256: sha256(text), bytes: FILM_BYTES * PROGRAMS, publishedAt: manifest.publishedAt });
  }
  await writeFile(join(folder, 'catalogue.jws'), key.sign({ kind: 'catalogue/1', version: 1, publishedAt: '2026-11-20T09:00:00.000+08:00', issues: entries }));
  return { programs: ISSUES * PROGRAMS, issues: ISSUES };
}

function issue(id: string, publishedAt: string): IssueManifest {
  const programs = Array.from({ length: PROGRAMS }, (_, index) => {
    const [film, poster, subtitles] = ['film', 'poster', 'subtitles'].map((what) => sha256(`${id} ${index} ${what}`));
    return { index, film: film ?? '', poster: poster ?? '', subtitles: subtitles ?? '' };
  });
  return {
    kind: 'issue/1', issue: id, number: id, title: { 'zh-CN': `第 ${id} 期 农村实用技术` }, version: 1, publishedAt, mirrors: [],
    programs: programs.map(({ index, film, poster, subtitles }) => ({
      id: programIdSchema.parse(`${id}/program-${index}`),
      title: { 'zh-CN': `马铃薯起垄栽培技术 ${index}`, en: `Growing potatoes on ridges ${index}` },
      summary: { 'zh-CN': '讲解选种、切块、拌种、起垄、覆膜、追肥和收获的要点，适合川道和半山区农户学习使用。' },
      category: 'practical-technology', courseKind: 'special', topics: ['potato-growing'], lengthSeconds: 600,
      film, poster,
      subtitles: [{ language: 'zh-CN', file: subtitles }],
      handouts: [],
    })),
    files: programs.flatMap(({ film, poster, subtitles }) => [file(film, FILM_BYTES, 'video/mp4'), file(poster, 1, 'image/jpeg'), file(subtitles, 3000, 'text/vtt')]),
  };
}

function file(hash: string, bytes: number, mime: ManifestFile['mime']): ManifestFile {
  const chunks = Array.from({ length: Math.ceil(bytes / CHUNK_BYTES) }, (_, index) => createHash('sha256').update(`${hash} ${index}`).digest('hex'));
  return { sha256: hash, bytes, mime, chunkBytes: CHUNK_BYTES, chunks };
}
