import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoFolder, openDemoFolder } from '../../../scripts/demo/demo-folder.ts';
import { openRunDirectory } from '../../../scripts/service/run-directory.ts';
import { descendants, ended } from '../../support/service-processes.ts';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'demo-folders-'));
});

afterEach(() => rm(parent, { recursive: true, force: true }));

const nameOf = ({ dataDir }: DemoFolder): string => basename(dirname(dataDir));

/** As when its demo is killed: nothing is removed, and the kernel drops the lock. */
async function abandon(open: () => Promise<DemoFolder>): Promise<DemoFolder> {
  const before = descendants(process.pid);
  const folder = await open();
  const holders = descendants(process.pid).filter((pid) => !before.includes(pid));
  for (const pid of holders) process.kill(pid, 'SIGKILL');
  await ended(holders);
  return folder;
}

describe('when a demo opens its folder', () => {
  it('leaves that of another running demo alone', async () => {
    const [first, second] = [await openDemoFolder(parent), await openDemoFolder(parent)];
    expect((await readdir(parent)).sort()).toEqual([nameOf(first), nameOf(second)].sort());
    await Promise.all([first.remove(), second.remove()]);
    expect(await readdir(parent)).toEqual([]);
  });

  it('removes that of a killed one, and the directory of its sockets', async () => {
    const killed = await abandon(() => openDemoFolder(parent));
    const sockets = await openRunDirectory(killed.dataDir, undefined);
    const next = await openDemoFolder(parent);
    expect(await readdir(parent)).toEqual([nameOf(next)]);
    await expect(readdir(sockets)).rejects.toThrow('ENOENT');
    await next.remove();
  });

  it('touches no folder of another name', async () => {
    const foreign = await mkdtemp(join(parent, 'minhchung-test-'));
    const folder = await openDemoFolder(parent);
    await folder.remove();
    expect(await readdir(parent)).toEqual([basename(foreign)]);
  });
});
