import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paths } from '../../../contract/http.ts';
import { catalogueSchema } from '../../../contract/programs/manifest.ts';
import { addAccount } from '../../../county/accounts/accounts.ts';
import { hashPassword } from '../../../county/accounts/password.ts';
import { accountPaths } from '../../../county/accounts/schemas.ts';
import { createSetupToken } from '../../../county/accounts/setup.ts';
import { registerSite } from '../../../county/sites/register.ts';
import { issuesAnswerSchema, outOfStepSchema, previewSchema, publishPaths, uploadSchema, uploadsSchema } from '../../../county/publish/schemas.ts';
import type { Upload } from '../../../county/publish/schemas.ts';
import { createUploads } from '../../../county/publish/uploads.ts';
import { film } from '../../support/county/films.ts';
import { emptyFolder } from '../../support/county/folder.ts';
import { writeIssue } from '../../support/county/issue-folder.ts';
import { canMakeDisks, smallDisk } from '../../support/terminal/small-disk.ts';
import { dongmen, openHttpCounty, readSigned, refusal } from './http-county.ts';
import type { HttpCounty } from './http-county.ts';

const password = 'ridge the potatoes';
let county: HttpCounty;
let cookie: string;
beforeAll(async () => {
  county = await openHttpCounty();
  cookie = await setUp(county);
});
afterAll(() => county.close());

async function setUp({ deps, url }: HttpCounty): Promise<string> {
  const answer = await fetch(url + accountPaths.setup, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: await createSetupToken(deps), name: 'Wang', password }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

interface Asked {
  readonly body?: object;
  readonly piece?: Buffer;
  readonly as?: string;
}

function ask(method: string, path: string, { body, piece, as = cookie }: Asked = {}): Promise<Response> {
  const type = piece === undefined ? 'application/json' : 'application/octet-stream';
  const sent = piece === undefined ? (body === undefined ? undefined : JSON.stringify(body)) : new Uint8Array(piece);
  return fetch(county.url + path, { method, headers: { cookie: as, ...(sent === undefined ? {} : { 'content-type': type }) }, ...(sent === undefined ? {} : { body: sent }) });
}

const uploadOf = async (answer: Promise<Response>): Promise<Upload> => uploadSchema.parse(await (await answer).json());
const begin = (files: readonly { name: string; bytes: number }[]) => uploadOf(ask('POST', publishPaths.uploads, { body: { files } }));
const send = (id: string, at: number, offset: number, piece: Buffer) => ask('PUT', `${publishPaths.file(id, at)}?offset=${offset}`, { piece });

/** Sends every file of a folder in pieces of so many bytes. */
async function sendFolder(folder: string, pieceBytes = 4096): Promise<Upload> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const upload = await begin(names.map((name, at) => ({ name, bytes: contents[at]?.length ?? 0 })));
  for (const [at, bytes] of contents.entries()) {
    for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
      expect((await send(upload.upload, at, offset, bytes.subarray(offset, offset + pieceBytes))).status).toBe(200);
    }
  }
  return upload;
}

/** The upload when its publication has ended. */
async function published(id: string): Promise<Upload> {
  expect((await ask('POST', publishPaths.publication(id))).status).toBe(202);
  for (;;) {
    const now = await uploadOf(ask('GET', publishPaths.upload(id)));
    if (now.publication.state !== 'running') return now;
  }
}

describe('an issue that is uploaded from a browser', () => {
  test('is looked at, published, and gone from among the uploads', async () => {
    const folder = await emptyFolder();
    await writeIssue(folder, { number: 'web-1' });
    const { upload } = await sendFolder(folder);
    const preview = previewSchema.parse(await (await ask('GET', publishPaths.preview(upload))).json());
    expect(preview).toMatchObject({
      issue: { number: 'web-1' },
      known: null,
      programs: [{ id: 'potato-ridging', film: 'films/potato.mp4', facts: { lengthSeconds: 2, pictures: 'avc1.64000a' }, poster: 'given', subtitles: 1, handouts: 1 }],
      files: 4,
      faults: [],
      warnings: [],
    });
    expect((await published(upload)).publication).toEqual({ state: 'done', issue: 'web-1', version: 1, changed: true, warnings: [] });
    expect((await readSigned(county, await (await fetch(county.url + paths.catalogue)).text(), catalogueSchema)).issues.map(({ issue }) => issue)).toContain('web-1');
    expect(uploadsSchema.parse(await (await ask('GET', publishPaths.uploads)).json()).uploads).toEqual([]);
    expect(await readdir(join(county.deps.config.data, 'uploads'))).toEqual([]);

    // Again, with one file changed: the next version.
    await writeIssue(folder, { number: 'web-1', title: { 'zh-CN': '改了' } });
    const again = await sendFolder(folder);
    expect(previewSchema.parse(await (await ask('GET', publishPaths.preview(again.upload))).json()).known).toEqual({ version: 1, withdrawn: false });
    expect((await published(again.upload)).publication).toMatchObject({ state: 'done', version: 2 });
  });

  test('goes on where it broke off, and nothing is written twice or in the wrong place', async () => {
    const bytes = await readFile(film('plays'));
    const { upload } = await begin([{ name: 'a.mp4', bytes: bytes.length }]);
    await send(upload, 0, 0, bytes.subarray(0, 5000));
    const answer = await send(upload, 0, 0, bytes.subarray(0, 5000));
    expect(answer.status).toBe(409);
    const { error } = (await answer.json()) as { error: { code: string; details: unknown } };
    expect([error.code, outOfStepSchema.parse(error.details)]).toEqual(['upload-out-of-step', { doneBytes: 5000 }]);
    expect((await send(upload, 0, 6000, bytes.subarray(6000))).status).toBe(409);
    // What a page that was opened anew finds.
    const [known] = uploadsSchema.parse(await (await ask('GET', publishPaths.uploads)).json()).uploads;
    expect(known).toMatchObject({ upload, by: 'Wang', files: [{ name: 'a.mp4', doneBytes: 5000 }] });
    expect(await refusal(await ask('GET', publishPaths.preview(upload)))).toBe('409 upload-incomplete');
    await send(upload, 0, 5000, bytes.subarray(5000));
    expect((await readFile(join(county.deps.config.data, 'uploads', upload, 'files', 'a.mp4'))).equals(bytes)).toBe(true);
    expect((await send(upload, 0, bytes.length, Buffer.from('x'))).status).toBe(400);
    expect((await ask('DELETE', publishPaths.upload(upload))).status).toBe(204);
    expect(await refusal(await send(upload, 0, 0, Buffer.from('x')))).toBe('404 not-found');
  });

  test('that has faults is refused with all of them, and a mended file replaces the bad one', async () => {
    const folder = await emptyFolder();
    await writeIssue(folder, { number: 'web-2' });
    const { upload } = await sendFolder(folder);
    const [bad, good] = [await readFile(film('hevc')), await readFile(film('plays'))];
    const replace = async (bytes: Buffer) => {
      const now = await uploadOf(ask('POST', publishPaths.files(upload), { body: { files: [{ name: 'films/potato.mp4', bytes: bytes.length }] } }));
      await send(upload, now.files.findIndex(({ name }) => name === 'films/potato.mp4'), 0, bytes);
    };
    await replace(bad);
    const preview = previewSchema.parse(await (await ask('GET', publishPaths.preview(upload))).json());
    const fault = { code: 'film-pictures', file: 'films/potato.mp4', mend: expect.stringMatching(/^ffmpeg -i "films\/potato\.mp4" /) as string };
    expect(preview).toMatchObject({ issue: { number: 'web-2' }, programs: [{ facts: { pictures: expect.stringMatching(/^hvc1/) as string } }], faults: [fault] });
    expect((await published(upload)).publication).toMatchObject({ state: 'refused', faults: [fault] });
    await replace(good);
    expect((await published(upload)).publication).toMatchObject({ state: 'done', version: 1 });
  });

  test.each([
    ['../../keys/county.jwk', 'name'],
    ['a/../../b', 'name'],
    ['/etc/passwd', 'name'],
    ['C:\\x.mp4', 'name'],
    ['films/con.mp4', 'name'],
    ['films/a.mp4.', 'name'],
    ['a\u0000b', 'name'],
    ['FILMS/A.mp4', 'twice'],
    ['films/a.mp4/b.mp4', 'twice'],
    ['Films', 'twice'],
  ])('cannot have a file %j', async (name, reason) => {
    const answer = await ask('POST', publishPaths.uploads, { body: { files: [{ name: 'films/a.mp4', bytes: 1 }, { name, bytes: 1 }] } });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: 'bad-request', details: { names: [{ name, reason }] } } });
  });

  test('is for county staff alone', async () => {
    expect(await refusal(await ask('GET', publishPaths.uploads, { as: '' }))).toBe('401 unauthorized');
    expect(await refusal(await ask('PUT', `${publishPaths.file('0a51b1f0-6f3c-4a3e-9d53-0f5b7d0f7a01', 0)}?offset=0`, { as: '', piece: Buffer.alloc(6_000_000) }))).toBe('401 unauthorized');
    await registerSite(county.deps, dongmen);
    await addAccount(county.deps.database.tables, { name: 'Town', role: 'township-staff', township: dongmen.township.id }, await hashPassword(password), county.deps.now());
    const signedIn = await ask('POST', accountPaths.session, { body: { name: 'Town', password }, as: '' });
    const town = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    for (const path of [publishPaths.uploads, publishPaths.issues]) expect(await refusal(await ask('GET', path, { as: town }))).toBe('403 forbidden');
    expect(await refusal(await ask('POST', publishPaths.withdrawal('web-1'), { as: town, body: { program: null, withdrawn: true } }))).toBe('403 forbidden');
    const foreign = await fetch(county.url + publishPaths.uploads, { method: 'POST', headers: { cookie, origin: 'https://elsewhere.example', 'content-type': 'application/json' }, body: '{"files":[{"name":"a","bytes":1}]}' });
    expect(await refusal(foreign)).toBe('403 forbidden');
  });

  test('larger than the disk is refused before a byte is sent, and pieces have an end', async () => {
    const files = Array.from({ length: 5000 }, (_, at) => ({ name: `${at}.mp4`, bytes: 20 * 1024 ** 3 }));
    const answer = await ask('POST', publishPaths.uploads, { body: { files } });
    expect(answer.status).toBe(507);
    expect(await answer.json()).toMatchObject({ error: { code: 'disk-full', details: { needsBytes: 2 * 5000 * 20 * 1024 ** 3 } } });
    const { upload } = await begin([{ name: 'a.mp4', bytes: 20_000_000 }]);
    expect(await refusal(await send(upload, 0, 0, Buffer.alloc(9_000_000)))).toBe('413 too-large');
    expect(await refusal(await send(upload, 1, 0, Buffer.alloc(1)))).toBe('404 not-found');
    await ask('DELETE', publishPaths.upload(upload));
  });

  test.runIf(canMakeDisks)('onto a disk that fills up keeps what was whole and goes on when there is room', async () => {
    const disk = smallDisk(8 * 1024 ** 2);
    const uploads = createUploads(disk, () => new Date(), (error) => expect(error).toBeUndefined(), 0);
    await expect(uploads.begin('Wang', [{ name: 'a.mp4', bytes: 5_000_000 }])).rejects.toMatchObject({ code: 'disk-full', httpStatus: 507, details: { needsBytes: 10_000_000 } });
    const { upload } = await uploads.begin('Wang', [{ name: 'a.mp4', bytes: 3_500_000 }]);
    await writeFile(join(disk, 'filler'), Buffer.alloc(6_000_000));
    const put = (offset: number) => uploads.write(upload, 0, offset, Buffer.alloc(1_500_000, 1));
    expect(await put(0)).toBe(1_500_000);
    await expect(put(1_500_000)).rejects.toMatchObject({ code: 'disk-full' });
    expect((await stat(join(disk, 'uploads', upload, 'files', 'a.mp4'))).size).toBe(1_500_000);
    await rm(join(disk, 'filler'));
    expect(await put(1_500_000)).toBe(3_000_000);
  });

  test('that nobody went on with for two weeks is given up', async () => {
    const { upload } = await begin([{ name: 'a.mp4', bytes: 5 }]);
    const folder = join(county.deps.config.data, 'uploads', upload);
    const old = new Date(county.deps.now().getTime() - 15 * 24 * 3600 * 1000);
    await utimes(folder, old, old);
    expect(uploadsSchema.parse(await (await ask('GET', publishPaths.uploads)).json()).uploads).toEqual([]);
    await expect(stat(folder)).rejects.toThrow(/ENOENT/);
  });
});

test('what was published is listed, withdrawn and brought back', async () => {
  const folder = await emptyFolder();
  await writeIssue(folder, { number: 'web-3' });
  await published((await sendFolder(folder)).upload);
  const list = async () => issuesAnswerSchema.parse(await (await ask('GET', publishPaths.issues)).json()).issues.find(({ issue }) => issue === 'web-3');
  expect(await list()).toMatchObject({ version: 1, withdrawnAt: null, programs: [{ id: 'web-3/potato-ridging', lengthSeconds: 2, withdrawn: false }] });
  const move = (body: object) => ask('POST', publishPaths.withdrawal('web-3'), { body });
  expect(await (await move({ program: null, withdrawn: true })).json()).toEqual({ version: 1, changed: true });
  expect((await list())?.withdrawnAt).not.toBeNull();
  expect(await (await move({ program: null, withdrawn: false })).json()).toEqual({ version: 1, changed: true });
  expect((await list())?.withdrawnAt).toBeNull();
  expect(await refusal(await move({ program: 'web-3/potato-ridging', withdrawn: true }))).toBe('400 bad-request');
});
