import { fail } from '../../contract/problem.ts';

export type Fetch = typeof globalThis.fetch;

export interface HttpOptions {
  readonly fetch: Fetch;
  /** Longest wait for an answer to begin, name look-up and connecting included. */
  readonly headersMs?: number;
  /** Longest wait for the next bytes of an answer. There is no limit for the whole: lines are slow. */
  readonly idleMs?: number;
}

export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal | undefined;
}

/** An answer whose headers have come. Its body must be read or given up. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Throws `county-unreachable` when the line breaks or falls silent. Leaving the loop early closes the connection. */
  readonly body: AsyncIterable<Uint8Array>;
  readonly discard: () => void;
}

/** An answer that came whole. */
export interface HttpWhole {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/**
 * HTTP as the terminal needs it: never follows a redirect, gives up on silence instead of on slowness, and reports a line
 * that does not carry as `county-unreachable`. An abort by the caller's signal throws the signal's reason.
 */
export interface Http {
  readonly open: (url: string, request?: HttpRequest) => Promise<HttpAnswer>;
  /** Reads the whole body; one of more than `maxBytes` is `county-is-something-else`. */
  readonly read: (url: string, maxBytes: number, request?: HttpRequest) => Promise<HttpWhole>;
  /** Ends whatever is under way, and refuses more, both with `county-unreachable`: the program ends and waits for nobody. */
  readonly close: () => void;
}

export function createHttp(options: HttpOptions): Http {
  const { headersMs = 20_000, idleMs = 30_000 } = options;
  const closing = new AbortController();

  const open: Http['open'] = async (url, request = {}) => {
    const { method = 'GET', headers = {}, body, signal } = request;
    const own = new AbortController();
    const broken = (cause: unknown): never => {
      if (signal?.aborted === true) throw asError(signal.reason);
      return fail('county-unreachable', { url: new URL(url).origin }, { cause });
    };
    const timer = setTimeout(() => own.abort(new Error(`no answer within ${headersMs} ms`)), headersMs);
    try {
      const response = await options.fetch(url, {
        method,
        headers,
        redirect: 'manual',
        credentials: 'omit',
        signal: AbortSignal.any([own.signal, closing.signal, ...(signal === undefined ? [] : [signal])]),
        ...(body === undefined ? {} : { body }),
      });
      return {
        status: response.status,
        headers: response.headers,
        body: response.body === null ? nothing() : pieces(response.body, own, idleMs, broken),
        discard: () => own.abort(new Error('not wanted any more')),
      };
    } catch (error) {
      return broken(error);
    } finally {
      clearTimeout(timer);
    }
  };

  const read: Http['read'] = async (url, maxBytes, request) => {
    const answer = await open(url, request);
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of answer.body) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) return fail('county-is-something-else', { status: answer.status });
      parts.push(piece);
    }
    return { status: answer.status, headers: answer.headers, body: Buffer.concat(parts) };
  };

  return { open, read, close: () => closing.abort(new Error('the program ends')) };
}

async function* pieces(
  body: ReadableStream<Uint8Array>,
  own: AbortController,
  idleMs: number,
  broken: (cause: unknown) => never,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let whole = false;
  try {
    for (;;) {
      const timer = setTimeout(() => own.abort(new Error(`nothing for ${idleMs} ms`)), idleMs);
      const next = await reader.read().catch(broken).finally(() => clearTimeout(timer));
      if (next.done) break;
      yield next.value;
    }
    whole = true;
  } finally {
    if (!whole) own.abort(new Error('not wanted any more'));
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // An answer without a body, e.g. 304.
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(`given up: ${String(reason)}`);
}
