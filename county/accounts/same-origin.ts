import type { FastifyRequest } from 'fastify';
import type { CountyConfig } from '../config.ts';
import { CountyError } from '../errors.ts';

/**
 * Refuses a request that a page of somewhere else makes a signed-in person's browser send (CSRF). The cookie is
 * `SameSite=Strict`, so such a request comes without it; this is the second lock. Browsers say where a request comes from
 * in `Sec-Fetch-Site`, or in `Origin`, which all of them send with everything but GET and HEAD, and no page can change
 * either. A request with neither is no browser's, and a program can send what it likes.
 * Throws CountyError `forbidden`.
 */
export function refuseForeignPages(request: FastifyRequest, config: CountyConfig): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    // `none`: the person asked for it by hand, not a page.
    if (site !== 'same-origin' && site !== 'none') throw foreign();
    return;
  }
  const { origin } = request.headers;
  if (origin === undefined) return;
  const own = [`${request.protocol}://${request.host}`, ...(config.publicUrl === null ? [] : [config.publicUrl])];
  if (!own.some((address) => sameOrigin(address, origin))) throw foreign();
}

function sameOrigin(address: string, origin: string): boolean {
  return URL.canParse(address) && URL.canParse(origin) && new URL(address).origin === new URL(origin).origin;
}

function foreign(): CountyError {
  return new CountyError('forbidden', 403, 'The request comes from a page that is not the county’s.');
}
