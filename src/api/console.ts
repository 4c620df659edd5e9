import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { ApiSettings } from './api-deps.ts';

/** Where the build puts the console: `dist/web`, beside this file's own `dist/src`. */
const builtConsole = join(import.meta.dirname, '../../web');

const yearS = 31_536_000;

/** Content encodings (RFC 9110, 8.4.1), the shortest first, and how the build names a file in each. */
const encodings = { br: '.br', gzip: '.gz' } as const;
type Encoding = keyof typeof encodings;

/**
 * No script but our own files and none inline; pictures also from memory (stills) and inlined by the map, and from the
 * one origin that map tiles were set to come from; footage from memory, since the player feeds it. Applies to the
 * console's files alone.
 */
export const contentSecurityPolicy = ({ mapTiles }: Pick<ApiSettings, 'mapTiles'>): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    ["img-src 'self' data: blob:", ...(mapTiles ? [new URL(mapTiles.url).origin] : [])].join(' '),
    "media-src 'self' blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * Serves the console at every address that is not the API's. Files whose names carry their digest are cached for ever;
 * the page that names them, and the site's time zone, is revalidated. Without a built console, every call passes on.
 */
export function consoleFiles(
  settings: Pick<ApiSettings, 'mapTiles' | 'timeZone'>,
  directory = builtConsole,
): RequestHandler {
  const router = Router();
  const index = join(directory, 'index.html');
  if (!existsSync(index)) return router;
  const policy = contentSecurityPolicy(settings);
  router.use((_request, response, next) => {
    response.set('Content-Security-Policy', policy);
    next();
  });
  router.use('/assets', ...assets(join(directory, 'assets')));
  router.get(
    /^\/(?!api\/|assets\/|healthz$|readyz$|metrics$|openapi)[^.]*$/,
    indexPage(inZone(readFileSync(index, 'utf8'), settings.timeZone)),
  );
  return router;
}

/** The files of a folder, each as the build compressed it, for clients that accept that. */
function assets(directory: string): RequestHandler[] {
  const names = new Set(existsSync(directory) ? readdirSync(directory) : []);
  const choose: RequestHandler = (request, response, next) => {
    const name = request.path.slice(1);
    const encoding = encodingFor(request, (each) => names.has(name + encodings[each]));
    if (names.has(name)) response.vary('Accept-Encoding');
    if (encoding) {
      encode(response, encoding).type(extname(name));
      request.url = `/${name}${encodings[encoding]}`;
    }
    next();
  };
  return [choose, express.static(directory, { immutable: true, maxAge: yearS * 1000, index: false })];
}

/** Express gives each encoding an `ETag` of its own, and answers 304 by it. */
function indexPage(page: string): RequestHandler {
  const contents = { br: brotliCompressSync(page), gzip: gzipSync(page) };
  return (request, response) => {
    const encoding = encodingFor(request);
    response.vary('Accept-Encoding').set('Cache-Control', 'no-cache').type('html');
    if (encoding) encode(response, encoding).send(contents[encoding]);
    else response.send(page);
  };
}

/** The first encoding that the client accepts and we have. */
const encodingFor = (
  request: Request,
  isThere: (encoding: Encoding) => boolean = () => true,
): Encoding | undefined =>
  (Object.keys(encodings) as Encoding[]).find((each) => isThere(each) && request.acceptsEncodings(each));

const encode = (response: Response, encoding: Encoding): Response =>
  response.set('Content-Encoding', encoding);

/** The page's clock stands in the site's zone before its first call: the attribute that `src/web/time` reads. */
const inZone = (page: string, timeZone: string): string =>
  page.replace(/data-time-zone="[^"]*"/, `data-time-zone="${timeZone}"`);
