import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { emptyHead } from '../../../contract/usage/chain.ts';
import type { Receipt } from '../../../contract/usage/envelope.ts';
import { journalIdSchema } from '../../../contract/usage/journal-line.ts';
import { createCountyClient } from '../../../electron/site/county-client.ts';
import type { CountyClient } from '../../../electron/site/county-client.ts';
import { createHttp } from '../../../electron/site/http.ts';
import { answers500, answersJson, answersSigned, bodyOf, deadUrl, httpServer, portalPage, redirects } from '../../support/terminal/http-server.ts';
import type { Answer } from '../../support/terminal/http-server.ts';
import { countyKey } from '../../support/terminal/signing.ts';
import { expectProblem, problemOf } from '../../support/terminal/surroundings.ts';

const journal = journalIdSchema.parse('0a51b1f0-6f3c-4a3e-9d53-0f5b7d0f7a01');
const key = countyKey();
const token = 't'.repeat(40);
const at = '2026-11-23T09:30:00.000+08:00';
const catalogue = { kind: 'catalogue/1', version: 3, publishedAt: at, issues: [] };
const receipt = { kind: 'receipt/1', journal, head: emptyHead, known: true, receivedAt: at, gaps: [], quarantined: [] } satisfies Receipt;

function clientAt(url: string, timeouts: { headersMs?: number; idleMs?: number } = {}): CountyClient {
  return createCountyClient({ http: createHttp({ fetch, ...timeouts }), url, token, publicKey: key.publicKey, journal });
}

async function against(answer: Answer, timeouts: { headersMs?: number; idleMs?: number } = {}) {
  const server = await httpServer(answer);
  return { server, client: clientAt(server.url, timeouts) };
}

async function text(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const piece of stream) parts.push(piece);
  return Buffer.concat(parts).toString();
}

describe('the county client', () => {
  it('brings a signed document, and only when it has changed', async () => {
    const { client, server } = await against((request, response) => {
      if (request.headers['if-none-match'] === 'W/"v3"') response.writeHead(304).end();
      else response.writeHead(200, { 'Content-Type': 'application/jose; charset=utf-8', ETag: 'W/"v3"' }).end(key.sign(catalogue));
    });
    const first = await client.catalogue(null);
    expect(first).toMatchObject({ changed: true, etag: 'W/"v3"', signed: { payload: catalogue } });
    expect(await client.catalogue('W/"v3"')).toEqual({ changed: false });
    expect(server.requests.map((request) => request.headers.authorization)).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
  });

  it('reads a packed document', async () => {
    const packed = gzipSync(key.sign(catalogue));
    const { client } = await against((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/jose', 'Content-Encoding': 'gzip' }).end(packed);
    });
    expect(await client.catalogue(null)).toMatchObject({ signed: { payload: catalogue } });
  });

  it('sends an envelope and asks for the head of a journal', async () => {
    const sent: Buffer[] = [];
    const { client, server } = await against(async (request, response) => {
      sent.push(await bodyOf(request));
      await answersSigned(key.sign(receipt))(request, response);
    });
    expect(await client.send(Buffer.from('envelope'))).toEqual(receipt);
    expect(await client.journalHead()).toEqual(receipt);
    await client.journalHead({ seq: 7, hash: 'a'.repeat(64) });
    expect(sent[0]?.toString()).toBe('envelope');
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /v1/usage',
      `GET /v1/journals/${journal}/head`,
      `GET /v1/journals/${journal}/head?seq=7&hash=${'a'.repeat(64)}`,
    ]);
    expect(server.requests[0]?.headers['content-type']).toBe('application/vnd.terminal.usage+gzip');
  });

  it('does not believe a receipt for another journal', async () => {
    const { client } = await against(answersSigned(key.sign({ ...receipt, journal: '0a51b1f0-6f3c-4a3e-9d53-0f5b7d0f7a02' })));
    expect(await problemOf(() => client.journalHead())).toEqual({ code: 'signature-wrong', data: { what: 'receipt' } });
  });

  it('does not believe what another county signed, nor what was changed on the way', async () => {
    const { client, server } = await against(answersSigned(countyKey().sign(catalogue)));
    expect(await problemOf(() => client.catalogue(null))).toEqual({ code: 'signature-wrong', data: { what: 'catalogue' } });
    const [header = '', , signature = ''] = key.sign(catalogue).split('.');
    const other = Buffer.from(JSON.stringify({ ...catalogue, version: 99 })).toString('base64url');
    server.answerWith(answersSigned(`${header}.${other}.${signature}`));
    await expectProblem('signature-wrong', () => client.catalogue(null));
    const unsigned = Buffer.from('{"alg":"none"}').toString('base64url');
    server.answerWith(answersSigned(`${unsigned}.${other}.${signature}`));
    await expectProblem('signature-wrong', () => client.catalogue(null));
  });

  it('tells a signed document that it cannot read from one that was not signed', async () => {
    const { client } = await against(answersSigned(key.sign({ kind: 'catalogue/2' })));
    expect(await problemOf(() => client.catalogue(null))).toEqual({ code: 'content-damaged', data: { what: 'catalogue' } });
  });

  it.each<[string, Answer, number]>([
    ['a portal page', portalPage, 200],
    ['a redirect', redirects, 302],
    ['a portal that wants a sign-in', answersJson(511, {}), 511],
    ['JSON of another server', answersJson(200, { hello: 'world' }), 200],
    ['another server’s 404', answersJson(404, { message: 'not here' }), 404],
    ['a text that is not signed', answersSigned('hello'), 200],
    ['an unasked 304', (_request, response) => void response.writeHead(304).end(), 304],
  ])('takes %s for something else than the county', async (_what, answer, status) => {
    const { client } = await against(answer);
    const problem = { code: 'county-is-something-else', data: { status } };
    expect(await problemOf(() => client.catalogue(null))).toEqual(problem);
    expect(await problemOf(() => client.send(Buffer.from('x')))).toEqual(problem);
    expect(await problemOf(() => client.content('a'.repeat(64), 100, { from: 0, to: 100 }))).toEqual(problem);
    expect(await problemOf(() => client.health())).toEqual(problem);
  });

  it('says that the county fails, and with what', async () => {
    const { client } = await against(answers500);
    const problem = { code: 'county-failing', data: { status: 500 } };
    expect(await problemOf(() => client.roster(null))).toEqual(problem);
    expect(await problemOf(() => client.content('a'.repeat(64), 100, { from: 0, to: 100 }))).toEqual(problem);
  });

  it('passes the county’s own refusals on', async () => {
    const { client } = await against(answersJson(401, { error: { code: 'terminal-unknown', message: 'No such terminal.' } }));
    const problem = { code: 'county-refused', data: { code: 'terminal-unknown', message: 'No such terminal.' } };
    expect(await problemOf(() => client.roster(null))).toEqual(problem);
    expect(await problemOf(() => client.content('a'.repeat(64), 100, { from: 0, to: 100 }))).toEqual(problem);
  });

  it('finds a county where nobody listens unreachable', async () => {
    const url = await deadUrl();
    expect(await problemOf(() => clientAt(url).health())).toEqual({ code: 'county-unreachable', data: { url } });
  });

  it.each<[string, Answer]>([
    ['the connection is cut before the answer', (request) => void request.socket.destroy()],
    [
      'the answer is cut in the middle',
      (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/jose', 'Content-Length': '1000' });
        response.write('a'.repeat(100), () => response.socket?.destroy());
      },
    ],
    ['no answer begins', () => undefined],
    [
      'the answer falls silent',
      (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/jose' }).write('a'.repeat(100));
      },
    ],
  ])('finds the county unreachable when %s', async (_what, answer) => {
    const { client } = await against(answer, { headersMs: 300, idleMs: 300 });
    await expectProblem('county-unreachable', () => client.catalogue(null));
  });

  it('waits for nobody when the program ends', async () => {
    const server = await httpServer(() => undefined);
    const http = createHttp({ fetch });
    const client = createCountyClient({ http, url: server.url, token, publicKey: key.publicKey, journal });
    const asking = problemOf(() => client.health());
    await expect.poll(() => server.requests.length).toBe(1);
    http.close();
    expect((await asking).code).toBe('county-unreachable');
    await expectProblem('county-unreachable', () => client.health());
    expect(server.requests).toHaveLength(1);
  });

  it('waits for an answer that is slow but does not stop', async () => {
    const signed = key.sign(catalogue);
    const { client } = await against(
      (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/jose' });
        const letters = [...signed.match(/.{1,40}/g) ?? []];
        const timer = setInterval(() => {
          const next = letters.shift();
          if (next !== undefined) response.write(next);
          else {
            clearInterval(timer);
            response.end();
          }
        }, 60);
      },
      { headersMs: 400, idleMs: 400 },
    );
    expect(await client.catalogue(null)).toMatchObject({ signed: { payload: catalogue } });
  });

  it('does not read an answer without end', async () => {
    let sent = 0;
    const { client } = await against((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const more = (): void => {
        if (response.destroyed) return;
        sent += 16_384;
        response.write('a'.repeat(16_384), more);
      };
      more();
    });
    await expectProblem('county-is-something-else', () => client.health());
    expect(sent).toBeLessThan(8 * 1024 * 1024);
  });
});

describe('a stretch of a file', () => {
  const hash = 'b'.repeat(64);
  const partly = (status: number, headers: Record<string, string>, body: string): Answer => (_request, response) => {
    response.writeHead(status, headers).end(body);
  };

  it('is asked for by its bytes, unpacked', async () => {
    const { client, server } = await against(partly(206, { 'Content-Range': 'bytes 10-14/100' }, 'hello'));
    expect(await text(await client.content(hash, 100, { from: 10, to: 15 }))).toBe('hello');
    expect(server.requests[0]).toMatchObject({ path: `/v1/content/${hash}`, headers: { range: 'bytes=10-14', 'accept-encoding': 'identity' } });
  });

  it('may come as the whole file when the whole was asked for', async () => {
    const { client } = await against(partly(200, { 'Content-Length': '5', 'Content-Type': 'video/mp4' }, 'hello'));
    expect(await text(await client.content(hash, 5, { from: 0, to: 5 }))).toBe('hello');
    await expectProblem('county-is-something-else', () => client.content(hash, 5, { from: 1, to: 5 }));
  });

  it.each([
    ['another stretch', { 'Content-Range': 'bytes 0-4/100' }],
    ['a stretch of a file of another size', { 'Content-Range': 'bytes 10-14/99' }],
    ['a stretch without a name', {}],
  ])('is not %s', async (_what, headers) => {
    const { client } = await against(partly(206, headers, 'hello'));
    await expectProblem('county-is-something-else', () => client.content(hash, 100, { from: 10, to: 15 }));
  });

  it('can be given up, and then throws the reason', async () => {
    const { client } = await against((_request, response) => {
      response.writeHead(206, { 'Content-Range': 'bytes 0-99/100' }).write('hello');
    });
    const stop = new AbortController();
    const stream = await client.content(hash, 100, { from: 0, to: 100 }, stop.signal);
    const reading = text(stream);
    stop.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });
});
