import { existsSync, readFileSync } from 'node:fs';
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
  const page = inZone(readFileSync(index, 'utf8'), settings.timeZone);
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
    response.set('Cache-Control', 'no-cache').type('html').send(page);
  });
  return router;
}

/** The page's clock stands in the site's zone before its first call: the attribute that `src/web/time` reads. */
const inZone = (page: string, timeZone: string): string =>
  page.replace(/data-time-zone="[^"]*"/, `data-time-zone="${timeZone}"`);
