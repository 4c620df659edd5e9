import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SpawnThread } from '../../../src/adapters/processes/spawn-thread.ts';

const stdio = ['pipe', 'pipe', 'pipe'] as const;
const thread = new SpawnThread();
const start = (program: string, ...args: string[]) =>
  thread.spawn(program, args, { stdio: [...stdio], env: { PATH: process.env.PATH } });

describe('when a thread starts a process', () => {
  it('passes on what it writes, all of it before its end, and what it is told', async () => {
    const child = start('sh', '-c', 'read word; echo "out $word"; echo "err $word" >&2; exit 3');
    const closed = once(child, 'close');
    const written = Promise.all([text(child.stdout), text(child.stderr)]);
    await once(child, 'spawn');
    expect(child.pid).toBeGreaterThan(1);
    child.stdin.write('q\n');
    expect(await closed).toEqual([3, null]);
    expect(await written).toEqual(['out q\n', 'err q\n']);
    expect([child.exitCode, child.signalCode]).toEqual([3, null]);
  });

  it('answers what a program writes, and nothing of one that fails', async () => {
    expect(await thread.outputOf('sh', ['-c', 'echo giờ; echo lost >&2'])).toBe('giờ\n');
    await expect(thread.outputOf('sh', ['-c', 'echo 1; exit 3'])).rejects.toThrow('sh ended with 3');
    await expect(thread.outputOf('/nowhere/program', [])).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('sends signals, and reports the one that ended it', async () => {
    const child = start('sleep', '600');
    await once(child, 'spawn');
    child.kill('SIGKILL');
    expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
  });

  it('says why one could not be started', async () => {
    const [error] = (await once(start('/nowhere/program'), 'error').catch((failure) => [failure])) as [Error];
    expect(error).toMatchObject({ code: 'ENOENT' });
  });

  it('goes on after a process that reads nothing and is gone', async () => {
    const gone = start('true');
    const closed = once(gone, 'close');
    await once(gone, 'spawn');
    gone.stdin.write('q'.repeat(1_000_000));
    await closed;
    const next = start('true');
    expect(await once(next, 'close')).toEqual([0, null]);
  });

  it('answers the status of a program, or why there is none', async () => {
    const file = await open('/dev/null');
    expect(await thread.statusOf('sh', ['-c', 'exit 75'], file.fd)).toBe(75);
    await expect(thread.statusOf('/nowhere/program', [], file.fd)).rejects.toMatchObject({ code: 'ENOENT' });
    await file.close();
  });

  it('keeps a program alive no longer than its processes', async () => {
    const module = join(import.meta.dirname, '../../../src/adapters/processes/spawn-thread.ts');
    const script = `
      import { SpawnThread } from ${JSON.stringify(module)};
      const child = new SpawnThread().spawn('sh', ['-c', 'echo up'], { stdio: ['pipe', 'pipe', 'pipe'], env: process.env });
      child.stdout.on('data', (text) => process.stdout.write(text));`;
    const flags = ['--experimental-transform-types', '--no-warnings', '--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, flags);
    expect(stdout).toBe('up\n');
  });
});
