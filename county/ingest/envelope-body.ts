import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { ENVELOPE_MEDIA_TYPE, MAX_ENVELOPE_BYTES } from '../../contract/usage/envelope.ts';
import { CountyError } from '../errors.ts';

/** Lets the routes of this plugin take an envelope as their body, and words the refusals that are met before it is read. */
export function envelopeBody(app: Pick<FastifyInstance, 'addContentTypeParser'>) {
  app.addContentTypeParser(ENVELOPE_MEDIA_TYPE, { parseAs: 'buffer', bodyLimit: MAX_ENVELOPE_BYTES }, (_request, body, done) => done(null, body));
  return {
    errorHandler: (error: FastifyError): never => {
      if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') throw new CountyError('envelope-too-large', 413, `An envelope has at most ${MAX_ENVELOPE_BYTES} bytes.`);
      throw error;
    },
    bytesOf: (request: Pick<FastifyRequest, 'body'>): Buffer => {
      if (!Buffer.isBuffer(request.body)) throw new CountyError('envelope-malformed', 400, `The body is to be ${ENVELOPE_MEDIA_TYPE}.`);
      return request.body;
    },
  };
}
