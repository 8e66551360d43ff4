import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { JWS_MEDIA_TYPE } from '../../../contract/http.ts';

export interface ContentServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * A county's files as any web server would give them: catalogue and manifests by their addresses from `texts`, content by
 * hash with Range from the files in `folder`.
 */
export async function contentServer(folder: string, texts: () => ReadonlyMap<string, string>): Promise<ContentServer> {
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const text = texts().get(path);
    if (text !== undefined) {
      response.writeHead(200, { 'Content-Type': JWS_MEDIA_TYPE }).end(text);
      return;
    }
    sendFile(join(folder, path.slice(-64)), request.headers.range, response).catch(() => response.destroy());
  });
  await listen(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function sendFile(path: string, header: string | undefined, response: ServerResponse): Promise<void> {
  const { size } = await stat(path);
  const match = /^bytes=(\d+)-(\d+)$/.exec(header ?? '');
  const [first, last] = match === null ? [0, size - 1] : [Number(match[1]), Number(match[2])];
  const range = match === null ? {} : { 'Content-Range': `bytes ${first}-${last}/${size}` };
  response.writeHead(match === null ? 200 : 206, { 'Content-Type': 'video/mp4', 'Content-Length': last - first + 1, ...range });
  await pipeline(createReadStream(path, { start: first, end: last, highWaterMark: 256 * 1024 }), response);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}
