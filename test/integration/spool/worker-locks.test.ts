import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkerLocks } from '../../../src/adapters/disk/worker-locks.ts';
import { dayMs, newId } from '../../../src/core/index.ts';

const nodeId = newId('node', 0);

let root: string;
let locks: WorkerLocks;
const children: ChildProcess[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'minh-chung-test-workers-'));
  locks = new WorkerLocks(root, nodeId);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

const aWorker = () => `${nodeId}/${randomUUID()}`;
const folderOf = (worker: string) => join(root, 'workers', worker);

/** A process that holds the lock of a worker, as the worker itself does. */
async function aProcessWith(worker: string): Promise<ChildProcess> {
  await mkdir(folderOf(worker), { recursive: true });
  const args = ['--no-fork', join(folderOf(worker), '.lock'), 'sh', '-c', 'echo up; exec sleep 600'];
  const child = spawn('flock', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('when a worker holds its lock', () => {
  it('lives until its process is killed', async () => {
    const worker = aWorker();
    const child = await aProcessWith(worker);
    expect(await locks.isGone(worker)).toBe(false);
    await killed(child);
    expect(await locks.isGone(worker)).toBe(true);
    await locks.forget(worker);
    expect(await locks.isGone(worker)).toBe(false);
    expect(await readdir(join(root, 'workers', nodeId))).toEqual([]);
  });

  it('takes its leave without being called dead', async () => {
    const worker = aWorker();
    const held = await locks.hold(worker);
    expect(await locks.isGone(worker)).toBe(false);
    await held.release();
    expect(await locks.isGone(worker)).toBe(false);
  });

  it('is known by its own node alone', async () => {
    const other = newId('node', 1);
    const worker = `${other}/${randomUUID()}`;
    const held = await new WorkerLocks(root, other).hold(worker);
    await held.release();
    expect(await locks.isGone(worker)).toBe(false);
  });

  it.each([
    '',
    '/',
    nodeId,
    `${nodeId}/`,
    `${nodeId}/..`,
    `${nodeId}/../${nodeId}`,
    `${nodeId}/${'0'.repeat(36)}/x`,
  ])('says and removes nothing of what is no name of a worker: "%s"', async (name) => {
    const worker = aWorker();
    const held = await locks.hold(worker);
    expect(await locks.isGone(name)).toBe(false);
    await locks.forget(name);
    expect(await readdir(folderOf(worker))).toEqual(['.lock']);
    await held.release();
  });

  it('removes what a worker left that died long ago, not what one that lives for long holds', async () => {
    const [dead, alive, late] = [aWorker(), aWorker(), aWorker()];
    await killed(await aProcessWith(dead));
    const running = await locks.hold(alive);
    const old = new Date(Date.now() - 2 * dayMs);
    for (const worker of [dead, alive]) await utimes(folderOf(worker), old, old);
    const next = await locks.hold(late);
    expect(await readdir(join(root, 'workers', nodeId))).toHaveLength(2);
    expect(await locks.isGone(alive)).toBe(false);
    await running.release();
    await next.release();
  });
});
