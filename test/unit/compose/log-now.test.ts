import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeLogKey } from '../../../src/adapters/disk/log-key.ts';
import { logNowIn } from '../../../src/compose/exports.ts';
import { notFound, silentLog } from '../../../src/core/index.ts';
import { keyFingerprint } from '../../../src/log/index.ts';
import type { ObjectStore } from '../../../src/objects/index.ts';
import { LogFolder } from '../../../src/signer/index.ts';

const origin = 'minhchung.internal/ward_1/evidence/01';
const root = new Uint8Array(32).fill(0xab);

let folder: string;
let objects: Map<string, Uint8Array>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minh-chung-keys-'));
  objects = new Map();
});
afterEach(() => rm(folder, { recursive: true }));

const store = {
  replace: async (key: string, bytes: Uint8Array) => objects.set(key, bytes),
  get: async (key: string) => {
    const bytes = objects.get(key);
    if (bytes) return bytes;
    throw notFound('object-not-found', 'not there');
  },
} as unknown as ObjectStore;

describe('when papers name the key of the log', () => {
  it('says nothing where there is none', async () => {
    expect(await logNowIn(folder, store, silentLog)()).toBeUndefined();
  });

  it('names its fingerprint, and the newest head that it signed', async () => {
    const key = await makeLogKey(folder, origin);
    const known = { origin, fingerprint: keyFingerprint(key.verifier) };
    expect(await logNowIn(folder, store, silentLog)()).toEqual(known);
    await new LogFolder(store, origin).signHead({ size: 1_204, root }, key);
    expect(await logNowIn(folder, store, silentLog)()).toEqual({
      ...known,
      head: { size: 1_204, rootSha256: 'ab'.repeat(32) },
    });
  });

  it('takes a checkpoint that another key signed for no head', async () => {
    const other = await mkdtemp(join(tmpdir(), 'minh-chung-keys-'));
    await new LogFolder(store, origin).signHead({ size: 9, root }, await makeLogKey(other, origin));
    await rm(other, { recursive: true });
    await makeLogKey(folder, origin);
    expect(await logNowIn(folder, store, silentLog)()).not.toHaveProperty('head');
  });
});
