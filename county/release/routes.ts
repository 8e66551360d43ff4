import { open } from 'node:fs/promises';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import { programPlatformSchema } from '../../contract/site/release.ts';
import { sha256Schema } from '../../contract/values.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { wantedRange } from '../http-conditions.ts';
import { contentPath } from '../publish/content-store.ts';
import { jwsResponse, sendJws } from '../signed-answer.ts';
import { requireTerminal, terminalOf } from '../sites/require-terminal.ts';
import { releaseFor } from './release.ts';

/** The terminal's program: which version a terminal should run, and its files by hash. */
export function releaseRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: paths.release,
      preHandler: requireTerminal(deps),
      schema: {
        summary: 'The program that this terminal should go over to',
        description: '204 when it has it already, or when its turn has not come; `now=1` asks out of turn.',
        tags: ['terminal'],
        security: [{ terminal: [] }],
        querystring: z.strictObject({ platform: programPlatformSchema, version: z.string().max(40), now: z.literal('1').optional() }),
        response: { 200: jwsResponse('the release (`release/1`)'), 204: z.null() },
      },
      handler: async (request, reply) => {
        const { platform, version, now } = request.query;
        const jws = await releaseFor(deps, { site: terminalOf(request).site, platform, version, now: now !== undefined });
        return jws === null ? reply.code(204).send(null) : sendJws(reply, jws);
      },
    });
    app.route({
      method: 'GET',
      url: paths.releaseFile(':sha256'),
      config: { rateLimit: false },
      preHandler: requireTerminal(deps),
      schema: {
        summary: 'A file of a release, by the hash of its bytes',
        description: 'Takes `Range` (one range of bytes).',
        tags: ['terminal'],
        security: [{ terminal: [] }],
        params: z.strictObject({ sha256: sha256Schema }),
      },
      handler: async (request, reply) => {
        const { sha256 } = request.params;
        const file = await deps.database.tables.selectFrom('release_files').select('bytes').where('sha256', '=', sha256).executeTakeFirst();
        if (file === undefined) throw new CountyError('not-found', 404, 'No release has such a file.');
        const { bytes } = file;
        const range = wantedRange(request.headers.range, bytes);
        void reply.type('application/octet-stream').header('accept-ranges', 'bytes').header('cache-control', 'private, max-age=31536000, immutable');
        if (range.kind === 'beyond') {
          void reply.header('content-range', `bytes */${bytes}`);
          throw new CountyError('bad-request', 416, `The file has ${bytes} bytes.`);
        }
        const { first, last } = range.kind === 'part' ? range : { first: 0, last: bytes - 1 };
        if (range.kind === 'part') void reply.code(206).header('content-range', `bytes ${first}-${last}/${bytes}`);
        void reply.header('content-length', last - first + 1);
        const handle = await open(contentPath(deps.config.data, sha256), 'r');
        return reply.send(handle.createReadStream({ start: first, end: last }));
      },
    });
    return Promise.resolve();
  };
}
