import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import express, { type Express } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleFiles, contentSecurityPolicy } from '../../../src/api/console.ts';
import { received } from './received.ts';

const directive = (policy: string, name: string): string[] =>
  policy
    .split('; ')
    .map((part) => part.split(' '))
    .find(([first]) => first === name)
    ?.slice(1) ?? [];

describe('when map tiles come from a server that is not ours', () => {
  const mapTiles = { url: 'https://tiles.example.vn:8443/road/{z}/{x}/{y}.png?key=1', credit: 'Example' };

  it('lets pages load pictures from exactly that origin, and nothing else from anywhere', () => {
    const [without, policy] = [contentSecurityPolicy({}), contentSecurityPolicy({ mapTiles })];
    expect(directive(policy, 'img-src')).toEqual([
      "'self'",
      'data:',
      'blob:',
      'https://tiles.example.vn:8443',
    ]);
    expect(policy.replace(' https://tiles.example.vn:8443', '')).toBe(without);
  });
});

describe('when no tiles are configured', () => {
  it('names no other origin at all', () => {
    expect(contentSecurityPolicy({})).not.toContain('http');
  });
});

describe('when the console is served', () => {
  const page = '<html lang="vi" data-time-zone="Asia/Ho_Chi_Minh">';
  const script = 'x'.repeat(2_000);
  let directory: string;
  let app: Express;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'console-'));
    await mkdir(join(directory, 'assets'));
    await writeFile(join(directory, 'index.html'), page);
    const files = { '': Buffer.from(script), '.br': brotliCompressSync(script), '.gz': gzipSync(script) };
    for (const [end, content] of Object.entries(files))
      await writeFile(join(directory, 'assets', `index-1.js${end}`), content);
    await writeFile(join(directory, 'assets', 'pin-1.png'), 'a picture');
    app = express().use(consoleFiles({ timeZone: 'Europe/Lisbon' }, directory));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const get = (path: string, accept: string, more: Readonly<Record<string, string>> = {}) =>
    received(app, path, { headers: { 'Accept-Encoding': accept, ...more } });

  it('has its page in the time zone of the site, at every address that is not the API’s', async () => {
    const { headers, bytes } = await get('/requests/req_1', '');
    expect(bytes.toString()).toBe(page.replace('Asia/Ho_Chi_Minh', 'Europe/Lisbon'));
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect((await get('/api/nothing', '')).status).toBe(404);
  });

  it('has its page asked for anew each time, by its ETag', async () => {
    const { headers } = await get('/find', 'br');
    expect(headers['cache-control']).toBe('no-cache');
    expect((await get('/find', 'br', { 'If-None-Match': headers.etag ?? '' })).status).toBe(304);
    expect((await get('/find', 'gzip', { 'If-None-Match': headers.etag ?? '' })).status).toBe(200);
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['', undefined, (bytes: Buffer) => bytes],
  ] as const)('compresses page and files as a client accepts it (%j)', async (accept, encoding, decoded) => {
    for (const [path, content] of [
      ['/find', page.replace('Asia/Ho_Chi_Minh', 'Europe/Lisbon')],
      ['/assets/index-1.js', script],
    ] as const) {
      const { headers, bytes } = await get(path, accept);
      expect(headers['content-encoding']).toBe(encoding);
      expect(headers.vary).toBe('Accept-Encoding');
      expect(decoded(bytes).toString()).toBe(content);
    }
  });

  it('keeps files for ever, with the type of what was compressed', async () => {
    const { headers } = await get('/assets/index-1.js', 'br');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toMatch(/^(text|application)\/javascript/);
  });

  it('has pictures as they are', async () => {
    const { headers, bytes } = await get('/assets/pin-1.png', 'br, gzip');
    expect(headers['content-encoding']).toBeUndefined();
    expect(bytes.toString()).toBe('a picture');
  });

  it.each(['/assets/', '/assets/other-1.js', '/assets/..%2findex.html', '/assets/%'])(
    'has no other file (%s)',
    async (path) => {
      const { status, headers } = await get(path, 'br');
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(headers['content-encoding']).toBeUndefined();
    },
  );
});
