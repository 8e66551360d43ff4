import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { documentSender, jwsResponse } from '../signed-answer.ts';
import type { SignedDocument } from '../signed-answer.ts';
import { newestInformation, signInformation } from './base.ts';
import type { NewestInformation } from './base.ts';
import { createDeltas } from './deltas.ts';

/** The wealth information. Open to all: what is signed needs no secret. */
export function informationRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const send = documentSender();
  const deltaSince = createDeltas(deps);
  // The whole base is megabytes: put together once, not for each terminal that asks.
  let kept: { readonly identity: string; readonly base: Promise<SignedDocument> } | null = null;
  const wholeBase = ({ identity }: NewestInformation): Promise<SignedDocument> => {
    if (kept?.identity === identity) return kept.base;
    const base = signInformation(deps);
    kept = { identity, base };
    base.catch(() => (kept = null)); // Whoever asked hears of it; the next one tries again.
    return base;
  };
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
        const newest = await newestInformation(deps.database.tables);
        if (newest === undefined) throw nothingPublished();
        const { since } = request.query;
        if (since === newest.version) return reply.code(204).header('cache-control', 'public, no-cache').send(undefined);
        const delta = since === undefined ? null : await deltaSince(since, newest);
        return send(request, reply, delta ?? (await wholeBase(newest)), 'public');
      },
    });
    return Promise.resolve();
  };
}

function nothingPublished(): CountyError {
  return new CountyError('not-found', 404, 'The county has published no information yet.');
}
