import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import { slugSchema } from '../../contract/values.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { documentSender, jwsResponse } from '../signed-answer.ts';
import { findCatalogue } from './catalogue.ts';
import { contentRoutes } from './content-routes.ts';

/** The catalogue, the issues' manifests and their files. Open to all: what is signed needs no secret. */
export function publishRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const send = documentSender();
  return async (app) => {
    app.route({
      method: 'GET',
      url: paths.catalogue,
      schema: {
        summary: 'The issues that a terminal should have',
        tags: ['publication'],
        response: { 200: jwsResponse('the catalogue (`catalogue/1`)') },
      },
      handler: async (request, reply) => {
        const catalogue = await findCatalogue(deps.database.tables);
        if (catalogue === undefined) throw new CountyError('not-found', 404, 'The county has published nothing yet.');
        return send(request, reply, catalogue, 'public');
      },
    });
    app.route({
      method: 'GET',
      url: '/v1/issues/:id/manifest',
      schema: {
        summary: 'What an issue is made of',
        tags: ['publication'],
        params: z.strictObject({ id: slugSchema }),
        response: { 200: jwsResponse('the manifest (`issue/1`)') },
      },
      handler: async (request, reply) => {
        const issue = await deps.database.tables
          .selectFrom('issues')
          .select(['manifest as jws', 'manifest_sha256 as jws_sha256'])
          .where('issue', '=', request.params.id)
          .where('withdrawn_at', 'is', null)
          .executeTakeFirst();
        if (issue === undefined) throw new CountyError('not-found', 404, `The county has published no issue ${request.params.id}.`);
        return send(request, reply, issue, 'public');
      },
    });
    await app.register(contentRoutes(deps));
  };
}
