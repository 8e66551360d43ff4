import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { TokenBucket } from './token-bucket.ts';

/** How the line to the county behaves: it works, is cut, or something else answers in the county's place. */
export type LineState = 'open' | 'cut' | 'answers-500' | 'portal';

/** A line to the county that can fail: a TCP relay on a port of its own on loopback. */
export interface Line {
  /** Address to give to the terminal; stays the same whatever happens. */
  readonly url: string;
  /** Connections that came from the terminal since the beginning, also while cut. */
  readonly attempts: () => number;
  readonly set: (state: LineState) => Promise<void>;
  /** Bytes that the county sent to the terminal over this line. */
  readonly received: () => number;
  readonly close: () => Promise<void>;
}

const PORTAL_PAGE = '<!doctype html><title>Welcome</title><form action="/login">Please sign in to use this network</form>';

export interface LineOptions {
  /** What the line gives from the county to the terminal, all connections together; null: as much as it can. */
  readonly bitsPerSecond?: number | null;
}

export async function openLine(countyUrl: string, initial: LineState = 'open', { bitsPerSecond = null }: LineOptions = {}): Promise<Line> {
  const county = new URL(countyUrl);
  const open = new Set<Socket>();
  let state = initial;
  let attempts = 0;
  let received = 0;
  const bucket = bitsPerSecond === null ? null : new TokenBucket(bitsPerSecond);

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
    }
    terminal.pipe(far);
    const down: Duplex = bucket === null ? far : far.pipe(bucket.stream());
    terminal.on('close', () => down.destroy());
    down.on('data', (bytes: Buffer) => {
      received += bytes.length;
    });
    down.pipe(terminal);
  });
  await listen(relay);

  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    attempts: () => attempts,
    received: () => received,
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
