import { randomBytes } from 'node:crypto';
import { Scribe } from '../../src/adapters/postgres/log/scribe.ts';
import type { Clock } from '../../src/core/index.ts';
import { originOf } from '../../src/log/index.ts';

/** Answers a scribe for benches; its key is random and is not stored. */
export const benchScribe = (clock: Clock): Scribe =>
  new Scribe({
    origin: originOf('bench', 1),
    key: randomBytes(32),
    boot: 'bench',
    by: { id: 'bench', version: '0', build: '0' },
    clock,
    machineMs: () => performance.now(),
    hostClock: () => ({ state: 'unknown' }),
  });
