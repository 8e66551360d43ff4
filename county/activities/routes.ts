import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { requirePersonOrMachine, townshipLimitOf } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';
import { listActivities } from './list.ts';
import { ACTIVITIES_PATH, activitiesAnswerSchema, activitiesQuerySchema } from './schemas.ts';

/** What happened away from the terminals. */
export function activitiesRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: ACTIVITIES_PATH,
      preHandler: requirePersonOrMachine(deps),
      schema: {
        summary: 'Offline activities with figures of their own, newest first',
        description: 'Days are inclusive and as the operator said. A correction stands beside what was recorded first.',
        tags: ['reports'],
        security: [{ person: [] }, { machine: [] }],
        querystring: activitiesQuerySchema,
        response: { 200: activitiesAnswerSchema },
      },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return listActivities(deps.database.tables, request.query, townshipLimitOf(request));
      },
    });
    return Promise.resolve();
  };
}
