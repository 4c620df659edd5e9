import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { consoleFiles, contentSecurityPolicy } from '../../../src/api/console.ts';

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

describe('when the console’s page is served', () => {
  it('comes in the time zone of the site, at every address that is not the API’s', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'console-'));
    await writeFile(join(directory, 'index.html'), '<html lang="vi" data-time-zone="Asia/Ho_Chi_Minh">');
    const app = express().use(consoleFiles({ timeZone: 'Europe/Lisbon' }, directory));
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const page = await fetch(`${url}/requests/req_1`);
    const api = await fetch(`${url}/api/nothing`);
    server.close();
    await rm(directory, { recursive: true });
    expect(await page.text()).toBe('<html lang="vi" data-time-zone="Europe/Lisbon">');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(api.status).toBe(404);
  });
});
