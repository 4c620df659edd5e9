import { describe, expect, it } from 'vitest';
import { missingOf, workerNeeds } from '../../../src/operations/index.ts';

const there = async () => undefined;

describe('when the service is asked whether it is ready', () => {
  it('misses nothing when all is there', async () => {
    expect(await missingOf([{ name: 'redis', check: there }])).toEqual([]);
  });

  it('names everything that is missing, and why', async () => {
    const needs = [
      { name: 'postgresql', check: () => Promise.reject(new Error('connection refused')) },
      { name: 'redis', check: there },
      { name: 'migrations', check: async () => 'the schema is older' },
    ];
    expect(await missingOf(needs)).toEqual([
      { name: 'postgresql', reason: 'connection refused' },
      { name: 'migrations', reason: 'the schema is older' },
    ]);
  });

  it('does not wait for what hangs', async () => {
    const hanging = { name: 'store', check: () => new Promise<undefined>(() => {}) };
    expect(await missingOf([hanging], 1)).toEqual([{ name: 'store', reason: 'no answer within 1 ms' }]);
  });

  it('misses each role without a worker', async () => {
    const needs = workerNeeds(['record', 'ingest'], async () => [{ roles: ['ingest', 'maintain'] }]);
    expect((await missingOf(needs)).map(({ name }) => name)).toEqual(['worker:record']);
  });
});
