import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { selfSigned } from '../../../src/adapters/certificate/self-signed.ts';
import { listen } from '../../../src/compose/listen.ts';
import { ownNamesOf } from '../../../src/compose/tls.ts';

const directories: string[] = [];
afterAll(async () => {
  for (const directory of directories) await rm(directory, { recursive: true });
});

function ask(url: string, ca: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = https.get(url, { ca, agent: false }, (response) => {
      response.setEncoding('utf8').on('data', resolve);
    });
    request.on('error', reject);
  });
}

describe('when the service starts off loopback', () => {
  it('serves TLS with a certificate of its own, the same after the next start', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'minh-chung-test-'));
    directories.push(dataDir);
    const config = loadConfig({ MINHCHUNG_DATA_DIR: dataDir, HOST: '0.0.0.0', PORT: '0' });
    // Tests stay on loopback.
    const here = { ...config, host: '127.0.0.1' };
    const kept = join(dataDir, 'keys', 'self-signed.pem');
    for (const start of ['first', 'second']) {
      const server = await listen((_, response) => response.end(start), here);
      const answered = await ask(server.urls[0], await readFile(kept));
      await server.close();
      expect(answered).toBe(start);
    }
    expect((await stat(kept)).mode & 0o777).toBe(0o600);
  });
});

it('owns the names of its certificate, beside those of this machine and of the setting', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'minh-chung-test-'));
  directories.push(directory);
  const file = join(directory, 'both.pem');
  await writeFile(file, await selfSigned(['cams.ward.example', '*.police.example'], Date.now()));
  const isOwn = await ownNamesOf(
    loadConfig({ TLS_CERT: file, TLS_KEY: file, MINHCHUNG_HOST_NAMES: 'Cams, cams.lan' }),
  );
  const own = [
    'cams.ward.example',
    'a.police.example',
    'cams',
    'cams.lan',
    'localhost',
    hostname().toLowerCase(),
  ];
  expect(own.filter((name) => !isOwn(name))).toEqual([]);
  expect(['police.example', 'x.lan', 'ward.example', ''].filter(isOwn)).toEqual([]);
});
