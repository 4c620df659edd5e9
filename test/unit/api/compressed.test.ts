import { gunzipSync } from 'node:zlib';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compressed } from '../../../src/api/http/compressed.ts';
import { type ApiDeps, routesOf } from '../../../src/api/index.ts';
import { type Received, received } from './received.ts';

const long = JSON.stringify({ names: Array.from({ length: 200 }, (_, i) => `Cổng chợ ${i}`) });

interface Answer {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly contentType?: string;
  readonly accept?: string;
  readonly content?: string;
}

function answered({
  method = 'GET',
  contentType = 'application/json',
  accept = 'gzip, deflate, br',
  content = long,
}: Answer): Promise<Received> {
  const app = express().all('/', async (request, response) => {
    response.set('Content-Type', contentType);
    response.send(await compressed(request, response, Buffer.from(content)));
  });
  return received(app, '/', { method, headers: { 'Accept-Encoding': accept } });
}

describe('when an answer is text', () => {
  it.each(['application/json', 'application/geo+json', 'text/csv', 'application/vnd.apple.mpegurl'])(
    'is compressed for a client that accepts it (%s)',
    async (contentType) => {
      const { headers, bytes } = await answered({ contentType });
      expect(headers['content-encoding']).toBe('gzip');
      expect(headers.vary).toContain('Accept-Encoding');
      expect(bytes.length).toBeLessThan(long.length / 2);
      expect(gunzipSync(bytes).toString()).toBe(long);
    },
  );

  it.each(['', 'br', 'gzip;q=0'])(
    'comes as it is to a client that does not accept gzip (%j)',
    async (accept) => {
      const { headers, bytes } = await answered({ accept });
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers.vary).toContain('Accept-Encoding');
      expect(bytes.toString()).toBe(long);
    },
  );

  it('comes as it is when it is short', async () => {
    const { headers, bytes } = await answered({ content: '{}' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(bytes.toString()).toBe('{}');
  });
});

describe('when an answer is not text', () => {
  it.each(['video/mp4', 'image/jpeg', 'application/zip', 'application/octet-stream', 'application/pdf'])(
    'is not compressed (%s)',
    async (contentType) => {
      const { headers } = await answered({ contentType });
      expect(headers['content-encoding']).toBeUndefined();
    },
  );
});

describe('when an answer may hold a secret beside text of an attacker', () => {
  it('is not compressed: it answers a POST', async () => {
    const { headers, bytes } = await answered({ method: 'POST' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(bytes.toString()).toBe(long);
  });

  it('answers no GET: what is issued once answers a POST', () => {
    const secret = /"(?:token|secret|recoveryCodes|MadeToken)":\{/;
    const routes = routesOf({ clock: { nowMs: () => 0, monotonicMs: () => 0 }, settings: {} } as ApiDeps);
    const issuing = routes.filter(
      ({ answers }) =>
        answers.kind === 'json' &&
        secret.test(JSON.stringify(z.toJSONSchema(answers.schema, { io: 'input', unrepresentable: 'any' }))),
    );
    expect(issuing.map(({ path }) => path)).toContain('/api/account/tokens');
    expect(issuing.filter(({ method }) => method !== 'post').map(({ path }) => path)).toEqual([]);
  });
});
