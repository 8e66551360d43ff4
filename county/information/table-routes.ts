import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { personOf, requirePerson, requirePersonOrMachine, townshipLimitOf } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { importTable } from './import/import-table.ts';
import { createTableReader } from './import/table-reader.ts';
import type { TableReader } from './import/table-reader.ts';
import { itemsTable, templateOf } from './item-tables.ts';
import { lookupStatistics } from './lookups.ts';
import { lookupsTables } from './lookups-tables.ts';
import { importAnswerSchema, importQuerySchema, informationPaths, lookupsAnswerSchema, lookupsQuerySchema, lookupsTableQuerySchema, MAX_TABLE_BYTES, tableQuerySchema } from './schemas.ts';
import { attachment, csvFile, tableTypes, xlsxFile } from './table-files.ts';

const tags = ['people'];
const security = [{ person: [] }];
/** Tables that wait while another is read. */
const MOST_WAITING = 4;

/** Tables in and out of the wealth information, and what was looked up in it. */
export function informationTableRoutes(deps: CountyDeps, read: TableReader = createTableReader()): FastifyPluginAsyncZod {
  const { database } = deps;
  let waiting = 0;
  return async (app) => {
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: MAX_TABLE_BYTES }, (_request, body, done) => done(null, body));

    app.route({
      method: 'POST',
      url: informationPaths.import,
      // First of all: nobody else's bytes are even read.
      onRequest: requirePerson(deps, 'county-admin', 'county-staff'),
      bodyLimit: MAX_TABLE_BYTES,
      schema: {
        summary: 'Look at a table of information, or take it in',
        description: 'CSV or XLSX as `application/octet-stream`. Without `apply` nothing is changed; with the `mark` of that answer all of it is taken into the drafts, or nothing.',
        tags,
        security,
        querystring: importQuerySchema,
        response: { 200: importAnswerSchema },
      },
      handler: async (request) => {
        const { body } = request;
        if (!Buffer.isBuffer(body)) throw new CountyError('bad-request', 400, 'A table is sent as application/octet-stream.');
        if (waiting >= MOST_WAITING) throw new CountyError('rate-limited', 429, 'Other tables are being read; try again in a minute.');
        waiting += 1;
        try {
          return await importTable(deps, read, body, request.query, personOf(request).name);
        } finally {
          waiting -= 1;
        }
      },
    });
    app.route({
      method: 'GET',
      url: informationPaths.table,
      onRequest: requirePerson(deps),
      schema: { summary: 'A template to fill in, or the items of a kind as a table', tags, security, querystring: tableQuerySchema },
      handler: async (request, reply) => {
        const { kind, what, format, language } = request.query;
        const tables = what === 'template' ? templateOf(kind, language) : ([await itemsTable(database.tables, kind, language)] as const);
        const suffix = what === 'items' ? '' : language === 'zh-CN' ? '模板' : ' template';
        void reply.type(tableTypes[format]).header('content-disposition', attachment(`${tables[0].name}${suffix}.${format}`));
        return reply.send(format === 'csv' ? csvFile(tables[0]) : await xlsxFile(tables));
      },
    });
    app.route({
      method: 'GET',
      url: informationPaths.lookups,
      preHandler: requirePersonOrMachine(deps),
      schema: {
        summary: 'What is asked, what is never found, what is read',
        description: 'Days are inclusive and local to the site. People of a township are told of its sites only.',
        tags: ['reports'],
        security: [{ person: [] }, { machine: [] }],
        querystring: lookupsQuerySchema,
        response: { 200: lookupsAnswerSchema },
      },
      handler: (request) => lookupStatistics(database.tables, request.query, townshipLimitOf(request)),
    });
    app.route({
      method: 'GET',
      url: informationPaths.lookupsTable,
      preHandler: requirePersonOrMachine(deps),
      schema: {
        summary: 'The same as a table; CSV holds one part of it',
        tags: ['reports'],
        security: [{ person: [] }, { machine: [] }],
        querystring: lookupsTableQuerySchema.extend({ part: z.coerce.number().int().min(0).max(3).default(0) }),
      },
      handler: async (request, reply) => {
        const { format, language, part, ...query } = request.query;
        const tables = lookupsTables(await lookupStatistics(database.tables, query, townshipLimitOf(request)), language);
        const chosen = tables[part] ?? tables[0];
        const name = format === 'csv' ? chosen.name : language === 'zh-CN' ? '信息查询统计' : 'Lookups';
        void reply.type(tableTypes[format]).header('content-disposition', attachment(`${name}.${format}`));
        return reply.send(format === 'csv' ? csvFile(chosen) : await xlsxFile(tables));
      },
    });
    return Promise.resolve();
  };
}
