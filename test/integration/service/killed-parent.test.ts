import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removeRunDirectory } from '../../../scripts/service/run-directory.ts';
import { newDataDir } from '../../support/service.ts';
import { descendants, ended } from '../../support/service-processes.ts';

const here = (name: string) => new URL(name, import.meta.url).pathname;

interface Host {
  readonly process: ChildProcessByStdio<null, Readable, null>;
  readonly url: string;
}

async function startHost(dataDir: string): Promise<Host> {
  const host = spawn(process.execPath, [here('host.mjs'), dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(host.stdout), 'line')) as [string];
  return { process: host, url: (JSON.parse(line) as { url: string }).url };
}

async function kill(host: Host): Promise<number[]> {
  const below = descendants(host.process.pid ?? 0);
  host.process.kill('SIGKILL');
  await once(host.process, 'exit');
  return below;
}

let dataDir: string;
let host: Host | undefined;

beforeAll(() => {
  execFileSync(process.execPath, [here('../../../scripts/setup/compile-now.mjs')], { stdio: 'inherit' });
});

beforeEach(async () => {
  dataDir = await newDataDir();
});

afterEach(async () => {
  if (host) await ended(await kill(host));
  await removeRunDirectory(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});

describe('when the supervisor is killed outright', () => {
  it('takes every process below it along', async () => {
    host = await startHost(dataDir);
    const below = await kill(host);
    host = undefined;
    expect(below.length).toBeGreaterThanOrEqual(5);
    await ended(below);
  });

  it('starts again at once on the same data, nothing acknowledged being lost', async () => {
    host = await startHost(dataDir);
    await fetch(`${host.url}/kept`, { method: 'POST' });
    await kill(host);
    host = await startHost(dataDir);
    expect(await (await fetch(host.url)).json()).toEqual({ postgres: ['kept'], redis: ['kept'] });
  });
});
