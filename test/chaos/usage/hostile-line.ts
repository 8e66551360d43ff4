import { createServer, request as askCounty } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../common/random.ts';

/** What can happen to a request on its way. */
const faults = [
  'cut-before',
  'cut-in-request',
  'cut-before-answer',
  'cut-in-answer',
  'doubled',
  'doubled-later',
  'delayed',
  'byte-by-byte',
  'stops-halfway',
  'portal',
  'portal-redirect',
  'too-many-requests',
  'failing',
  'gateway-error',
  'damaged-request',
  'damaged-answer',
] as const;
type Fault = (typeof faults)[number];

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A line on which anything happens. Its address stays the same whatever county is behind it. */
export interface HostileLine {
  readonly url: string;
  /** The county behind it; null while there is none. */
  setCounty: (url: string | null) => void;
  /** Share of requests, from 0 to 1, that something happens to. */
  setFaults: (share: number) => void;
  /** How often each fault has happened. */
  readonly happened: ReadonlyMap<string, number>;
  readonly close: () => void;
}

export async function openHostileLine(random: Random): Promise<HostileLine> {
  let [county, share]: [string | null, number] = [null, 0];
  const happened = new Map<string, number>();
  const server = createServer((request, response) => {
    const fault = random.chance(share) ? random.pick(faults) : null;
    if (fault !== null) happened.set(fault, (happened.get(fault) ?? 0) + 1);
    // A cut on either side: the terminal tells by its own means, as it would on a real line.
    carry(request, response, fault).catch(() => request.socket.destroy());
  });

  async function carry(request: IncomingMessage, response: ServerResponse, fault: Fault | null): Promise<void> {
    if (fault === 'cut-before' || county === null) return void request.socket.destroy();
    if (fault === 'portal') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><form action="/login">Sign in to go on</form></html>');
    if (fault === 'portal-redirect') return void response.writeHead(302, { location: 'http://127.0.0.1:1/login' }).end();
    if (fault === 'too-many-requests') return void response.writeHead(429, { 'content-type': 'text/plain', 'retry-after': '1' }).end('slow down');
    if (fault === 'failing') return void response.writeHead(500, { 'content-type': 'text/plain' }).end('oops');
    if (fault === 'gateway-error') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>');
    if (fault === 'cut-in-request') {
      request.once('data', () => request.socket.destroy());
      request.once('end', () => request.socket.destroy());
      return;
    }
    const body = await buffer(request);
    if (fault === 'damaged-request' && body.length > 0) {
      const at = random.whole(0, body.length - 1);
      body[at] = (body[at] ?? 0) ^ (1 << random.whole(0, 7));
    }
    if (fault === 'delayed') await pause(random.next() * 200);
    const behind = county;
    const answer = await forward(behind, request, body);
    if (fault === 'doubled') await forward(behind, request, body);
    if (fault === 'doubled-later') setTimeout(() => void forward(behind, request, body).catch(() => undefined), random.next() * 300);
    if (fault === 'cut-before-answer') return void request.socket.destroy();
    if (fault === 'damaged-answer' && answer.body.length > 0) {
      const at = random.whole(0, answer.body.length - 1);
      answer.body[at] = (answer.body[at] ?? 0) ^ (1 << random.whole(0, 7));
    }
    await give(response, answer, fault);
  }

  async function give(response: ServerResponse, { status, headers, body }: Answer, fault: Fault | null): Promise<void> {
    response.writeHead(status, { 'content-type': headers['content-type'] ?? 'text/plain', 'content-length': body.length });
    if (fault === 'byte-by-byte') {
      for (const byte of body) {
        if (response.destroyed) return;
        response.write(Buffer.from([byte]));
        await pause(1);
      }
      response.end();
    } else if (fault === 'cut-in-answer' || fault === 'stops-halfway') {
      response.write(body.subarray(0, body.length >> 1));
      if (fault === 'cut-in-answer') {
        await pause(1);
        response.destroy();
      }
    } else response.end(body);
  }

  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setCounty: (url) => (county = url),
    setFaults: (next) => (share = next),
    happened,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function forward(county: string, from: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { ...from.headers, host: new URL(county).host };
    const request = askCounty(county + (from.url ?? '/'), { method: from.method, headers, agent: false }, (answer) => {
      buffer(answer).then((answered) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: answered }), reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}
