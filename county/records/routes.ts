import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ENVELOPE_MEDIA_TYPE, MAX_ENVELOPE_BYTES } from '../../contract/usage/envelope.ts';
import { uuidSchema } from '../../contract/values.ts';
import { requirePerson, requirePersonOrMachine, townshipLimitOf } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';
import { envelopeBody } from '../ingest/envelope-body.ts';
import { journalDetail } from './journal-detail.ts';
import { recordsOverview } from './overview.ts';
import { journalDetailSchema, recordsAnswerSchema, recordsPaths, recordsQuerySchema, takenInSchema } from './schemas.ts';
import { takeIn } from './take-in.ts';

/** How the sites' records stand, and the way in for records that come on a stick. */
export function recordsRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const body = envelopeBody(app);
    app.route({
      method: 'GET',
      url: recordsPaths.records,
      preHandler: requirePersonOrMachine(deps),
      schema: {
        summary: 'How the records of each site stand',
        description: 'How far they reach, what is missing, and how much there is to look at. Township staff see their own sites.',
        tags: ['records'],
        security: [{ person: [] }, { machine: [] }],
        querystring: recordsQuerySchema,
        response: { 200: recordsAnswerSchema },
      },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return recordsOverview(deps, request.query, townshipLimitOf(request));
      },
    });
    app.route({
      method: 'GET',
      url: recordsPaths.journal(':journal'),
      preHandler: requirePersonOrMachine(deps),
      schema: {
        summary: 'Everything about the records of one terminal',
        description: 'Gaps, forks, changed lines, lines that cannot be read, what cannot have happened, boots and deliveries.',
        tags: ['records'],
        security: [{ person: [] }, { machine: [] }],
        params: z.strictObject({ journal: uuidSchema }),
        response: { 200: journalDetailSchema },
      },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return journalDetail(deps, request.params.journal, townshipLimitOf(request));
      },
    });
    app.route({
      method: 'POST',
      url: recordsPaths.envelopes,
      bodyLimit: MAX_ENVELOPE_BYTES,
      preHandler: requirePerson(deps),
      schema: {
        summary: 'Take in an envelope that came on a stick',
        description: `An envelope \`usage/1\` as \`${ENVELOPE_MEDIA_TYPE}\`, brought by a signed-in person; township staff bring those of their own sites. It may be brought any number of times.`,
        tags: ['records'],
        security: [{ person: [] }],
        response: { 200: takenInSchema },
      },
      errorHandler: body.errorHandler,
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        return takeIn(deps, body.bytesOf(request), townshipLimitOf(request));
      },
    });
    return Promise.resolve();
  };
}
