import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { requirePersonOrMachine, townshipLimitOf } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';
import { compliance } from './compliance.ts';
import { COMPLIANCE_PATH, complianceQuerySchema, complianceSchema } from './schemas.ts';

/** What members chose to learn, and how far they are. */
export function learningRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: COMPLIANCE_PATH,
      preHandler: requirePersonOrMachine(deps),
      schema: {
        summary: 'How the members’ course plans stand in a year',
        description: 'Completed: all of a film but its credits was really played, alone or with the group. Township staff see the sites of their own township.',
        tags: ['reports'],
        security: [{ person: [] }, { machine: [] }],
        querystring: complianceQuerySchema,
        response: { 200: complianceSchema },
      },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return compliance(deps, request.query, townshipLimitOf(request));
      },
    });
    return Promise.resolve();
  };
}
