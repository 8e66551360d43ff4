import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { requirePersonOrMachine, townshipLimitOf } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';
import { findAttention } from './find.ts';
import { ATTENTION_PATH, attentionAnswerSchema, attentionQuerySchema } from './schemas.ts';

/** What a person should look at. */
export function attentionRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: ATTENTION_PATH,
      preHandler: requirePersonOrMachine(deps),
      schema: {
        summary: 'What needs attention: silent and idle sites, missing records, wrong clocks, full disks, old versions, forks',
        description: 'Township staff see their own sites.',
        tags: ['records'],
        security: [{ person: [] }, { machine: [] }],
        querystring: attentionQuerySchema,
        response: { 200: attentionAnswerSchema },
      },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return findAttention(deps, request.query, townshipLimitOf(request));
      },
    });
    return Promise.resolve();
  };
}
