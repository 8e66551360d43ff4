import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { requirePerson } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';
import { readAudit } from './read.ts';
import { AUDIT_PATH, auditAnswerSchema, auditQuerySchema } from './schemas.ts';

/** What people changed, for those who answer for it. */
export function auditRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'GET',
      url: AUDIT_PATH,
      preHandler: requirePerson(deps, 'county-admin'),
      schema: {
        summary: 'What people changed: who, what, before, after and when',
        tags: ['people'],
        security: [{ person: [] }],
        querystring: auditQuerySchema,
        response: { 200: auditAnswerSchema },
      },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return readAudit(deps.database.tables, request.query);
      },
    });
    return Promise.resolve();
  };
}
