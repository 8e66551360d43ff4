import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { summaryQuerySchema } from '../../contract/http.ts';
import { requirePersonOrMachine, townshipLimitOf } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';
import { overview, trend } from './overview.ts';
import { overviewPaths, overviewSchema, trendQuerySchema, trendSchema } from './schemas.ts';

const tags = ['reports'];
const security = [{ person: [] }, { machine: [] }];

/** The first page’s figures. */
export function overviewRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    app.route({
      method: 'GET',
      url: overviewPaths.overview,
      preHandler: requirePersonOrMachine(deps),
      schema: {
        summary: 'The five figures of a period beside those of the year before, by township and site',
        ...{ tags, security, querystring: summaryQuerySchema, response: { 200: overviewSchema } },
      },
      handler: (request) => overview(deps, request.query, townshipLimitOf(request)),
    });
    app.route({
      method: 'GET',
      url: overviewPaths.trend,
      preHandler: requirePersonOrMachine(deps),
      schema: { summary: 'The five figures of twelve months, each beside the year before', ...{ tags, security, querystring: trendQuerySchema, response: { 200: trendSchema } } },
      handler: (request) => trend(deps, request.query, townshipLimitOf(request)),
    });
    return Promise.resolve();
  };
}
