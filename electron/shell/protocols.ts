import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import type { Session } from 'electron';

/** Where the screens live; the only origin that ever runs code in the window. */
export const SCREENS_ORIGIN = 'app://terminal';

/** Everything the screens may load. No exceptions: nothing inline, nothing from elsewhere. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' media:",
  'media-src media:',
  'connect-src media:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

/** An answer of the media protocol, made by the programs feature. */
export interface MediaAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
}

/** Opens a file of a program by the path and Range of a request. */
export type OpenMedia = (path: string, range: string | null) => Promise<MediaAnswer>;

/** Must run before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: 'media', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true } },
  ]);
}

/** Serves the screens from `folder` under `app://terminal` and program files under `media://content`. */
export function serveProtocols(session: Session, folder: string, openMedia: OpenMedia, logFault: (what: string, error: unknown) => string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const file = screenFile(folder, url);
    const mime = file === null ? undefined : mimeTypes[extname(file)];
    if (file === null || mime === undefined || request.method !== 'GET' || !(await isFile(file))) return new Response(null, { status: 404 });
    return new Response(asWebStream(createReadStream(file)), {
      headers: {
        'Content-Type': mime,
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
  });

  session.protocol.handle('media', async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'content' || (request.method !== 'GET' && request.method !== 'HEAD')) return new Response(null, { status: 404 });
    try {
      const answer = await openMedia(url.pathname.slice(1), request.headers.get('Range'));
      const headers = { ...answer.headers, 'Access-Control-Allow-Origin': SCREENS_ORIGIN, 'X-Content-Type-Options': 'nosniff' };
      return new Response(request.method === 'HEAD' ? null : answer.body, { status: answer.status, headers });
    } catch (error) {
      logFault(`media ${url.pathname}`, error);
      return new Response(null, { status: 500 });
    }
  });
}

/** The file under `folder` that an address of the screens names, or null when it names anything else. */
export function screenFile(folder: string, url: URL): string | null {
  if (url.host !== 'terminal') return null;
  const path = decodeURIComponent(url.pathname);
  const file = normalize(join(folder, path === '/' ? 'index.html' : path));
  return file.startsWith(folder + sep) ? file : null;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false; // Not there: the caller answers 404.
  }
}

function asWebStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}
