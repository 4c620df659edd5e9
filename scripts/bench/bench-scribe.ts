import { randomBytes } from 'node:crypto';
import { Scribe } from '../../src/adapters/postgres/log/scribe.ts';
import type { Clock } from '../../src/core/index.ts';
import { originOf } from '../../src/log/index.ts';

export const benchOrigin = originOf('bench', 1);

/** Makes the tags of records; random, and not stored. */
export const benchStatementKey = randomBytes(32);

/** Answers a scribe for benches. */
export const benchScribe = (clock: Clock): Scribe =>
  new Scribe({
    origin: benchOrigin,
    key: benchStatementKey,
    boot: 'bench',
    by: { id: 'bench', version: '0', build: '0' },
    clock,
    machineMs: () => performance.now(),
    hostClock: () => ({ state: 'unknown' }),
  });
