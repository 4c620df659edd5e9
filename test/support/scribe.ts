import { createHash } from 'node:crypto';
import { Scribe, type ScribeTerms } from '../../src/adapters/postgres/log/scribe.ts';
import { type Clock, dayMs } from '../../src/core/index.ts';
import { originOf } from '../../src/log/index.ts';
import { noonMs } from './hand-clock.ts';

/** Of the tags of these tests. */
export const statementKey = createHash('sha256').update('statements of tests').digest();

export const testOrigin = originOf('ward_test', 1);

/** How long the machine of these tests has been up. */
export const upAtNoonMs = dayMs;

/** States records as a process would, at the clock's time, or at noon. */
export const aScribe = (clock: Clock = stoppedClock, terms: Partial<ScribeTerms> = {}): Scribe =>
  new Scribe({
    origin: testOrigin,
    key: statementKey,
    boot: 'boot-1',
    by: { id: 'node/test', version: '0', build: '0' },
    clock,
    machineMs: () => upAtNoonMs,
    hostClock: () => ({ state: 'sync' }),
    ...terms,
  });

const stoppedClock: Clock = { nowMs: () => noonMs, monotonicMs: () => 0 };
