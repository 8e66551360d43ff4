import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody on the line who passes everything on, but for the answers to one path. */
export interface Forger {
  readonly url: string;
  /** What is answered in the county's place at addresses that begin with `path`, from the county's own answer; null to be honest again. */
  readonly forge: (path: string, answer: ((genuine: string) => string) | null) => void;
  /** How often it has lied. */
  readonly forged: () => number;
  readonly close: () => Promise<void>;
}

export async function openForger(county: string): Promise<Forger> {
  let lie: { readonly path: string; readonly answer: (genuine: string) => string } | null = null;
  let forged = 0;
  const server = createServer((asked, reply) => {
    const onward = request(county + (asked.url ?? '/'), { method: asked.method ?? 'GET', headers: asked.headers }, (answer) => {
      const present = lie;
      if (present === null || asked.url?.startsWith(present.path) !== true) {
        reply.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(reply);
        answer.on('error', () => reply.destroy());
        return;
      }
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        forged += 1;
        const body = present.answer(Buffer.concat(parts).toString());
        reply.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'content-length': Buffer.byteLength(body) }).end(body);
      });
    });
    onward.on('error', () => reply.destroy());
    reply.on('close', () => onward.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forge: (path, answer) => {
      lie = answer === null ? null : { path, answer };
    },
    forged: () => forged,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
