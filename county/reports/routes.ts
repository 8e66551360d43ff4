import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { paths, summaryQuerySchema, summarySchema } from '../../contract/http.ts';
import { requirePersonOrMachine, townshipLimitOf } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';
import { registerOfViewings } from './register.ts';
import { REGISTER_PATH, registerQuerySchema, registerSchema } from './register-schemas.ts';
import { summarize } from './summary.ts';

/** What the sites' records add up to. */
export function reportsRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: paths.summary,
      preHandler: requirePersonOrMachine(deps),
      schema: {
        summary: 'The five figures, together and of each site',
        description: 'Days are inclusive and local to the site. What does not count is told with the reason.',
        tags: ['reports'],
        security: [{ person: [] }, { machine: [] }],
        querystring: summaryQuerySchema,
        response: { 200: summarySchema },
      },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return summarize(deps, request.query, townshipLimitOf(request));
      },
    });
    app.route({
      method: 'GET',
      url: REGISTER_PATH,
      preHandler: requirePersonOrMachine(deps),
      schema: {
        summary: 'The register of viewings, newest first',
        description: 'Each with the time that was recorded and the corrected one, with how certain that is; whether it counts, or why not.',
        tags: ['reports'],
        security: [{ person: [] }, { machine: [] }],
        querystring: registerQuerySchema,
        response: { 200: registerSchema },
      },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return registerOfViewings(deps, request.query, townshipLimitOf(request));
      },
    });
    return Promise.resolve();
  };
}
