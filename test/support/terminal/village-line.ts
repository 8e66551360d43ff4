import { setTimeout as pause } from 'node:timers/promises';
import { askedRange, contentAt } from './issue.ts';
import type { TestIssue } from './issue.ts';
import { httpServer } from './http-server.ts';
import type { Answer, HttpServer } from './http-server.ts';

const PIECE_BYTES = 2048;

/** One request for content, and how far its answer came. */
export interface Asked {
  readonly sha256: string;
  readonly from: number;
  readonly to: number;
  sentBytes: number;
  isOpen: boolean;
}

/** A county behind a narrow line: all answers together get so many bytes a second, as on a site's one connection. */
export interface VillageLine {
  readonly server: HttpServer;
  readonly asked: readonly Asked[];
  /** Bytes a second; 0: the line carries nothing, and nobody is told. */
  setRate: (bytesPerSecond: number) => void;
}

/** `others` answers what is not content. */
export async function villageLine(issues: () => readonly TestIssue[], others: Answer, bytesPerSecond: number): Promise<VillageLine> {
  let rate = bytesPerSecond;
  let paidAtMs = performance.now();
  const asked: Asked[] = [];

  /** Waits for the turn of one more piece. */
  const turn = async (bytes: number): Promise<void> => {
    while (rate === 0) await pause(10);
    paidAtMs = Math.max(paidAtMs, performance.now() - 20) + (bytes * 1000) / rate;
    const waitMs = paidAtMs - performance.now();
    if (waitMs > 1) await pause(waitMs);
  };

  const server = await httpServer(async (request, response) => {
    const file = contentAt(request.url ?? '', issues());
    if (file === undefined) return others(request, response);
    const [from, to] = askedRange(request.headers.range, file.length);
    const one: Asked = { sha256: (request.url ?? '').slice(-64), from, to, sentBytes: 0, isOpen: true };
    asked.push(one);
    response.on('close', () => (one.isOpen = false));
    response.writeHead(206, { 'Content-Range': `bytes ${from}-${to - 1}/${file.length}`, 'Content-Length': to - from, 'Content-Type': 'video/mp4' });
    for (let at = from; at < to; at += PIECE_BYTES) {
      const piece = file.subarray(at, Math.min(to, at + PIECE_BYTES));
      await turn(piece.length);
      if (!one.isOpen) break;
      response.write(piece);
      one.sentBytes += piece.length;
    }
    response.end();
    return undefined;
  });
  return { server, asked, setRate: (next) => void (rate = next) };
}
