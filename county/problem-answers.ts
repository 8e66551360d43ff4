import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { CountyProblemCode } from '../contract/http.ts';
import { CountyError, problemOf } from './errors.ts';

/** Answers every refusal and fault with the contract's problem; a fault tells nothing of the inside but its reference. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    request.refusedAs = 'not-found';
    return reply.code(404).send(problemOf('not-found', `There is nothing at ${request.method} ${request.url.split('?', 1).join()}.`));
  });
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.refusedAs = refusalCode(error);
  if (error instanceof CountyError) return reply.code(error.httpStatus).send(problemOf(error.code, error.message, error.details));
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.map(({ instancePath, message }) => ({ at: `${error.validationContext ?? ''}${instancePath}`, message }));
    return reply.code(400).send(problemOf('bad-request', 'The request does not fit what is asked for.', details));
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return reply.code(status).send(problemOf(codeOf(status), error.message));
  request.log.error({ err: error, req: request }, 'a request failed');
  return reply
    .code(500)
    .removeHeader('cache-control')
    .send(problemOf('internal', `The county could not do this. Its log names the cause under ${request.id}.`));
}

function refusalCode(error: FastifyError): CountyProblemCode {
  if (error instanceof CountyError) return error.code;
  if (hasZodFastifySchemaValidationErrors(error)) return 'bad-request';
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500 ? codeOf(status) : 'internal';
}

function codeOf(status: number): CountyProblemCode {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 413:
      return 'too-large';
    case 429:
      return 'rate-limited';
    default:
      return 'bad-request';
  }
}
