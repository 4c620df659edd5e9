import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import type { ApiSettings } from './api-deps.ts';

/** Where the build puts the console: `dist/web`, beside this file's own `dist/src`. */
const builtConsole = join(import.meta.dirname, '../../web');

const yearS = 31_536_000;

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
 * Serves the console at every address that is not the API's. Files whose names carry their digest are kept for ever, the
 * page that names them is asked for anew. Where the console was not built, it leaves every call to whoever comes next.
 */
export function consoleFiles(
  settings: Pick<ApiSettings, 'mapTiles'>,
  directory = builtConsole,
): RequestHandler {
  const router = Router();
  if (!existsSync(join(directory, 'index.html'))) return router;
  const policy = contentSecurityPolicy(settings);
  router.use((_request, response, next) => {
    response.set('Content-Security-Policy', policy);
    next();
  });
  router.use(
    '/assets',
    express.static(join(directory, 'assets'), { immutable: true, maxAge: yearS * 1000, index: false }),
  );
  router.get(/^\/(?!api\/|assets\/|healthz$|readyz$|metrics$|openapi)[^.]*$/, (_request, response) => {
    response.sendFile('index.html', { root: directory, headers: { 'Cache-Control': 'no-cache' } });
  });
  return router;
}
