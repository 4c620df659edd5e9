import { describe, expect, it } from 'vitest';
import { AppError, type Log, silentLog, unavailable } from '../../../src/core/index.ts';
import { lack, type Need, notKnown, unmetNeeds } from '../../../src/operations/index.ts';

const there = async () => [];

describe('when the service is asked whether it is ready', () => {
  it('misses nothing when all is there', async () => {
    expect(await unmetNeeds([{ name: 'redis', check: there }], silentLog)).toEqual([]);
  });

  it('names everything that is missing, in words of ours, and tells the log what was thrown', async () => {
    const logged: object[] = [];
    const log: Log = { ...silentLog, warn: (fields) => void logged.push(fields) };
    const thrown = new Error('password authentication failed for user "ward" at 10.0.0.7:5432');
    const needs: Need[] = [
      { name: 'postgresql', check: () => Promise.reject(thrown) },
      { name: 'redis', check: there },
      { name: 'migrations', check: async () => [lack('schema-old', 'the schema is older')] },
    ];
    expect(await unmetNeeds(needs, log)).toEqual([
      { name: 'postgresql', code: 'no-answer', reason: 'does not answer' },
      { name: 'migrations', code: 'schema-old', reason: 'the schema is older' },
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
    const store: Need = { name: 'store', check: () => Promise.reject(error) };
    const code = error.code === 'store-unavailable' ? 'no-answer' : error.code;
    expect(await unmetNeeds([store], silentLog)).toEqual([{ name: 'store', code, reason }]);
  });

  it('does not wait for what hangs', async () => {
    const hanging: Need = { name: 'store', check: () => new Promise(() => {}) };
    expect(await unmetNeeds([hanging], silentLog)).toEqual([
      { name: 'store', code: 'no-answer', reason: 'does not answer' },
    ]);
  });

  it('does not say of others that they do not answer, when it could not ask', async () => {
    const disk: Need = { name: 'disk', check: () => Promise.reject(new Error('ECONNREFUSED')) };
    expect(await unmetNeeds([disk], silentLog, notKnown)).toEqual([
      { name: 'disk', code: 'not-known', reason: 'cannot be determined now' },
    ]);
  });
});
