import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChronySync } from '../../../src/adapters/chrony/chrony-sync.ts';
import { SpawnThread } from '../../../src/adapters/processes/spawn-thread.ts';
import { hourMs } from '../../../src/core/index.ts';

const { outputOf } = new SpawnThread();
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chrony-sync-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function programThat(acts: string): Promise<string> {
  const path = join(directory, 'chronyc');
  await writeFile(path, `#!/bin/sh\n${acts}\n`);
  await chmod(path, 0o755);
  return path;
}

/** What chronyc 4.3 printed in each state; the reference time is 1795963978 s. */
const reports = {
  following:
    '7F000001,127.0.0.1,2,1795963978.225815019,-0.000002791,0.000000523,0.000001217,0.015,0.015,1.330,0.000009018,0.000002312,1.0,Normal',
  justStarted:
    '00000000,,0,0.000000000,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,1.000000000,1.000000000,0.0,Not synchronised',
  ownClock:
    '7F7F0101,,1,1795963971.984440395,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,0.000000000,0.000000000,0.0,Normal',
};
const heardAtMs = 1_795_963_978_000;

async function stateFor(acts: string, nowMs = heardAtMs + 60_000): Promise<string> {
  return createChronySync(outputOf, () => nowMs, await programThat(acts)).state();
}

describe('when chrony is asked about the clock', () => {
  it.each([
    ['follows a server', reports.following, 'synchronised'],
    ['expects a leap second', reports.following.replace('Normal', 'Insert second'), 'synchronised'],
    ['has heard from no server yet', reports.justStarted, 'unsynchronised'],
    ['serves its own clock, as "Normal"', reports.ownClock, 'unsynchronised'],
  ])('it %s', async (_, report, state) => {
    expect(await stateFor(`echo "${report}"`)).toBe(state);
  });

  it('believes it for nine hours after the last answer of a server, since it goes on saying "Normal"', async () => {
    const acts = `echo "${reports.following}"`;
    expect(await stateFor(acts, heardAtMs + 8 * hourMs)).toBe('synchronised');
    expect(await stateFor(acts, heardAtMs + 10 * hourMs)).toBe('unsynchronised');
    expect(await stateFor(acts, heardAtMs - 10 * hourMs)).toBe('unsynchronised');
  });

  it.each([
    ['no daemon answers', 'echo "506 Cannot talk to daemon"; exit 1'],
    ['the report has another form', 'echo "Reference ID    : 7F000001"'],
    ['it prints nothing', 'true'],
  ])('knows nothing where %s', async (_, acts) => {
    expect(await stateFor(acts)).toBe('unknown');
  });

  it('knows nothing where there is no such program', async () => {
    expect(await createChronySync(outputOf, Date.now, join(directory, 'nothing')).state()).toBe('unknown');
  });
});
