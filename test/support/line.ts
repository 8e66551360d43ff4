import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** How the line to the county behaves: it works, is cut, or something else answers in the county's place. */
export type LineState = 'open' | 'cut' | 'answers-500' | 'portal';

/** A line to the county that can fail: a TCP relay on a port of its own on loopback. */
export interface Line {
  /** Address to give to the terminal; stays the same whatever happens. */
  readonly url: string;
  /** Connections that came from the terminal since the beginning, also while cut. */
  readonly attempts: () => number;
  readonly set: (state: LineState) => Promise<void>;
  readonly close: () => Promise<void>;
}

const PORTAL_PAGE = '<!doctype html><title>Welcome</title><form action="/login">Please sign in to use this network</form>';

export async function openLine(countyUrl: string, initial: LineState = 'open'): Promise<Line> {
  const county = new URL(countyUrl);
  const open = new Set<Socket>();
  let state = initial;
  let attempts = 0;

  const impostor = createHttpServer((request, response) => {
    request.resume();
    if (state === 'answers-500') response.writeHead(500, { 'Content-Type': 'text/plain' }).end('Internal Server Error');
    else response.writeHead(200, { 'Content-Type': 'text/html' }).end(PORTAL_PAGE);
  });
  await listen(impostor);

  const relay = createServer((terminal) => {
    attempts += 1;
    if (state === 'cut') {
      terminal.resetAndDestroy();
      return;
    }
    const port = state === 'open' ? Number(county.port) : (impostor.address() as AddressInfo).port;
    const far = connect(port, county.hostname);
    for (const [socket, other] of [[terminal, far], [far, terminal]] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await listen(relay);

  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    attempts: () => attempts,
    set: (next) => {
      state = next;
      for (const socket of open) socket.resetAndDestroy();
      return Promise.resolve();
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all([closeServer(relay), closeServer(impostor)]);
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') (server.closeAllConnections as () => void)();
  });
}
