import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { paths } from '../../contract/http.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { documentSender, jwsResponse } from '../signed-answer.ts';
import { findInformation } from './base.ts';

/** The wealth information. Open to all: what is signed needs no secret. */
export function informationRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const send = documentSender();
  return async (app) => {
    app.route({
      method: 'GET',
      url: paths.information,
      schema: {
        summary: 'Market prices, techniques, policies and the like',
        tags: ['publication'],
        response: { 200: jwsResponse('the wealth information (`information/1`)') },
      },
      handler: async (request, reply) => {
        const base = await findInformation(deps.database.tables);
        if (base === undefined) throw new CountyError('not-found', 404, 'The county has published no information yet.');
        return send(request, reply, base, 'public');
      },
    });
    return Promise.resolve();
  };
}
