import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import type { CountyDeps } from './deps.ts';

/** Answers that are still on their way when the server ends get this long. */
const CLOSE_WAIT_MS = 3000;

export interface CountyServer {
  /** Address under which people and terminals reach it, without a slash at its end. */
  readonly url: string;
  readonly app: FastifyInstance;
  /** Takes no more requests, lets the running ones end, and cuts those that take long. */
  readonly close: () => Promise<void>;
}

/** Listens where the configuration says. Throws the system's error when the address is taken. */
export async function startServer(deps: CountyDeps): Promise<CountyServer> {
  const { host, port, publicUrl } = deps.config;
  const app = await buildApp(deps);
  const listening = await app.listen({ host, port });
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
