import { fail } from '../../contract/problem.ts';
import { mediaType, refuseAnswer, SMALL_ANSWER_BYTES } from './county-answer.ts';
import type { Http, HttpAnswer } from './http.ts';

/** A stretch of a file: from the byte `from` up to, and without, the byte `to`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Asks an address for a stretch of a file of `bytes` bytes. The bytes are not to be trusted: whoever reads them checks
 * them against the manifest. Throws the problems of `refuseAnswer` for anything but that very stretch.
 */
export async function requestContent(
  http: Http,
  url: string,
  bytes: number,
  range: ByteRange,
  options: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal | undefined },
): Promise<AsyncIterable<Uint8Array>> {
  const answer = await http.open(url, {
    headers: { ...options.headers, Range: `bytes=${range.from}-${range.to - 1}` },
    signal: options.signal,
  });
  if (isStretch(answer, bytes, range)) return answer.body;
  return refuseAnswer({ status: answer.status, headers: answer.headers, body: await beginning(answer) });
}

function isStretch(answer: HttpAnswer, bytes: number, range: ByteRange): boolean {
  if (answer.status === 206) return answer.headers.get('content-range') === `bytes ${range.from}-${range.to - 1}/${bytes}`;
  // A server that knows no ranges may send the whole file when the whole was asked for.
  const whole = range.from === 0 && range.to === bytes;
  return answer.status === 200 && whole && answer.headers.get('content-length') === String(bytes) && mediaType(answer.headers) !== 'text/html';
}

/** Enough of an answer's body to read a refusal in it. */
async function beginning(answer: HttpAnswer): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  if (answer.status < 400) answer.discard();
  else {
    for await (const piece of answer.body) {
      parts.push(piece);
      bytes += piece.byteLength;
      if (bytes > SMALL_ANSWER_BYTES) return fail('county-is-something-else', { status: answer.status });
    }
  }
  return Buffer.concat(parts);
}
