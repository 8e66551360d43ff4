import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';

type Guard = (request: FastifyRequest) => Promise<void>;

const guards = new WeakSet<object>();

/** Marks a function that lets only those pass who may: see `guardsFirst`. */
export function guard(check: Guard): Guard {
  guards.add(check);
  return check;
}

/**
 * Asks the guards that routes name as their preHandler before anything of the request is read: who may not, learns nothing
 * of what the route expects, and nobody else's bytes are parsed. Call it before the routes are registered.
 */
export function guardsFirst(app: FastifyInstance): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    const handlers = listOf(route.preHandler);
    const first = handlers.filter((handler) => guards.has(handler));
    if (first.length === 0) return;
    route.onRequest = [...listOf(route.onRequest), ...first];
    route.preHandler = handlers.filter((handler) => !guards.has(handler));
  });
}

/** `Array.isArray` does not tell a readonly list from what is none. */
function isList<H extends object>(handlers: H | readonly H[]): handlers is readonly H[] {
  return Array.isArray(handlers);
}

function listOf<H extends object>(handlers: H | readonly H[] | undefined): readonly H[] {
  if (handlers === undefined) return [];
  return isList(handlers) ? handlers : [handlers];
}
