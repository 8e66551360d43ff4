import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { paths } from '../../contract/http.ts';
import type { CountyDeps } from '../deps.ts';
import { documentSender, jwsResponse } from '../signed-answer.ts';
import { requireTerminal, terminalOf } from '../sites/require-terminal.ts';
import { findRoster } from './roster.ts';

/** Rosters, each to the terminals of its own site only. */
export function peopleRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const send = documentSender();
  return async (app) => {
    app.route({
      method: 'GET',
      url: paths.roster,
      preHandler: requireTerminal(deps),
      schema: {
        summary: 'The members of the terminal’s site',
        tags: ['terminal'],
        security: [{ terminal: [] }],
        response: { 200: jwsResponse('the roster (`roster/1`)') },
      },
      handler: async (request, reply) =>
        send(request, reply, await findRoster(deps.database.tables, terminalOf(request).site), 'private'),
    });
    return Promise.resolve();
  };
}
