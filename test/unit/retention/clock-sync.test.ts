import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SpawnThread } from '../../../src/adapters/processes/spawn-thread.ts';
import { createClockSync } from '../../../src/adapters/timedatectl/clock-sync.ts';
import { type ClockSync, firstThatKnows, type SyncState, statedSync } from '../../../src/retention/index.ts';

const { outputOf } = new SpawnThread();
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'clock-sync-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function programThat(acts: string): Promise<string> {
  const path = join(directory, 'timedatectl');
  await writeFile(path, `#!/bin/sh\n${acts}\n`);
  await chmod(path, 0o755);
  return path;
}

describe('when the operating system is asked about its clock', () => {
  it.each([
    ['echo yes', 'synchronised'],
    ['echo no', 'unsynchronised'],
    ['echo', 'unknown'],
    ['echo "no bus" >&2; exit 1', 'unknown'],
    // Only with the arguments that systemd 239 and later knows.
    ['[ "$*" = "show --property=NTPSynchronized --value" ] && echo yes', 'synchronised'],
  ])('takes %s for %s', async (acts, state) => {
    expect(await createClockSync(outputOf, await programThat(acts)).state()).toBe(state);
  });

  it('knows nothing where there is no such program', async () => {
    expect(await createClockSync(outputOf, join(directory, 'nothing')).state()).toBe('unknown');
  });
});

describe('when several are asked about the clock', () => {
  const that = (state: SyncState): ClockSync => ({ state: async () => state });

  it.each<[SyncState[], boolean, SyncState]>([
    [['unsynchronised', 'synchronised'], true, 'unsynchronised'],
    [['unknown', 'synchronised'], false, 'synchronised'],
    [['unknown', 'unsynchronised'], true, 'unsynchronised'],
    [['unknown', 'unknown'], true, 'stated'],
    [['unknown', 'unknown'], false, 'unknown'],
  ])('of %j, with a statement in the settings: %s, takes %s', async (states, isStated, taken) => {
    const sync = firstThatKnows(...states.map(that), statedSync(isStated));
    expect(await sync.state()).toBe(taken);
  });
});
