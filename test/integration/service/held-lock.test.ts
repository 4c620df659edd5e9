import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdLock } from '../../../scripts/held-lock.ts';
import { descendants } from '../../support/service-processes.ts';

const script = join(import.meta.dirname, '../../../scripts/held-lock.ts');

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'held-lock-'));
  file = join(folder, 'lock');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Another process that holds the lock until it ends. */
async function holderProcess() {
  const code = `import { holdLock } from ${JSON.stringify(script)};
    await holdLock(${JSON.stringify(file)});
    console.log('held');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

/** Whether a process below this one waits in flock(2) (proc(5), `locks`). */
function oneWaits(): boolean {
  const waiting = [...readFileSync('/proc/locks', 'utf8').matchAll(/-> FLOCK +\S+ +\S+ (\d+)/g)];
  const ours = descendants(process.pid);
  return waiting.some(([, pid]) => ours.includes(Number(pid)));
}

describe('when a lock file is held', () => {
  it('is refused to another, and free after it was released', async () => {
    const first = await holdLock(file);
    expect(await holdLock(file)).toBeUndefined();
    await first?.release();
    const second = await holdLock(file);
    expect(second).toBeDefined();
    await second?.release();
  });

  it('is given to the one that waits once it was released', async () => {
    const first = await holdLock(file);
    const order: string[] = [];
    const waiting = holdLock(file, { waits: true }).then((lock) => {
      order.push('given');
      return lock;
    });
    await vi.waitFor(() => expect(oneWaits()).toBe(true), { timeout: 60_000, interval: 20 });
    order.push('released');
    await first?.release();
    await (await waiting).release();
    expect(order).toEqual(['released', 'given']);
  });

  it('is waited for until the signal is aborted, and then left to others', async () => {
    const first = await holdLock(file);
    const impatience = new AbortController();
    const waiting = holdLock(file, { waits: true, signal: impatience.signal });
    const refused = expect(waiting).rejects.toThrow('enough');
    await vi.waitFor(() => expect(oneWaits()).toBe(true), { timeout: 60_000, interval: 20 });
    impatience.abort(new Error('enough'));
    await refused;
    await first?.release();
    const next = await holdLock(file);
    expect(next).toBeDefined();
    await next?.release();
  });

  it('is free when its process was killed', async () => {
    const holder = await holderProcess();
    expect(await holdLock(file)).toBeUndefined();
    holder.kill('SIGKILL');
    await (await holdLock(file, { waits: true })).release();
  });
});

it('says why a lock file cannot be opened', async () => {
  const absent = join(folder, 'absent', 'lock');
  await expect(holdLock(absent)).rejects.toThrow(
    `could not lock ${absent}: flock: cannot open lock file ${absent}: No such file or directory`,
  );
});
