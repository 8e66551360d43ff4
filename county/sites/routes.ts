import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { heartbeatAnswerSchema, heartbeatSchema, paths } from '../../contract/http.ts';
import { enrolmentRequestSchema } from '../../contract/site/enrolment.ts';
import { openCommands } from '../commands/document.ts';
import type { CountyDeps } from '../deps.ts';
import { jwsResponse, sendJws } from '../signed-answer.ts';
import { enrol } from './enrol.ts';
import { noteHeartbeat } from './heartbeats.ts';
import { requireTerminal, terminalOf } from './require-terminal.ts';

/** Enough for a township that sets its terminals up behind one address, too few to guess a code. */
const ENROLMENTS_PER_MINUTE = 60;

/** Room for how five hundred issues stand. */
const HEARTBEAT_BYTES = 96 * 1024;

/** Enrolment and heartbeats. */
export function sitesRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: 'POST',
      url: paths.enrolments,
      bodyLimit: 16 * 1024,
      config: { rateLimit: { max: ENROLMENTS_PER_MINUTE, timeWindow: '1 minute' } },
      schema: {
        summary: 'Enrol a terminal by a one-time code',
        description: 'Answers with the grant. The same request sent again gets the same grant until the code expires.',
        tags: ['terminal'],
        body: enrolmentRequestSchema,
        response: { 200: jwsResponse('the grant (`enrolment/1`)') },
      },
      handler: async (request, reply) => sendJws(reply, await enrol(deps, request.body)),
    });
    app.route({
      method: 'POST',
      url: paths.heartbeats,
      bodyLimit: HEARTBEAT_BYTES,
      preHandler: requireTerminal(deps),
      schema: {
        summary: 'Say that a terminal lives, and ask for the time',
        description: 'A terminal that says `commandsDone` is answered with the commands that are open for it, as a JWS `commands/1`.',
        tags: ['terminal'],
        security: [{ terminal: [] }],
        body: heartbeatSchema,
        response: { 200: heartbeatAnswerSchema },
      },
      handler: async (request) => {
        const terminal = terminalOf(request);
        const { commandsDone } = request.body;
        await noteHeartbeat(deps, terminal, request.body);
        const commands = commandsDone === undefined ? null : await openCommands(deps, terminal.journal, commandsDone);
        return { at: deps.now().toISOString(), ...(commands === null ? {} : { commands }) };
      },
    });
    return Promise.resolve();
  };
}
