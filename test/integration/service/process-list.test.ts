import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChildSpec } from '../../../scripts/service/child.ts';
import { ProcessList } from '../../../scripts/service/process-list.ts';
import { isRunning } from '../../support/service-processes.ts';

/** Serves at once, and takes no notice of the signal that asks it to end. */
const deaf = (name: string) => {
  const spec: ChildSpec<true> = {
    name,
    command: ['sh', '-c', 'trap "" TERM; echo serves; while :; do sleep 1; done'],
    env: { PATH: process.env.PATH },
    deathSignal: 'KILL',
    stopSignal: 'SIGTERM',
    stopWithinMs: 1_000_000,
    readyFrom: (line) => (line === 'serves' ? true : undefined),
    onLine: () => {},
  };
  return { name, spec: () => spec };
};

const onRestart = () => {
  throw new Error('nothing is to be started again');
};

describe('when processes do not end in time', () => {
  it('kills them all, those that were not asked yet as well', async () => {
    const list = new ProcessList({ onRestart });
    await list.start(deaf('first'));
    await list.start(deaf('second'));
    const pids = list.all.map(({ pid }) => pid ?? 0);
    await list.stop(10);
    expect(pids.filter(isRunning)).toEqual([]);
  });
});

describe('when a process that served cannot start again', () => {
  it('passes on the reason that it gave', async () => {
    // The file is there from the first start on.
    const script = '[ -e "$0" ] && echo "cannot start: the moon is full" && exit 1; touch "$0"; echo serves';
    const file = join(await mkdtemp(join(tmpdir(), 'process-list-')), 'started');
    const { name, spec } = deaf('short-lived');
    const told = new EventEmitter();
    const onLine = (line: string) => told.emit('line', line);
    const list = new ProcessList({ onRestart: () => {} });
    const said = once(told, 'line');
    await list.start({ name, spec: () => ({ ...spec(), command: ['sh', '-c', script, file], onLine }) });
    expect(await said).toEqual(['the moon is full']);
    await list.stop(10);
    await rm(dirname(file), { recursive: true });
  });
});

describe('when a start was abandoned', () => {
  it('starts no further process', async () => {
    const list = new ProcessList({ onRestart, signal: AbortSignal.abort(new Error('abandoned')) });
    await expect(list.start(deaf('late'))).rejects.toThrow('abandoned');
    expect(list.all).toEqual([]);
  });
});
