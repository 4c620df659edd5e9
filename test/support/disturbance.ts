import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Disturbance {
  /** For the environment of the service that is to be disturbed. */
  readonly env: Readonly<Record<string, string>>;
  /** Stops the event loop of these processes at once, for so long. */
  block(pids: readonly number[], ms: number): void;
  /** Steps the wall clock of these processes. */
  step(pids: readonly number[], ms: number): void;
  remove(): Promise<void>;
}

/** A way into the processes of a service from outside (`disturbed.mjs`). */
export async function prepareDisturbance(): Promise<Disturbance> {
  const folder = await mkdtemp(join(tmpdir(), 'minhchung-disturbance-'));
  const file = join(folder, 'what.json');
  const disturb = (pids: readonly number[], what: object) => {
    writeFileSync(file, JSON.stringify(what));
    for (const pid of pids) process.kill(pid, 'SIGUSR2');
  };
  return {
    env: { DISTURBANCE: file, NODE_OPTIONS: `--import=${join(import.meta.dirname, 'disturbed.mjs')}` },
    block: (pids, blockMs) => disturb(pids, { blockMs }),
    step: (pids, stepMs) => disturb(pids, { stepMs }),
    remove: () => rm(folder, { recursive: true }),
  };
}
