import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLocked } from '../../../src/adapters/disk/folder-lock.ts';
import { type Spawn, startFfmpeg } from '../../../src/adapters/ffmpeg/child.ts';
import type { OpenRun, Run } from '../../../src/recording/index.ts';
import { aRun } from '../../support/builders.ts';
import { TestSpool } from '../../support/builders-spool.ts';

let home: TestSpool;
let run: Run;
let opened: OpenRun;
const children: ChildProcess[] = [];

beforeEach(async () => {
  home = await TestSpool.make();
  run = aRun();
  opened = await home.spool.openRun(run);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await home.close();
});

const isLive = async () => (await home.spool.scan())[0]?.live;

/** A stand-in for ffmpeg, started as one, in the run's directory: says a word and lives on. */
async function startRecorder(start: Spawn = spawn): Promise<ChildProcess> {
  const child = await startFfmpeg(start, 'sh', ['-c', 'echo up; exec sleep 600'], {
    cwd: opened.directory,
    stdio: ['ignore', 'pipe', 'inherit', opened.lockFd],
  });
  children.push(child);
  await once(child.stdout ?? child, 'data');
  await home.video(run, 0);
  return child;
}

describe('when a recorder lives in a run', () => {
  it('makes the run live from its opening until worker and recorder are gone, however that happens', async () => {
    const child = await startRecorder();
    await opened.release();
    expect(await isLive()).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isLive()).toBe(false);
  });

  it('keeps the run live after its recorder while the worker has facts to write', async () => {
    const child = await startRecorder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isLive()).toBe(true);
    await opened.release();
    expect(await isLive()).toBe(false);
  });

  it('lets no second one in', async () => {
    await expect(home.spool.openRun(run)).rejects.toMatchObject({ code: 'spool-unavailable' });
    await startRecorder();
    expect(await isLive()).toBe(true);
    await opened.release();
  });

  it('is seen by everybody who asks for its lock at once, and free for all of them when it is free', async () => {
    const ask = () => Promise.all(Array.from({ length: 10 }, () => isLocked(opened.directory)));
    expect(await ask()).toEqual(Array(10).fill(true));
    await opened.release();
    expect(await ask()).toEqual(Array(10).fill(false));
  });
});

describe('when the process that started a recorder is killed', () => {
  const spawnThread = join(import.meta.dirname, '../../../src/adapters/processes/spawn-thread.ts');
  const flags = ['--experimental-transform-types', '--no-warnings', '--input-type=module', '-e'];
  const starts = {
    itself: "import { spawn } from 'node:child_process'; const start = spawn;",
    'in a thread': `import { SpawnThread } from ${JSON.stringify(spawnThread)}; const start = new SpawnThread().spawn;`,
  };

  it.each(Object.entries(starts))(
    'takes the recorder with it, and frees the run: started %s',
    async (_, begin) => {
      /** Starts a process that starts the recorder. */
      const throughParent: Spawn = (program, args, options) => {
        const script = `${begin}
        const stdio = ['ignore', 'pipe', 'inherit', 3];
        const child = start(${JSON.stringify(program)}, ${JSON.stringify(args)}, { stdio, env: process.env });
        child.stdout.pipe(process.stdout);`;
        return spawn(process.execPath, [...flags, script], options);
      };
      const parent = await startRecorder(throughParent);
      await opened.release();
      expect(await isLive()).toBe(true);
      const isClosed = once(parent.stdout ?? parent, 'close');
      parent.kill('SIGKILL');
      // The pipe closes with the last process that holds it.
      await isClosed;
      expect(await isLive()).toBe(false);
    },
  );
});
