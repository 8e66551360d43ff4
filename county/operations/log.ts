import type { Writable } from 'node:stream';
import { LogController } from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CountyConfig } from '../config.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Code of the refusal that the request is answered with. */
    refusedAs?: string;
  }
}

/**
 * The county's log: a line of JSON for each thing, without names, numbers, passwords, tokens, or what was searched for. Addresses
 * are written down for refusals only, because whoever tries doors must be found.
 */
export function logOptions(config: CountyConfig, stream: Writable) {
  return {
    logger: { level: config.logLevel, stream, serializers: { err: describeError, req: describeRequest } },
    logController: new LogController({ disableRequestLogging: true }),
  };
}

/** Notes every refusal, and at the level `debug` every answer. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply;
    const answered = { ...describeRequest(request), status: statusCode, ms: Math.round(reply.elapsedTime) };
    if (statusCode >= 400) request.log.info({ ...answered, code: request.refusedAs ?? null, from: request.ip }, 'refused');
    else request.log.debug(answered, 'answered');
    done();
  });
}

/** The route's pattern, or a path that there is no route for: parameters and what stands behind the path may be names. */
function describeRequest(request: FastifyRequest): { readonly method: string; readonly path: string } {
  return { method: request.method, path: request.routeOptions.url ?? request.url.split('?', 1).join().slice(0, 200) };
}

/** What repairs a fault. A database's error also carries the values it was about: those stay out. */
function describeError(error: Error): { readonly type: string; readonly message: string; readonly stack: string; readonly code?: unknown } {
  const { name, message, stack = '' } = error;
  return { type: name, message, stack, ...('code' in error ? { code: error.code } : {}) };
}
