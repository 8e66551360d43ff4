import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { slugSchema } from '../../contract/values.ts';
import { personOf, requirePerson, requirePersonOrMachine } from '../accounts/require-person.ts';
import { actorOf } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { fileQueryShape, sendFile } from '../export/file-answer.ts';
import { reportTables } from './report-file.ts';
import { listReports, readReport, reopenReport, saveRemarks, signReport } from './reports.ts';
import { monthlyPaths, monthSchema, remarksSchema, reportListQuerySchema, reportListSchema, reportSchema, scopeSchema, signRequestSchema } from './schemas.ts';

const tags = ['reports'];
const readers = [{ person: [] }, { machine: [] }];
const people = [{ person: [] }];
const params = z.strictObject({ month: monthSchema, scope: scopeSchema, id: slugSchema });
const at = [':month', ':scope', ':id'] as const;

/** Monthly reports: drafted from events, remarked on, signed off and kept. */
export function monthlyRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const { database } = deps;
  return async (app) => {
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    app.route({
      method: 'GET',
      url: monthlyPaths.list,
      preHandler: requirePersonOrMachine(deps),
      schema: { summary: 'The monthly reports of a month', tags, security: readers, querystring: reportListQuerySchema, response: { 200: reportListSchema } },
      handler: (request) => database.transaction((queries) => listReports(deps, queries, request.query.month, request.signedIn ?? null)),
    });
    app.route({
      method: 'GET',
      url: monthlyPaths.report(...at),
      preHandler: requirePersonOrMachine(deps),
      schema: { summary: 'A monthly report', tags, security: readers, params, response: { 200: reportSchema } },
      handler: (request) => database.transaction((queries) => readReport(deps, queries, request.params, request.signedIn ?? null)),
    });
    app.route({
      method: 'GET',
      url: monthlyPaths.file(...at),
      preHandler: requirePersonOrMachine(deps),
      schema: { summary: 'A monthly report as a file', tags, security: readers, params, querystring: z.strictObject(fileQueryShape) },
      handler: async (request, reply) => {
        const { format, language } = request.query;
        const report = await database.transaction((queries) => readReport(deps, queries, request.params, request.signedIn ?? null));
        const tables = reportTables(report, language);
        return sendFile(reply, tables[0]?.title ?? report.month, format, tables);
      },
    });
    app.route({
      method: 'PUT',
      url: monthlyPaths.remarks(...at),
      preHandler: requirePerson(deps),
      schema: { summary: 'Write remarks into a draft', tags, security: people, params, body: remarksSchema, response: { 200: reportSchema } },
      handler: (request) =>
        database.transaction(async (queries) => {
          await saveRemarks(deps, queries, request.params, request.body.remarks, personOf(request));
          return readReport(deps, queries, request.params, personOf(request));
        }),
    });
    app.route({
      method: 'POST',
      url: monthlyPaths.signature(...at),
      preHandler: requirePerson(deps),
      schema: { summary: 'Sign a report off', tags, security: people, params, body: signRequestSchema, response: { 200: reportSchema } },
      handler: (request) =>
        database.transaction(async (queries) => {
          await signReport(deps, queries, request.params, request.body.digest, personOf(request), actorOf(request));
          return readReport(deps, queries, request.params, personOf(request));
        }),
    });
    app.route({
      method: 'DELETE',
      url: monthlyPaths.signature(...at),
      preHandler: requirePerson(deps, 'county-admin'),
      schema: { summary: 'Open a signed report again', tags, security: people, params, response: { 200: reportSchema } },
      handler: (request) =>
        database.transaction(async (queries) => {
          await reopenReport(deps, queries, request.params, personOf(request), actorOf(request));
          return readReport(deps, queries, request.params, personOf(request));
        }),
    });
    return Promise.resolve();
  };
}
