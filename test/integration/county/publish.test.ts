import { createHash } from 'node:crypto';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { JWS_MEDIA_TYPE, paths } from '../../../contract/http.ts';
import { catalogueSchema, CHUNK_BYTES, issueManifestSchema } from '../../../contract/programs/manifest.ts';
import type { InformationItem } from '../../../contract/information/item.ts';
import { informationBaseSchema } from '../../../contract/information/item.ts';
import { publishInformation } from '../../../county/information/base.ts';
import { contentPath } from '../../../county/publish/content-store.ts';
import { publishIssue } from '../../../county/publish/publish-issue.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { film } from '../../support/county/films.ts';
import { issueFile, SUBTITLES, writeIssue } from '../../support/county/issue-folder.ts';
import { openHttpCounty, readSigned, refusal } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';

let county: HttpCounty;
let folder: string;
beforeAll(async () => {
  county = await openHttpCounty({ mirrors: ['https://mirror.example/content'] });
});
afterAll(() => county.close());
beforeEach(async () => {
  folder = await emptyFolder();
  await writeIssue(folder);
});

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const textOf = async (path: string) => (await fetch(county.url + path)).text();
const catalogue = async () => readSigned(county, await textOf(paths.catalogue), catalogueSchema);
const manifest = async (issue = '2026-11') => readSigned(county, await textOf(paths.manifest(issue)), issueManifestSchema);

describe('before anything is published', () => {
  test('there is an empty catalogue and an empty information base to ask for', async () => {
    const fresh = await openHttpCounty();
    try {
      const empty = await readSigned(fresh, await (await fetch(fresh.url + paths.catalogue)).text(), catalogueSchema);
      expect(empty).toMatchObject({ version: 1, issues: [] });
      const base = await readSigned(fresh, await (await fetch(fresh.url + paths.information)).text(), informationBaseSchema);
      expect(base).toMatchObject({ version: 1, items: [] });
      expect(await refusal(await fetch(fresh.url + paths.manifest('2026-11')))).toBe('404 not-found');
      expect(await refusal(await fetch(fresh.url + paths.content('0'.repeat(64))))).toBe('404 not-found');
    } finally {
      await fresh.close();
    }
  });
});

describe('publishing an issue', () => {
  test('lists it in the catalogue by the hash of its manifest, and describes every file by its chunks', async () => {
    const published = await publishIssue(county.deps, folder);
    expect(published).toMatchObject({ issue: '2026-11', version: 1, changed: true, programs: 1, files: 4, warnings: [] });

    const entry = (await catalogue()).issues.find(({ issue }) => issue === '2026-11');
    expect(entry).toMatchObject({ number: '2026-11', title: issueFile.title, version: 1, bytes: published.bytes });
    expect(entry?.manifestSha256).toBe(sha256(await textOf(paths.manifest('2026-11'))));

    const { programs, files, mirrors } = await manifest();
    const bytes = await readFile(film('plays'));
    expect(mirrors).toEqual(['https://mirror.example/content']);
    expect(programs).toMatchObject([
      { id: '2026-11/potato-ridging', lengthSeconds: 2, category: 'practical-technology', courseKind: 'special', film: sha256(bytes), subtitles: [{ language: 'zh-CN', file: sha256(SUBTITLES) }] },
    ]);
    expect(files.find((file) => file.sha256 === sha256(bytes))).toEqual({ sha256: sha256(bytes), bytes: bytes.length, mime: 'video/mp4', chunkBytes: CHUNK_BYTES, chunks: [sha256(bytes)] });
    expect(files.map(({ mime }) => mime).sort()).toEqual(['application/pdf', 'image/jpeg', 'text/vtt', 'video/mp4']);
  });

  test('the same again changes nothing, and a change makes the next version of issue and catalogue', async () => {
    await publishIssue(county.deps, folder);
    const before = { catalogue: await textOf(paths.catalogue), manifest: await textOf(paths.manifest('2026-11')) };
    county.passMs(60_000);
    expect(await publishIssue(county.deps, folder)).toMatchObject({ changed: false });
    expect({ catalogue: await textOf(paths.catalogue), manifest: await textOf(paths.manifest('2026-11')) }).toEqual(before);

    const [{ version: catalogueVersion }, { version }] = [await catalogue(), await manifest()];
    await writeFile(join(folder, 'subtitles/potato.vtt'), SUBTITLES.replace('起垄', '培土'));
    expect(await publishIssue(county.deps, folder)).toMatchObject({ changed: true, version: version + 1 });
    expect((await catalogue()).version).toBe(catalogueVersion + 1);
    expect((await manifest()).version).toBe(version + 1);
    // Terminals that still follow the version before go on fetching its files.
    expect((await fetch(county.url + paths.content(sha256(SUBTITLES)))).status).toBe(200);
  });

  test('of many issues at once lists all of them, with one catalogue version for each', async () => {
    const before = (await catalogue()).version;
    const numbers = ['p-1', 'p-2', 'p-3', 'p-4'];
    const folders = await Promise.all(
      numbers.map(async (number) => {
        const one = await emptyFolder();
        await writeIssue(one, { number });
        return one;
      }),
    );
    await Promise.all(folders.map((one) => publishIssue(county.deps, one)));
    const after = await catalogue();
    expect(after.version).toBe(before + numbers.length);
    expect(after.issues.map(({ issue }) => issue)).toEqual(expect.arrayContaining(numbers));
  });

  test('is refused as a whole for a film that old PCs cannot play, with the line that mends it', async () => {
    await writeIssue(folder, { number: 'hevc' });
    await copyFile(film('hevc'), join(folder, 'films/potato.mp4'));
    const before = await textOf(paths.catalogue);
    await expect(publishIssue(county.deps, folder)).rejects.toThrow(
      /films\/potato\.mp4: its pictures are hvc1[^,]*, not H\.264 in 8 bits and 4:2:0\. This makes one that plays:\n {2}ffmpeg -i "[^"]*potato\.mp4" -c:v libx264 .*"[^"]*potato\.mended\.mp4"/,
    );
    await writeFile(join(folder, 'films/potato.mp4'), 'RIFF a film of another kind');
    await expect(publishIssue(county.deps, folder)).rejects.toThrow(/potato\.mp4: it is not an MP4 film\. .*\n {2}ffmpeg/);
    expect(await textOf(paths.catalogue)).toBe(before);
    expect(await refusal(await fetch(county.url + paths.manifest('hevc')))).toBe('404 not-found');
  });
});

describe('the content of an issue', () => {
  let bytes: Buffer;
  let path: string;
  beforeAll(async () => {
    bytes = await readFile(film('plays'));
    path = paths.content(sha256(bytes));
    const one = join(county.deps.config.data, 'an-issue');
    await writeIssue(one);
    await publishIssue(county.deps, one);
  });
  const get = (headers: Record<string, string> = {}, method = 'GET') => fetch(county.url + path, { method, headers });

  test('comes whole, with its kind, its length, and leave to keep it for ever', async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      etag: `"${sha256(bytes)}"`,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(bytes.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
  });

  test.each([
    ['bytes=0-99', 0, 99],
    ['bytes=5000-', 5000, 10_488],
    ['bytes=-7', 10_482, 10_488],
    ['bytes=10000-99999', 10_000, 10_488],
  ])('%s comes as that part', async (range, first, last) => {
    const answer = await get({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${first}-${last}/${bytes.length}`);
    expect(bytes.subarray(first, last + 1).equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
  });

  test('a part that lies behind the end is refused with the size', async () => {
    const answer = await get({ range: 'bytes=10489-' });
    expect(answer.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await refusal(answer)).toBe('416 bad-request');
  });

  test('HEAD tells the same without the bytes', async () => {
    const answer = await get({}, 'HEAD');
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, String(bytes.length), '']);
  });

  test('If-None-Match spares what the terminal has, and If-Range gives the whole when it is another file', async () => {
    expect((await get({ 'if-none-match': `"${sha256(bytes)}"` })).status).toBe(304);
    expect((await get({ 'if-range': `"${sha256(bytes)}"`, range: 'bytes=0-9' })).status).toBe(206);
    expect((await get({ 'if-range': '"another"', range: 'bytes=0-9' })).status).toBe(200);
  });

  test('addresses that are no hash, in whatever disguise, lead nowhere', async () => {
    for (const hostile of ['..%2F..%2Fkeys%2Fcounty.jwk', 'A'.repeat(64), `${'0'.repeat(63)}%00`]) {
      expect((await fetch(`${county.url}/v1/content/${hostile}`)).status).toBe(400);
    }
  });

  test('a file that is missing on the disk is a fault of the county that tells nothing of the inside', async () => {
    const lost = sha256(SUBTITLES);
    const place = contentPath(county.deps.config.data, lost);
    await rm(place);
    const answer = await fetch(county.url + paths.content(lost));
    const text = await answer.clone().text();
    expect(await refusal(answer)).toBe('500 internal');
    expect(text).not.toContain(county.deps.config.data);
    await writeFile(place, SUBTITLES);
  });
});

describe('signed documents', () => {
  test('are not sent again to who has them', async () => {
    for (const path of [paths.catalogue, paths.information]) {
      const answer = await fetch(county.url + path);
      expect(answer.headers.get('content-type')).toBe(JWS_MEDIA_TYPE);
      const etag = answer.headers.get('etag') ?? '';
      const again = await fetch(county.url + path, { headers: { 'if-none-match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect((await fetch(county.url + path, { headers: { 'if-none-match': '"older"' } })).status).toBe(200);
    }
  });

  test('come packed to who takes gzip, and say the same', async () => {
    await publishInformation(county.deps, Array.from({ length: 50 }, (_, at) => contact(`contact-${at}`)));
    const packed = await rawGet(county.url + paths.information, { 'accept-encoding': 'gzip' });
    const plain = await rawGet(county.url + paths.information, { 'accept-encoding': 'identity' });
    const refused = await rawGet(county.url + paths.information, { 'accept-encoding': 'br, gzip;q=0' });
    expect([packed.headers['content-encoding'], plain.headers['content-encoding'], refused.headers['content-encoding']]).toEqual(['gzip', undefined, undefined]);
    expect(packed.body.length).toBeLessThan(plain.body.length / 4);
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    expect(packed.headers.etag).toBe(plain.headers.etag);
  });

  test('of the information rise in version only when the items change', async () => {
    const items = [contact('station')];
    const { version } = await publishInformation(county.deps, items);
    expect(await publishInformation(county.deps, [contact('station')])).toEqual({ version, items: 1, changed: false });
    expect(await publishInformation(county.deps, [])).toEqual({ version: version + 1, items: 0, changed: true });
    const base = await readSigned(county, await textOf(paths.information), informationBaseSchema);
    expect(base).toMatchObject({ version: version + 1, items: [] });
  });
});

function contact(id: string): InformationItem {
  const text = { 'zh-CN': '农技站', en: 'Agricultural station' };
  return { id, kind: 'contact', date: '2026-11-01', title: text, body: text, source: text, keywords: [], expires: null, phone: '0930-1234567', address: text, hours: text };
}

/** As the bytes come, which `fetch` would unpack. */
function rawGet(url: string, headers: Record<string, string>): Promise<{ headers: IncomingMessage['headers']; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(parts) }));
      answer.on('error', reject);
    })
      .on('error', reject)
      .end();
  });
}
