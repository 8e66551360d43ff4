import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { evidenceAnswerSchema, evidenceQuestionSchema, paths } from '../../contract/http.ts';
import { MAX_EVIDENCE_BYTES } from '../../contract/usage/group-events.ts';
import { sha256Schema } from '../../contract/values.ts';
import { requirePerson, townshipLimitOf } from '../accounts/require-person.ts';
import type { CountyDeps } from '../deps.ts';
import { CountyError } from '../errors.ts';
import { requireTerminal, terminalOf } from '../sites/require-terminal.ts';
import { keepPicture, readPicture, whichAreWanted } from './files.ts';
import { EVIDENCE_PATH, evidenceParamsSchema } from './schemas.ts';

const MEDIA_TYPES = ['image/jpeg', 'image/webp'];

/** Pictures of group viewings: brought by terminals behind the events that name them, seen by people. */
export function evidenceRoutes(deps: CountyDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.addContentTypeParser(MEDIA_TYPES, { parseAs: 'buffer', bodyLimit: MAX_EVIDENCE_BYTES }, (_request, body, done) => done(null, body));
    const terminal = { tags: ['terminal'], security: [{ terminal: [] }] };
    app.route({
      method: 'POST',
      url: paths.evidence,
      preHandler: requireTerminal(deps),
      schema: { summary: 'Ask which pictures the county lacks', ...terminal, body: evidenceQuestionSchema, response: { 200: evidenceAnswerSchema } },
      handler: (request) => whichAreWanted(deps, terminalOf(request).journal, request.body.pictures),
    });
    app.route({
      method: 'PUT',
      url: paths.evidencePicture(':sha256'),
      bodyLimit: MAX_EVIDENCE_BYTES,
      preHandler: requireTerminal(deps),
      schema: {
        summary: 'Bring a picture that a stored event of this terminal names',
        description: '`image/jpeg` or `image/webp`, at most 64 KiB. The same picture again changes nothing.',
        ...terminal,
        params: z.strictObject({ sha256: sha256Schema }),
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        if (!Buffer.isBuffer(request.body)) throw new CountyError('bad-request', 400, 'A picture is sent as image/jpeg or image/webp.');
        await keepPicture(deps, terminalOf(request).journal, request.params.sha256, request.body);
        return reply.code(204).send(null);
      },
    });
    app.route({
      method: 'GET',
      url: EVIDENCE_PATH(':journal', ':sha256'),
      preHandler: requirePerson(deps),
      schema: { summary: 'A picture of a group viewing', tags: ['reports'], security: [{ person: [] }], params: evidenceParamsSchema },
      handler: async (request, reply) => {
        const { journal, sha256 } = request.params;
        const { bytes, mediaType } = await readPicture(deps, journal, sha256, townshipLimitOf(request));
        // Named by its hash it never changes; but only this person's browser may keep it.
        return reply.type(mediaType).header('cache-control', 'private, max-age=86400, immutable').send(bytes);
      },
    });
    return Promise.resolve();
  };
}
