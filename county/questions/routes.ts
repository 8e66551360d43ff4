import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import { uuidSchema } from '../../contract/values.ts';
import { requirePerson, townshipLimitOf } from '../accounts/require-person.ts';
import { actorOf } from '../audit/record.ts';
import type { CountyDeps } from '../deps.ts';
import { documentSender, jwsResponse } from '../signed-answer.ts';
import { requireTerminal, terminalOf } from '../sites/require-terminal.ts';
import { answerQuestion, takeBackAnswer } from './answer.ts';
import { findBoard } from './board.ts';
import { listQuestions } from './list.ts';
import { newAnswerSchema, questionPaths, questionsAnswerSchema, questionsQuerySchema } from './schemas.ts';

const tags = ['people'];
const security = [{ person: [] }];
const params = z.strictObject({ journal: uuidSchema, question: uuidSchema });

/** What the sites ask the county, and the boards on which they read its answers. */
export function questionsRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  const send = documentSender();
  return async (app) => {
    app.route({
      method: 'GET',
      url: paths.answers,
      preHandler: requireTerminal(deps),
      schema: {
        summary: 'The answers for the terminal’s site',
        tags: ['terminal'],
        security: [{ terminal: [] }],
        response: { 200: jwsResponse('the board (`answers/1`)') },
      },
      handler: async (request, reply) => send(request, reply, await findBoard(deps, terminalOf(request).site), 'private'),
    });
    app.route({
      method: 'GET',
      url: questionPaths.questions,
      preHandler: requirePerson(deps),
      schema: {
        summary: 'What the sites asked, with the answers',
        description: 'Those that wait come oldest first, all others newest first.',
        ...{ tags, security },
        querystring: questionsQuerySchema,
        response: { 200: questionsAnswerSchema },
      },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const { state, township, before } = request.query;
        const beforeMs = before === undefined ? null : Date.parse(before);
        return listQuestions(deps.database.tables, { state, township: township ?? null, townshipLimit: townshipLimitOf(request), beforeMs });
      },
    });
    app.route({
      method: 'PUT',
      url: questionPaths.answer(':journal', ':question'),
      preHandler: requirePerson(deps, 'county-admin', 'county-staff'),
      schema: { summary: 'Answer a question, or answer it otherwise', tags, security, params, body: newAnswerSchema, response: { 204: z.null() } },
      handler: async (request, reply) => {
        await answerQuestion(deps, request.params, request.body, actorOf(request));
        return reply.code(204).send(null);
      },
    });
    app.route({
      method: 'DELETE',
      url: questionPaths.answer(':journal', ':question'),
      preHandler: requirePerson(deps, 'county-admin', 'county-staff'),
      schema: { summary: 'Take an answer back', tags, security, params, response: { 204: z.null() } },
      handler: async (request, reply) => {
        await takeBackAnswer(deps, request.params, actorOf(request));
        return reply.code(204).send(null);
      },
    });
    return Promise.resolve();
  };
}
