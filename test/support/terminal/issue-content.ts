import { createHash, randomBytes } from 'node:crypto';
import { issueManifestSchema } from '../../../contract/programs/manifest.ts';
import type { Catalogue, FileMime, IssueManifest, ManifestFile } from '../../../contract/programs/manifest.ts';
import type { CountyKey } from './signing.ts';

const at = '2026-11-20T09:00:00.000+08:00';

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function manifestFile(bytes: Uint8Array, mime: FileMime, chunkBytes = 4096): ManifestFile {
  const chunks: string[] = [];
  for (let from = 0; from < bytes.length; from += chunkBytes) chunks.push(sha256(bytes.subarray(from, from + chunkBytes)));
  return { sha256: sha256(bytes), bytes: bytes.length, mime, chunkBytes, chunks };
}

/** An issue as a county would publish it, with its bytes. */
export interface TestIssue {
  readonly manifest: IssueManifest;
  readonly manifestText: string;
  readonly contents: ReadonlyMap<string, Buffer>;
}

/** An issue of programs that each have a film of so many random bytes, and one poster that they share. */
export function testIssue(
  key: CountyKey,
  films: readonly (number | Buffer)[],
  options: { issue?: string; version?: number; mirrors?: string[]; chunkBytes?: number; poster?: Buffer } = {},
): TestIssue {
  const { issue = '2026-11', version = 1, mirrors = [], chunkBytes = 4096, poster = randomBytes(5000) } = options;
  const contentsOfFilms = films.map((film) => (typeof film === 'number' ? randomBytes(film) : film));
  const contents = new Map([poster, ...contentsOfFilms].map((bytes) => [sha256(bytes), bytes]));
  const filmHashes = new Set(contentsOfFilms.map(sha256));
  const manifest = issueManifestSchema.parse({
    kind: 'issue/1', issue, number: issue, version, mirrors, publishedAt: at,
    title: { 'zh-CN': '第一期' },
    programs: contentsOfFilms.map((film, index) => ({
      id: `${issue}/program-${index + 1}`,
      title: { 'zh-CN': `节目${index + 1}` },
      summary: { 'zh-CN': '内容' },
      category: 'wealth-skill',
      courseKind: 'special',
      topics: [],
      lengthSeconds: 60,
      film: sha256(film),
      poster: sha256(poster),
      subtitles: [],
      handouts: [],
    })),
    files: [...contents].map(([hash, bytes]) => manifestFile(bytes, filmHashes.has(hash) ? 'video/mp4' : 'image/jpeg', chunkBytes)),
  });
  return { manifest, manifestText: key.sign(manifest), contents };
}

export function testCatalogue(key: CountyKey, version: number, issues: readonly TestIssue[]): { readonly text: string; readonly payload: Catalogue } {
  const payload: Catalogue = {
    kind: 'catalogue/1', version, publishedAt: at,
    issues: issues.map(({ manifest, manifestText, contents }) => ({
      issue: manifest.issue, number: manifest.number, title: manifest.title, version: manifest.version, publishedAt: at,
      manifestSha256: sha256(manifestText),
      bytes: [...contents.values()].reduce((sum, bytes) => sum + bytes.length, 0),
    })),
  };
  return { text: key.sign(payload), payload };
}
