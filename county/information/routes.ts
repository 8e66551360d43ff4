import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { documentSender, jwsResponse } from '../signed-answer.ts';
import { findInformation } from './base.ts';
import { createDeltas } from './deltas.ts';

/** The wealth information. Open to all: what is signed needs no secret. */
export function informationRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const send = documentSender();
  const deltaSince = createDeltas(deps);
  return async (app) => {
    app.route({
      method: 'GET',
      url: paths.information,
      schema: {
        summary: 'Market prices, techniques, policies and the like',
        tags: ['publication'],
        querystring: z.object({ since: z.coerce.number().int().positive().max(2 ** 31 - 1).optional() }),
        response: {
          200: jwsResponse('the wealth information (`information/1`) or, to `since`, what leads on from that version (`information-delta/1`)'),
          204: z.undefined().describe('`since` is the newest version'),
        },
      },
      handler: async (request, reply) => {
        const base = await findInformation(deps.database.tables);
        if (base === undefined) throw new CountyError('not-found', 404, 'The county has published no information yet.');
        const { since } = request.query;
        if (since === base.version) return reply.code(204).header('cache-control', 'public, no-cache').send(undefined);
        const delta = since === undefined ? null : await deltaSince(since, base);
        return send(request, reply, delta ?? base, 'public');
      },
    });
    return Promise.resolve();
  };
}
