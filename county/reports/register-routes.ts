import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { uuidSchema } from '../../contract/values.ts';
import { requirePersonOrMachine, townshipLimitOf } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { fileQueryShape, sendFile } from '../export/file-answer.ts';
import { fileTable } from '../export/table.ts';
import { registerColumns } from './register-columns.ts';
import { journalLines, registerEntry } from './register-entry.ts';
import {
  linesAnswerSchema,
  linesQuerySchema,
  registerEntrySchema,
  registerFilterSchema,
  registerListQuerySchema,
  registerListSchema,
  registerPaths,
  registerTabSchema,
} from './register-list-schemas.ts';
import { countRows, registerRows } from './register-rows.ts';
import { tabWords } from './register-words.ts';

const tags = ['reports'];
const security = [{ person: [] }, { machine: [] }];
const tabParams = z.strictObject({ tab: registerTabSchema });

/** Rows of one file; more are to be asked for by a shorter period. */
const MOST_FILE_ROWS = 20_000;

/** The register: every viewing, lookup and download behind the figures, down to the lines of the journals. */
export function registerRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const askingOf = (township: string | null) => ({ rule: deps.config.rule, township });
  return async (app) => {
    const mayRead = requirePersonOrMachine(deps);
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    app.route({
      method: 'GET',
      url: registerPaths.list(':tab'),
      preHandler: mayRead,
      schema: { summary: 'The register: what is behind the figures, row by row', tags, security, params: tabParams, querystring: registerListQuerySchema, response: { 200: registerListSchema } },
      handler: async (request) => {
        const { limit, offset, ...filter } = request.query;
        const asking = askingOf(townshipLimitOf(request));
        return deps.database.transaction(async (queries) => ({
          total: await countRows(queries, request.params.tab, filter, asking),
          rows: [...(await registerRows(queries, request.params.tab, filter, asking, { limit, offset }))],
        }));
      },
    });
    app.route({
      method: 'GET',
      url: registerPaths.file(':tab'),
      preHandler: mayRead,
      schema: { summary: 'The register as a file', tags, security, params: tabParams, querystring: registerFilterSchema.extend(fileQueryShape) },
      handler: async (request, reply) => {
        const { format, language, ...filter } = request.query;
        const { tab } = request.params;
        const rows = await registerRows(deps.database.tables, tab, filter, askingOf(townshipLimitOf(request)), { limit: MOST_FILE_ROWS + 1, offset: 0 });
        if (rows.length > MOST_FILE_ROWS) throw new CountyError('bad-request', 400, `A file holds at most ${MOST_FILE_ROWS} rows: choose a shorter period or fewer sites.`);
        const title = tabWords[tab][language];
        const notes = [filter.from, filter.to].some((day) => day !== undefined) ? [`${filter.from ?? ''} – ${filter.to ?? ''}`] : [];
        return sendFile(reply, title, format, [fileTable({ sheet: title, title, notes }, registerColumns[tab], rows, language)]);
      },
    });
    app.route({
      method: 'GET',
      url: registerPaths.entry(':tab', ':journal', ':key'),
      preHandler: mayRead,
      schema: {
        summary: 'One row of the register with its lines',
        tags,
        security,
        params: z.strictObject({ tab: registerTabSchema, journal: uuidSchema, key: z.string().min(1).max(120) }),
        response: { 200: registerEntrySchema },
      },
      handler: (request) => registerEntry(deps, request.params.tab, request.params.journal.toLowerCase(), request.params.key, townshipLimitOf(request)),
    });
    app.route({
      method: 'GET',
      url: registerPaths.lines(':journal'),
      preHandler: mayRead,
      schema: { summary: 'Lines of a journal as they came', tags, security, params: z.strictObject({ journal: uuidSchema }), querystring: linesQuerySchema, response: { 200: linesAnswerSchema } },
      handler: (request) => journalLines(deps, request.params.journal, request.query, townshipLimitOf(request)),
    });
    return Promise.resolve();
  };
}
