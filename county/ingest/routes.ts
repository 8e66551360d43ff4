import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { paths } from '../../contract/http.ts';
import { ENVELOPE_MEDIA_TYPE, MAX_ENVELOPE_BYTES } from '../../contract/usage/envelope.ts';
import { sha256Schema, uuidSchema } from '../../contract/values.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { jwsResponse, sendJws } from '../signed-answer.ts';
import { requireTerminal, terminalOf } from '../sites/require-terminal.ts';
import { authenticEnvelope } from './authenticate.ts';
import { envelopeBody } from './envelope-body.ts';
import { journalHead } from './head.ts';
import { ingestAuthentic } from './ingest.ts';
import { journalPace, tooMany } from './pace.ts';

const headQuerySchema = z
  .strictObject({ seq: z.coerce.number().pipe(z.int().positive()).optional(), hash: sha256Schema.optional() })
  .refine(({ seq, hash }) => (seq === undefined) === (hash === undefined), { error: 'seq and hash are given together' });

/** Where usage records come in, and where a terminal asks how far they have. */
export function ingestRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const pace = journalPace(deps.now);
    const body = envelopeBody(app);
    app.route({
      method: 'POST',
      url: paths.usage,
      bodyLimit: MAX_ENVELOPE_BYTES,
      schema: {
        summary: 'Hand in an envelope of usage records',
        description: `An envelope \`usage/1\` as \`${ENVELOPE_MEDIA_TYPE}\`. The same envelope may be sent any number of times.`,
        tags: ['terminal'],
        response: { 200: jwsResponse('the receipt (`receipt/1`)') },
      },
      errorHandler: body.errorHandler,
      handler: async (request, reply) => {
        const envelope = await authenticEnvelope(deps, body.bytesOf(request));
        const waitSeconds = pace(envelope.header.journal);
        if (waitSeconds > 0) {
          void reply.header('retry-after', waitSeconds);
          throw tooMany(waitSeconds);
        }
        const { receipt } = await ingestAuthentic(deps, envelope, 'line');
        return sendJws(reply, receipt);
      },
    });
    app.route({
      method: 'GET',
      url: paths.journalHead(':journal'),
      preHandler: requireTerminal(deps),
      schema: {
        summary: 'Ask how far the county has a journal',
        description: 'With `seq` and `hash`: the head of the branch that holds this line, or `known: false`.',
        tags: ['terminal'],
        security: [{ terminal: [] }],
        params: z.strictObject({ journal: uuidSchema }),
        querystring: headQuerySchema,
        response: { 200: jwsResponse('the receipt (`receipt/1`)') },
      },
      handler: async (request, reply) => {
        const { journal } = request.params;
        if (terminalOf(request).journal !== journal) throw new CountyError('forbidden', 403, 'The token belongs to another journal.');
        const { seq, hash } = request.query;
        return sendJws(reply, await journalHead(deps, journal, seq === undefined || hash === undefined ? null : { seq, hash }));
      },
    });
    return Promise.resolve();
  };
}
