import { Scribe } from '../../dist/src/adapters/postgres/log/scribe.js';

/** States the records of a process of a test, under a key of zeros unless another one is given. */
export const processScribe = (id, terms = {}) =>
  new Scribe({
    origin: 'minhchung.internal/test/evidence/01',
    key: new Uint8Array(32),
    boot: 'boot-1',
    by: { id, version: '0', build: '0' },
    clock: { nowMs: () => Date.now(), monotonicMs: () => 0 },
    machineMs: () => 0,
    hostClock: () => ({ state: 'sync' }),
    ...terms,
  });
