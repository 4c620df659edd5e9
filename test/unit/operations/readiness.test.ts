import { describe, expect, it } from 'vitest';
import { AppError, type Log, silentLog, unavailable } from '../../../src/core/index.ts';
import { unmetNeeds } from '../../../src/operations/index.ts';

const there = async () => undefined;

describe('when the service is asked whether it is ready', () => {
  it('misses nothing when all is there', async () => {
    expect(await unmetNeeds([{ name: 'redis', check: there }], silentLog)).toEqual([]);
  });

  it('names everything that is missing, in words of ours, and tells the log what was thrown', async () => {
    const logged: object[] = [];
    const log: Log = { ...silentLog, warn: (fields) => void logged.push(fields) };
    const thrown = new Error('password authentication failed for user "ward" at 10.0.0.7:5432');
    const needs = [
      { name: 'postgresql', check: () => Promise.reject(thrown) },
      { name: 'redis', check: there },
      { name: 'migrations', check: async () => 'the schema is older' },
    ];
    expect(await unmetNeeds(needs, log)).toEqual([
      { name: 'postgresql', reason: 'does not answer' },
      { name: 'migrations', reason: 'the schema is older' },
    ]);
    expect(logged).toEqual([{ need: 'postgresql', err: thrown }]);
  });

  it.each([
    [new AppError('forbidden', 'store-denied', 'AccessDenied for AKIA'), 'refuses our credentials'],
    [unavailable('store-full', 'XMinioStorageFull'), 'is full'],
    [unavailable('store-read-only', 'EROFS'), 'is read-only'],
    [unavailable('store-unsafe', 'etag'), 'replaces or alters objects'],
    [unavailable('store-unavailable', 'ECONNREFUSED'), 'does not answer'],
    [unavailable('store-not-ours', 'A is there, and B is meant'), 'A is there, and B is meant'],
  ])('tells of the store what an admin can act on: %s', async (error, reason) => {
    const store = { name: 'store', check: () => Promise.reject(error) };
    expect(await unmetNeeds([store], silentLog)).toEqual([{ name: 'store', reason }]);
  });

  it('does not wait for what hangs', async () => {
    const hanging = { name: 'store', check: () => new Promise<undefined>(() => {}) };
    expect(await unmetNeeds([hanging], silentLog)).toEqual([{ name: 'store', reason: 'does not answer' }]);
  });
});
