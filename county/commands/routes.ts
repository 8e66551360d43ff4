import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import { MAX_COMMAND_RESULT_BYTES, commandResultTypes } from '../../contract/site/commands.ts';
import { slugSchema, uuidSchema } from '../../contract/values.ts';
import { personOf, requirePerson } from '../accounts/require-person.ts';
import { actorOf } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { requireTerminal, terminalOf } from '../sites/require-terminal.ts';
import { newCommandSchema, siteCommandSchema, sitePaths } from '../sites/schemas.ts';
import { askCommand, withdrawCommand } from './ask.ts';
import { findResult, keepResult } from './results.ts';

const tags = ['sites'];
const security = [{ person: [] }];
const commandParams = z.strictObject({ id: uuidSchema });

/** What people ask of terminals, and the files that come back. */
export function commandsRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const onlyCounty = requirePerson(deps, 'county-admin', 'county-staff');
    app.addContentTypeParser(Object.values(commandResultTypes).flat(), { parseAs: 'buffer', bodyLimit: MAX_COMMAND_RESULT_BYTES }, (_request, body, done) => done(null, body));
    app.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('cache-control', 'no-store');
      done();
    });
    app.route({
      method: 'POST',
      url: sitePaths.commands(':site'),
      preHandler: onlyCounty,
      schema: {
        summary: 'Ask something of a terminal',
        description: 'It hears of it with its next heartbeat, signed; how it ended comes with its records.',
        ...{ tags, security },
        params: z.strictObject({ site: slugSchema }),
        body: newCommandSchema,
        response: { 200: siteCommandSchema },
      },
      handler: async (request) => {
        const { account, name } = personOf(request);
        return askCommand(deps, request.params.site, request.body, { kind: 'person', account, name });
      },
    });
    app.route({
      method: 'DELETE',
      url: sitePaths.command(':site', ':id'),
      preHandler: onlyCounty,
      schema: { summary: 'Take a command back', tags, security, params: commandParams.extend({ site: slugSchema }), response: { 204: z.null() } },
      handler: async (request, reply) => {
        await withdrawCommand(deps, request.params.site, request.params.id, actorOf(request));
        return reply.code(204).send(null);
      },
    });
    app.route({
      method: 'GET',
      url: sitePaths.result(':id'),
      preHandler: onlyCounty,
      schema: { summary: 'Get the file that a command asked for', tags, security, params: commandParams },
      handler: async (request, reply) => {
        const { does, site, type, bytes } = await findResult(deps.database.tables, request.params.id);
        const name = `${site}-${does}.${type === 'application/gzip' ? 'log.gz' : (type.split('/')[1] ?? 'bin')}`;
        return reply.type(type).header('content-disposition', `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename="${name}"`).send(Buffer.from(bytes));
      },
    });
    app.route({
      method: 'PUT',
      url: paths.commandResult(':id'),
      bodyLimit: MAX_COMMAND_RESULT_BYTES,
      preHandler: requireTerminal(deps),
      schema: {
        summary: 'Hand in the file that a command asked for',
        description: 'Only by the terminal that was asked. Sent again it replaces the first.',
        tags: ['terminal'],
        security: [{ terminal: [] }],
        params: commandParams,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        const { body } = request;
        if (!Buffer.isBuffer(body)) throw new CountyError('bad-request', 415, 'The file is sent as it is, under its media type.');
        await keepResult(deps, terminalOf(request).journal, request.params.id, (request.headers['content-type'] ?? '').split(';', 1).join().trim(), body);
        return reply.code(204).send(null);
      },
    });
    return Promise.resolve();
  };
}
