import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Programs } from '../../../scripts/service/programs.ts';
import { newDataDir, startTestService, type TestService } from '../../support/service.ts';
import { descendants, isRunning } from '../../support/service-processes.ts';

const standIn = new URL('./stand-in.mjs', import.meta.url).pathname;

const programs: Programs = {
  api: [process.execPath, standIn, 'api'],
  worker: (roles) => [process.execPath, standIn, 'worker', roles.join(',')],
};

const start = (dataDir: string) => startTestService({ dataDir, programs });

async function words(service: TestService): Promise<unknown> {
  const response = await fetch(service.url);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

const say = (service: TestService, word: string) => fetch(`${service.url}/${word}`, { method: 'POST' });

const pidOf = (service: TestService, name: string) =>
  service.processes.find((process) => process.name === name)?.pid;

let dataDir: string;
let service: TestService;

beforeEach(async () => {
  dataDir = await newDataDir();
  service = await start(dataDir);
});

afterEach(async () => {
  await service.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('when the service starts on its embedded default', () => {
  it('runs five processes that reach both databases', async () => {
    expect(service.processes.map(({ name }) => name)).toEqual([
      'postgres',
      'redis',
      'api',
      'recorder',
      'worker',
      'signer',
    ]);
    await say(service, 'one');
    expect(await words(service)).toEqual({ postgres: ['one'], redis: ['one'] });
    expect(service.setupToken).toBe('once');
  });

  it('refuses a second one on the same data directory', async () => {
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'data-directory-in-use' });
  });
});

describe('when another major version of PostgreSQL made the data', () => {
  it('refuses to start, names both versions and the remedy, and changes nothing', async () => {
    await say(service, 'kept');
    await service.stop();
    const version = join(dataDir, 'postgres/PG_VERSION');
    await writeFile(version, '15\n');
    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'postgres-major-differs',
      message: expect.stringMatching(/data of PostgreSQL 15, .* PostgreSQL 18 cannot read.*README/) as string,
    });
    await writeFile(version, '18\n');
    service = await start(dataDir);
    expect(await words(service)).toEqual({ postgres: ['kept'], redis: ['kept'] });
  });
});

describe('when the settings name servers', () => {
  it('uses those and starts none of its own', async () => {
    const { DATABASE_URL, REDIS_URL } = service.env;
    const other = await startTestService({ env: { DATABASE_URL, REDIS_URL }, programs });
    try {
      expect(other.processes.map(({ name }) => name)).toEqual(['api', 'recorder', 'worker', 'signer']);
      await say(service, 'shared');
      expect(await words(other)).toEqual({ postgres: ['shared'], redis: ['shared'] });
    } finally {
      await other.close();
    }
  });
});

describe('when a process does not come up', () => {
  it('says what it said last, and leaves nothing running', async () => {
    const failing = [process.execPath, '-e', 'console.error("no such camera"); process.exit(3)'];
    const before = descendants(process.pid);
    const broken = startTestService({ programs: { ...programs, worker: () => failing } });
    await expect(broken).rejects.toMatchObject({
      code: 'child-failed',
      message: expect.stringMatching(/ended \(exit status 3\) before it served\nno such camera/) as string,
    });
    expect(descendants(process.pid).filter((pid) => isRunning(pid) && !before.includes(pid))).toEqual([]);
  });
});

describe('when the service is stopped', () => {
  it('drains workers, then the api, then Redis, then PostgreSQL, and leaves nothing', async () => {
    const pids = service.processes.map(({ pid }) => pid);
    await service.stop();
    const ends = service.lines.filter((line) =>
      /drained|ready to exit|database system is shut down/.test(line),
    );
    expect(ends.slice(0, 3).toSorted()).toEqual(['recorder: drained', 'signer: drained', 'worker: drained']);
    expect(ends[3]).toBe('api: drained');
    expect(ends[4]).toMatch(/^redis: .*bye bye/);
    expect(ends[5]).toMatch(/^postgres: .*shut down/);
    expect(pids.filter((pid) => isRunning(pid ?? 0))).toEqual([]);
  });

  it('keeps what both databases hold', async () => {
    await say(service, 'kept');
    await service.stop();
    service = await start(dataDir);
    expect(await words(service)).toEqual({ postgres: ['kept'], redis: ['kept'] });
  });
});

describe.each(['postgres', 'redis', 'api', 'recorder'])('when %s is killed', (name) => {
  it('starts it again, with its data and at the same address', async () => {
    await say(service, 'before');
    const before = pidOf(service, name);
    await service.kill(name);
    await vi.waitFor(
      async () => {
        expect(pidOf(service, name)).not.toBe(before);
        expect(isRunning(pidOf(service, name) ?? 0)).toBe(true);
        expect(await words(service)).toEqual({ postgres: ['before'], redis: ['before'] });
      },
      { timeout: 90_000, interval: 50 },
    );
  });
});
