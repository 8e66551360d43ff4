import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { JWS_MEDIA_TYPE } from '../contract/http.ts';
import { holdsEtag } from './http-conditions.ts';

const compress = promisify(gzip);

/** Below this a packed answer is no shorter on the line. */
const MIN_GZIP_BYTES = 2048;

/** Published documents that are kept packed, so that a county's sites do not each cost a compression. */
const MAX_PACKED = 16;

/** A published document: its JWS, and the SHA-256 of that text. */
export interface SignedDocument {
  readonly jws: string;
  readonly jws_sha256: string;
}

/** How the OpenAPI document describes an answer that is a compact JWS. */
export function jwsResponse(payload: string) {
  return { description: `Compact JWS (EdDSA, by the county) of ${payload}`, content: { [JWS_MEDIA_TYPE]: { schema: z.string() } } };
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function sendJws(reply: FastifyReply, jws: string): FastifyReply {
  return reply.type(JWS_MEDIA_TYPE).header('cache-control', 'no-store').send(jws);
}

/** Answers with published documents: 304 for one that the caller has, packed for one that takes gzip. */
export function documentSender(): (request: FastifyRequest, reply: FastifyReply, document: SignedDocument, scope: 'public' | 'private') => Promise<FastifyReply> {
  const packed = new Map<string, Promise<Buffer>>();
  const pack = (document: SignedDocument): Promise<Buffer> => {
    const known = packed.get(document.jws_sha256);
    if (known !== undefined) return known;
    const made = compress(document.jws);
    packed.set(document.jws_sha256, made);
    for (const oldest of packed.keys()) {
      if (packed.size <= MAX_PACKED) break;
      packed.delete(oldest);
    }
    return made;
  };
  return async (request, reply, document, scope) => {
    // Weak: packed and plain answers carry the same document in other bytes.
    const etag = `W/"${document.jws_sha256}"`;
    void reply.header('etag', etag).header('cache-control', `${scope}, no-cache`).header('vary', 'accept-encoding');
    if (holdsEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    void reply.type(JWS_MEDIA_TYPE);
    const takesGzip = /(^|[\s,])gzip(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(request.headers['accept-encoding'] ?? '');
    if (!takesGzip || document.jws.length < MIN_GZIP_BYTES) return reply.send(document.jws);
    return reply.header('content-encoding', 'gzip').send(await pack(document));
  };
}
