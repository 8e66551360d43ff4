import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { personOf, requirePerson, requirePersonOrMachine, townshipLimitOf } from '../accounts/require-person.ts';
import { actorOf } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { fileQueryShape, sendFile } from '../export/file-answer.ts';
import { assessmentTables } from './assessment-file.ts';
import { assess, changeRules, readRules } from './assessment.ts';
import { assessmentPaths, assessmentQuerySchema, assessmentSchema, keptRulesSchema, rulesChangeSchema } from './schemas.ts';

const tags = ['reports'];

/** The assessment of sites and townships, and the rules it goes by. */
export function assessmentRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const { database } = deps;
  return async (app) => {
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    app.route({
      method: 'GET',
      url: assessmentPaths.assessment,
      preHandler: requirePersonOrMachine(deps),
      schema: { summary: 'Scores of a month, with the working of each', tags, security: [{ person: [] }, { machine: [] }], querystring: assessmentQuerySchema, response: { 200: assessmentSchema } },
      handler: (request) => database.transaction((queries) => assess(deps, queries, request.query, townshipLimitOf(request))),
    });
    app.route({
      method: 'GET',
      url: assessmentPaths.file,
      preHandler: requirePersonOrMachine(deps),
      schema: { summary: 'The assessment as a file', tags, security: [{ person: [] }, { machine: [] }], querystring: assessmentQuerySchema.extend(fileQueryShape) },
      handler: async (request, reply) => {
        const { format, language, ...query } = request.query;
        const tables = assessmentTables(await database.transaction((queries) => assess(deps, queries, query, townshipLimitOf(request))), language);
        return sendFile(reply, tables[0]?.title ?? query.month, format, tables);
      },
    });
    app.route({
      method: 'GET',
      url: assessmentPaths.rules,
      preHandler: requirePerson(deps),
      schema: { summary: 'The rules of the assessment', tags, security: [{ person: [] }], response: { 200: keptRulesSchema } },
      handler: () => readRules(database.tables),
    });
    app.route({
      method: 'PUT',
      url: assessmentPaths.rules,
      preHandler: requirePerson(deps, 'county-admin'),
      schema: { summary: 'Change the rules: the next version', tags, security: [{ person: [] }], body: rulesChangeSchema, response: { 200: keptRulesSchema } },
      handler: (request) => database.transaction((queries) => changeRules(deps, queries, request.body.after, request.body.rules, personOf(request), actorOf(request))),
    });
    return Promise.resolve();
  };
}
