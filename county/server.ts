import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import type { CountyDeps } from './deps.ts';
import { isSystemError } from './files.ts';
import { InputError } from './input.ts';

/** Answers that are still on their way when the server ends get this long: an envelope or a piece of a film on a slow line. */
const CLOSE_WAIT_MS = 30_000;

export interface CountyServer {
  /** Address under which people and terminals reach it, without a slash at its end. */
  readonly url: string;
  readonly app: FastifyInstance;
  /** Takes no more requests, lets the running ones end, and cuts those that take long. */
  readonly close: () => Promise<void>;
}

/** True for an address that only this machine can reach. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** Listens where the configuration says. Throws InputError when another program listens there. */
export async function startServer(deps: CountyDeps): Promise<CountyServer> {
  const { host, port, publicUrl } = deps.config;
  const app = await buildApp(deps);
  const listening = await listen(app, host, port);
  return {
    url: publicUrl ?? listening,
    app,
    close: async () => {
      const cut = setTimeout(() => app.server.closeAllConnections(), CLOSE_WAIT_MS);
      try {
        await app.close();
      } finally {
        clearTimeout(cut);
      }
    },
  };
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    if (isSystemError(error, 'EADDRINUSE')) throw new InputError([`Another program listens on port ${port} of ${host}. Choose another by --port or COUNTY_PORT.`]);
    throw error;
  }
}
