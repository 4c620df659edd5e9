import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { newDataDir } from '../../support/service.ts';
import { describeUnless } from '../../support/unless.ts';

const root = join(import.meta.dirname, '../../..');

/** A machine with one network of its own, which nobody else reaches. 192.0.2.0/24 is for documentation (RFC 5737). */
const apart = (command: string): string[] => [
  ...['unshare', '--net', 'sh', '-c'],
  'ip link set lo up && ip link add out0 type veth peer name out1 && ip address add 192.0.2.7/24 dev out0 && ' +
    `ip link set out0 up && ip link set out1 up && ${command}`,
];

function missing(): string | undefined {
  const [program = '', ...args] = apart('true');
  return spawnSync(program, args).status === 0 ? undefined : 'only root may make a network of its own';
}

let dataDir: string;

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts/setup/compile-now.mjs')], { stdio: 'inherit' });
});

beforeEach(async () => {
  dataDir = await newDataDir();
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

describeUnless(missing(), 'when the service listens on all addresses', () => {
  it('prints those that a browser can open, and not 0.0.0.0', async () => {
    const [program = '', ...args] = apart(`exec ${process.execPath} ${join(root, 'dist/scripts/start.js')}`);
    const env = { PATH: process.env.PATH, MINHCHUNG_DATA_DIR: dataDir, HOST: '0.0.0.0', PORT: '8080' };
    const service = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    const said = text(service.stdout);
    service.stdout.on('data', (words: string) => {
      if (String(words).includes('Ctrl-C')) service.kill('SIGINT');
    });
    await once(service, 'exit');
    const lines = (await said).split('\n').map((line) => line.replace(/#.*/, '#'));
    expect(lines).toEqual([
      'Minh Chứng serves on https://192.0.2.7:8080',
      '  and on https://localhost:8080',
      expect.stringMatching(/^Fingerprint of the evidence log: [0-9a-f]{64}$/),
      'Back its keys up today, to another place: minhchung keys backup FILE',
      'There is no admin yet. Open this link to create one; it works once, for 72 hours or until the next start:',
      '  https://192.0.2.7:8080/setup#',
      'Ctrl-C drains and stops it.',
      'Stopping…',
      '',
    ]);
  });
});
