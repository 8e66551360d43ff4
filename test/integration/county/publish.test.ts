import { createHash } from 'node:crypto';
import { copyFile, readFile, rm, stat, writeFile } from 'node:fs/promises';
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
import { publish as publishWord } from '../../../county/cli/words/publish.ts';
import { bringBack as bringBackWord, withdraw as withdrawWord } from '../../../county/cli/words/withdraw.ts';
import { contentPath, storeFile } from '../../../county/publish/content-store.ts';
import { findPosterMaker } from '../../../county/publish/poster.ts';
import { publishIssue } from '../../../county/publish/publish-issue.ts';
import { withdraw } from '../../../county/publish/withdraw.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { canMakeDisks, smallDisk } from '../../support/terminal/small-disk.ts';
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
      /films\/potato\.mp4: its pictures are hvc1[^,]*, which terminals cannot play .*\. This mends it:\n {2}ffmpeg -i "[^"]*potato\.mp4" -c:v libx264 .*"[^"]*potato\.mended\.mp4"/,
    );
    await writeFile(join(folder, 'films/potato.mp4'), 'RIFF a film of another kind');
    await expect(publishIssue(county.deps, folder)).rejects.toThrow(/potato\.mp4: it is not an MP4 film\. This mends it:\n {2}ffmpeg/);
    expect(await textOf(paths.catalogue)).toBe(before);
    expect(await refusal(await fetch(county.url + paths.manifest('hevc')))).toBe('404 not-found');
  });
});

describe('publishing', () => {
  test('from a spreadsheet’s table takes posters from the films where FFmpeg is installed, the same ones each time', async () => {
    await writeSheet(folder, 'csv-1', ['jia,甲,致富技能,专业课,films/potato.mp4']);
    const posters = await findPosterMaker(county.deps.config.data);
    const published = await publishIssue(county.deps, folder, { mirrors: ['https://cdn.example/issues'], posters });
    expect(published.warnings.map(({ code }) => code).filter((code) => code !== 'not-named')).toEqual(posters === null ? ['no-poster'] : []);
    const { programs, files, mirrors } = await manifest('csv-1');
    expect(mirrors).toEqual(['https://cdn.example/issues']);
    if (posters !== null) {
      const poster = files.find(({ sha256: hash }) => hash === programs[0]?.poster);
      expect(poster?.mime).toBe('image/jpeg');
      const bytes = Buffer.from(await (await fetch(county.url + paths.content(poster?.sha256 ?? ''))).arrayBuffer());
      expect([bytes.readUInt16BE(0), bytes.length]).toEqual([0xffd8, poster?.bytes]);
    }
    expect(await publishIssue(county.deps, folder, { mirrors: ['https://cdn.example/issues'] })).toMatchObject({ changed: false, version: 1 });
    expect(await publishIssue(county.deps, folder, { posters: null })).toMatchObject({ changed: true, version: 2 });
  });

  test('tells how far it is, and copies nothing that is stored already', async () => {
    await publishIssue(county.deps, folder);
    const film = contentPath(county.deps.config.data, sha256(await readFile(join(folder, 'films/potato.mp4'))));
    const before = await stat(film);
    const told: { doneBytes: number; totalBytes: number }[] = [];
    await publishIssue(county.deps, folder, { onProgress: (progress) => void told.push(progress) });
    expect(told.at(-1)?.doneBytes).toBe(told.at(-1)?.totalBytes);
    expect((await stat(film)).ino).toBe(before.ino);
  });

  test('mends a stored file whose bytes have changed on the disk', async () => {
    const { sha256: hash } = await storeFile(county.deps.config.data, join(folder, 'films/potato.mp4'));
    await publishIssue(county.deps, folder);
    const path = contentPath(county.deps.config.data, hash);
    await writeFile(path, Buffer.alloc((await stat(path)).size));
    await publishIssue(county.deps, folder);
    expect(sha256(await readFile(path))).toBe(hash);
  });

  test('only looks and tells when it is asked to', async () => {
    await writeIssue(folder, { number: 'dry' });
    const said: string[] = [];
    await publishWord.run(county.deps, [folder], (line) => void said.push(line), { 'dry-run': '1' });
    expect(said).toEqual([expect.stringMatching(/^films\/potato\.mp4: 2 s, 128×72, avc1\.64000a, mp4a\.40\.2, /), expect.stringMatching(/^Issue dry can be published: 1 programs, 4 files, .* Nothing was published\.$/)]);
    expect(await refusal(await fetch(county.url + paths.manifest('dry')))).toBe('404 not-found');
    await rm(join(folder, 'films/potato.mp4'));
    await expect(publishWord.run(county.deps, [folder], () => undefined, { 'dry-run': '1' })).rejects.toThrow('films/potato.mp4: it is not there');
    await expect(publishWord.run(county.deps, [folder], () => undefined, { mirror: 'ftp://x' })).rejects.toThrow(/--mirror must be/);
  });

  test.runIf(canMakeDisks)('onto a disk that is full is refused, publishes nothing, and works once there is room', async () => {
    const small = smallDisk(256 * 1024);
    const deps = { ...county.deps, config: { ...county.deps.config, data: small } };
    await writeIssue(folder, { number: 'full' });
    await writeFile(join(folder, 'handouts/potato.pdf'), `%PDF-1.7 ${'y'.repeat(400_000)}`);
    await expect(publishIssue(deps, folder)).rejects.toThrow(/disk is full: this needs 0\.4 MB, and 0\.\d MB are free\. Nothing was published\./);
    expect(await refusal(await fetch(county.url + paths.manifest('full')))).toBe('404 not-found');
    expect(await publishIssue(county.deps, folder)).toMatchObject({ issue: 'full', version: 1 });
  });
});

describe('withdrawing', () => {
  const issues = async () => (await catalogue()).issues.map(({ issue }) => issue);
  const two = async () => {
    await writeSheet(folder, 'two', ['jia,甲,致富技能,专业课,films/potato.mp4', 'yi,乙,致富技能,专业课,films/other.mp4']);
    await copyFile(film('silent'), join(folder, 'films/other.mp4'));
    return publishIssue(county.deps, folder, { posters: null });
  };

  test('an issue takes it out of the catalogue and from its address, and bringing it back gives the same version', async () => {
    await publishIssue(county.deps, folder);
    const before = await catalogue();
    expect(await withdraw(county.deps, { issue: '2026-11', program: null, withdrawn: true })).toMatchObject({ changed: true });
    expect(await issues()).not.toContain('2026-11');
    expect((await catalogue()).version).toBe(before.version + 1);
    expect(await refusal(await fetch(county.url + paths.manifest('2026-11')))).toBe('404 not-found');
    // A terminal in the middle of a film finishes it.
    expect((await fetch(county.url + paths.content(sha256(SUBTITLES)))).status).toBe(200);
    expect(await withdraw(county.deps, { issue: '2026-11', program: null, withdrawn: true })).toMatchObject({ changed: false });
    await withdraw(county.deps, { issue: '2026-11', program: null, withdrawn: false });
    const after = await catalogue();
    expect(after.issues.find(({ issue }) => issue === '2026-11')).toEqual(before.issues.find(({ issue }) => issue === '2026-11'));
    expect(after.version).toBe(before.version + 2);
  });

  test('an issue is undone by publishing it again', async () => {
    await publishIssue(county.deps, folder);
    await withdraw(county.deps, { issue: '2026-11', program: null, withdrawn: true });
    expect(await publishIssue(county.deps, folder)).toMatchObject({ changed: true });
    expect(await issues()).toContain('2026-11');
  });

  test('a program makes a manifest without it and its files, which stays so until it is brought back', async () => {
    const { version } = await two();
    const whole = await manifest('two');
    await withdraw(county.deps, { issue: 'two', program: 'two/jia', withdrawn: true });
    const less = await manifest('two');
    expect([less.version, less.programs.map(({ id }) => id), less.files.length]).toEqual([version + 1, ['two/yi'], whole.files.length - 1]);
    expect((await catalogue()).issues.find(({ issue }) => issue === 'two')).toMatchObject({ version: version + 1, manifestSha256: sha256(await textOf(paths.manifest('two'))) });

    const again = await publishIssue(county.deps, folder, { posters: null });
    expect(again).toMatchObject({ changed: false, version: version + 1 });
    expect(again.warnings.filter(({ code }) => code === 'still-withdrawn')).toMatchObject([{ values: { program: 'two/jia' } }]);
    await withdraw(county.deps, { issue: 'two', program: 'two/jia', withdrawn: false });
    const back = await manifest('two');
    expect({ ...back, version: 0, publishedAt: '' }).toEqual({ ...whole, version: 0, publishedAt: '' });
    expect(back.version).toBe(version + 2);
  });

  test('what is not there, or the last program of an issue, is refused in plain words', async () => {
    await two();
    const said: string[] = [];
    const run = (given: readonly string[]) => withdrawWord.run(county.deps, given, (line) => void said.push(line), {});
    await expect(run(['nothing'])).rejects.toThrow('The county has published no issue nothing.');
    await expect(run(['two', 'bing'])).rejects.toThrow('Issue two has no program two/bing. It has two/jia, two/yi.');
    await run(['two', 'jia']);
    await run(['two', 'two/jia']);
    await expect(run(['two', 'yi'])).rejects.toThrow(/last program that issue two has: withdraw the issue instead/);
    expect(said).toEqual([expect.stringMatching(/^Program two\/jia is withdrawn; issue two is version \d+ now\.$/), 'Program two/jia was withdrawn already.']);
    await bringBackWord.run(county.deps, ['two', 'jia'], (line) => void said.push(line), {});
    expect(said.at(-1)).toMatch(/^Program two\/jia is published; issue two/);
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

/** A table of programs with id, title, category, course and film. */
async function writeSheet(to: string, number: string, programs: readonly string[]): Promise<void> {
  await rm(join(to, 'issue.json'));
  await writeFile(join(to, 'issue.csv'), `\ufeff期号,${number}\r\n标题,第十一期\r\n编号,标题,类别,课程类型,影片\r\n${programs.join('\r\n')}\r\n`);
}

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
