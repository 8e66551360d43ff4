import type { FastifyReply, FastifyRequest } from 'fastify';

/** What the county's own pages may load: themselves, nothing inline, nothing from elsewhere. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers that are no pages load nothing, whatever a browser takes them for. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

const YEAR_SECONDS = 365 * 24 * 3600;

/** An onSend hook: headers that keep a browser from doing with an answer what it was not meant for. */
export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply, _payload: unknown, done: () => void): void {
  const isPage = !request.url.startsWith('/v1/') && request.url !== '/metrics';
  void reply.headers({
    'content-security-policy': isPage ? PAGE_POLICY : DATA_POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  });
  if (request.protocol === 'https') void reply.header('strict-transport-security', `max-age=${YEAR_SECONDS}`);
  done();
}
