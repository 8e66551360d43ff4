import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { JWS_MEDIA_TYPE, paths } from '../../../contract/http.ts';
import type { TestIssue } from '../../support/terminal/issue-content.ts';
import type { Random } from '../common/random.ts';

const PIECE_BYTES = 16 * 1024;

type Fault = 'none' | 'cut' | 'flip' | 'stand-still' | 'wrong-range' | 'portal' | 'busy' | 'failing' | 'refuses-connection';

/** What several servers of the same files have sent together. */
export interface Sent {
  /** Bytes of content. */
  bytes: number;
  /** Connections that the line or the server cut before an answer had come to its end, and answers with a wrong byte. */
  broken: number;
  /** Connections that ended because the terminal was killed. */
  killed: number;
}

/** A server of an issue's files that does what lines, portals and counties do, as long as `isHostile`. */
export class HostileCounty {
  readonly #server: Server;
  readonly #random: Random;
  readonly #sent: Sent;
  readonly #open = new Set<ServerResponse>();
  readonly #killed = new WeakSet<ServerResponse>();
  #issue: TestIssue | null = null;
  #catalogue = '';
  isHostile = true;
  /** Milliseconds between two pieces of an answer. */
  paceMs = 3;

  constructor(random: Random, sent: Sent) {
    this.#random = random;
    this.#sent = sent;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  publish(issue: TestIssue, catalogue: string): void {
    [this.#issue, this.#catalogue] = [issue, catalogue];
  }

  /** The line fails: every connection ends. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  /** The terminal is about to be killed: what is under way ends by that, not by the line. */
  expectKill(): void {
    for (const response of this.#open) this.#killed.add(response);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #fault(): Fault {
    if (!this.isHostile || this.#random.chance(0.75)) return 'none';
    return this.#random.pick<Fault>(['cut', 'cut', 'flip', 'stand-still', 'wrong-range', 'portal', 'busy', 'failing', 'refuses-connection']);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const fault = this.#fault();
    if (fault === 'refuses-connection') response.destroy();
    else if (fault === 'portal') response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
    else if (fault === 'failing') response.writeHead(500).end('Internal Server Error');
    else if (fault === 'busy') response.writeHead(429, { 'Content-Type': 'application/json' }).end('{"error":{"code":"rate-limited","message":"Later."}}');
    else if (path === paths.catalogue) response.writeHead(200, { 'Content-Type': JWS_MEDIA_TYPE }).end(this.#catalogue);
    else if (path === paths.manifest(this.#issue?.manifest.issue ?? '')) response.writeHead(200, { 'Content-Type': JWS_MEDIA_TYPE }).end(this.#issue?.manifestText);
    else await this.#send(path.slice(-64), request.headers.range ?? '', response, fault);
  }

  async #send(sha256: string, header: string, response: ServerResponse, fault: Fault): Promise<void> {
    const file = this.#issue?.contents.get(sha256);
    const range = /^bytes=(\d+)-(\d+)$/.exec(header);
    if (file === undefined || range === null) {
      response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"error":{"code":"not-found","message":"No such file."}}');
      return;
    }
    const [from, to] = [Number(range[1]), Number(range[2]) + 1];
    const shift = fault === 'wrong-range' ? 1 : 0;
    const at = (share: number): number => from + Math.floor((to - from) * share);
    const cutAt = fault === 'cut' ? at(this.#random.next()) : Infinity;
    const standsAt = fault === 'stand-still' ? at(this.#random.next()) : Infinity;
    const flipAt = fault === 'flip' ? at(this.#random.next()) : -1;
    if (flipAt !== -1) this.#sent.broken += 1;
    this.#open.add(response);
    response.on('close', () => {
      this.#open.delete(response);
      if (!response.writableFinished) this.#sent[this.#killed.has(response) ? 'killed' : 'broken'] += 1;
    });
    response.writeHead(206, { 'Content-Range': `bytes ${from + shift}-${to - 1 + shift}/${file.length}`, 'Content-Length': to - from, 'Content-Type': 'video/mp4' });
    for (let position = from; position < to && !response.destroyed; position += PIECE_BYTES) {
      if (position >= cutAt) {
        response.destroy();
        return;
      }
      if (position <= standsAt && standsAt < position + PIECE_BYTES) await pause(400);
      const piece = Buffer.from(file.subarray(position, Math.min(to, position + PIECE_BYTES)));
      if (flipAt >= position && flipAt < position + piece.length) piece.writeUInt8(piece.readUInt8(flipAt - position) ^ 16, flipAt - position);
      this.#sent.bytes += piece.length;
      await new Promise<void>((resolve) => void response.write(piece, () => resolve()));
      await pause(this.paceMs);
    }
    response.end();
  }
}
