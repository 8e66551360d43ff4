import { open } from 'node:fs/promises';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import { sha256Schema } from '../../contract/values.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { holdsEtag, wantedRange } from '../http-conditions.ts';
import { contentPath } from './content-store.ts';

/** What never changes of a published file, kept so that each chunk of a download does not cost a query. */
interface KnownFile {
  readonly bytes: number;
  readonly mime: string;
}
const MAX_KNOWN = 10_000;

/** Published files by hash, whole or by Range. */
export function contentRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const known = new Map<string, KnownFile>();
  const find = async (sha256: string): Promise<KnownFile> => {
    const before = known.get(sha256);
    if (before !== undefined) return before;
    const file = await deps.database.tables.selectFrom('files').select(['bytes', 'mime']).where('sha256', '=', sha256).executeTakeFirst();
    if (file === undefined) throw new CountyError('not-found', 404, 'The county has published no such file.');
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(sha256, file);
    return file;
  };
  return async (app) => {
    app.route({
      method: ['GET', 'HEAD'],
      url: paths.content(':sha256'),
      // A download is thousands of requests; a site's line is its limit.
      config: { rateLimit: false },
      schema: {
        summary: 'A file of an issue, by the hash of its bytes',
        description: 'Takes `Range` (one range of bytes), `If-Range` and `If-None-Match`.',
        tags: ['publication'],
        params: z.strictObject({ sha256: sha256Schema }),
      },
      handler: async (request, reply) => {
        const { sha256 } = request.params;
        return sendFile(request, reply, contentPath(deps.config.data, sha256), sha256, await find(sha256));
      },
    });
    return Promise.resolve();
  };
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, path: string, sha256: string, file: KnownFile): Promise<FastifyReply> {
  const etag = `"${sha256}"`;
  void reply
    .type(file.mime)
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'public, max-age=31536000, immutable');
  if (holdsEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const ifRange = request.headers['if-range'];
  const range = ifRange === undefined || ifRange === etag ? wantedRange(request.headers.range, file.bytes) : { kind: 'whole' as const };
  if (range.kind === 'beyond') {
    void reply.header('content-range', `bytes */${file.bytes}`).header('cache-control', 'no-store');
    throw new CountyError('bad-request', 416, `The file has ${file.bytes} bytes.`);
  }
  const { first, last } = range.kind === 'part' ? range : { first: 0, last: file.bytes - 1 };
  if (range.kind === 'part') void reply.code(206).header('content-range', `bytes ${first}-${last}/${file.bytes}`);
  void reply.header('content-length', last - first + 1);
  // Opened before the head is sent, so that a file that has gone missing is told as an error.
  const handle = await open(path, 'r');
  if (request.method === 'HEAD') {
    await handle.close();
    return reply.send();
  }
  return reply.send(handle.createReadStream({ start: first, end: last }));
}
