import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { pictureSchema } from '../../../contract/information/item.ts';
import type { Picture } from '../../../contract/information/item.ts';
import { paths } from '../../../contract/http.ts';
import { openPictures } from '../../../electron/information/pictures.ts';
import { requestContent } from '../../../electron/site/content-request.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { httpServer } from '../../support/terminal/http-server.ts';
import { emptyFolder, onFault } from '../../support/terminal/surroundings.ts';

const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex');
const picture = (data: string): Picture => pictureSchema.parse({ step: 1, sha256: sha256(data), bytes: Buffer.byteLength(data), mime: 'image/png' });

/** A county that has these files; what it gives for each can be changed. */
async function county(files: readonly string[]) {
  const given = new Map(files.map((data) => [sha256(data), data]));
  const server = await httpServer((request, response) => {
    const data = given.get((request.url ?? '').replace(paths.content(''), ''));
    if (data === undefined) response.writeHead(404).end();
    else response.writeHead(206, { 'Content-Type': 'image/png', 'Content-Range': `bytes 0-${Buffer.byteLength(data) - 1}/${Buffer.byteLength(data)}`, 'Content-Length': Buffer.byteLength(data) }).end(data);
  });
  const http = createHttp({ fetch });
  const content = (hash: string, bytes: number, range: { from: number; to: number }) => requestContent(http, server.url + paths.content(hash), bytes, range, {});
  return { given, content, server };
}

async function open(wanted: () => readonly Picture[], content: Awaited<ReturnType<typeof county>>['content'], freeBytes: number | null = null) {
  const folder = await emptyFolder();
  const pictures = await openPictures({ folder, county: { content }, wanted: () => Promise.resolve(wanted()), freeBytes: () => Promise.resolve(freeBytes), onFault });
  const shown = async (data: string): Promise<string | null> => {
    const answer = await pictures.open(sha256(data), null);
    return answer?.body ? text(answer.body) : null;
  };
  return { pictures, shown, here: () => readdir(folder) };
}

it('the pictures of the items come, are shown, and go when no item has them any more', async () => {
  const { content, server } = await county(['one', 'two']);
  let wanted = [picture('one'), picture('two')];
  const { pictures, shown, here } = await open(() => wanted, content);
  expect(await shown('one')).toBeNull();
  await pictures.bring();
  expect([await shown('one'), await shown('two'), await shown('three')]).toEqual(['one', 'two', null]);
  const asked = server.requests.length;
  wanted = [picture('two')];
  await pictures.bring();
  expect([await here(), await shown('one'), server.requests.length]).toEqual([[sha256('two')], null, asked]);
  await pictures.close();
});

it('a picture with other bytes than the county signed is not kept, and comes when it is right', async () => {
  const { given, content } = await county(['good']);
  given.set(sha256('good'), 'evil');
  const { pictures, shown, here } = await open(() => [picture('good')], content);
  await pictures.bring();
  expect([await here(), await shown('good')]).toEqual([[], null]);
  given.set(sha256('good'), 'good');
  await pictures.bring();
  expect(await shown('good')).toBe('good');
  await pictures.close();
});

it('pictures never take the room that records need', async () => {
  const { content, server } = await county(['one']);
  const { pictures, here } = await open(() => [picture('one')], content, 1024);
  await pictures.bring();
  expect([await here(), server.requests.length]).toEqual([[], 0]);
  await pictures.close();
});
