import { describe, expect, it } from 'vitest';
import type { Issued, Permit } from '../../../src/access/index.ts';
import { FootageBytes } from '../../../src/api/footage-bytes.ts';
import { AppError, type ByteRange, sha256Hex } from '../../../src/core/index.ts';
import type { StoredGop } from '../../../src/footage/index.ts';
import { readInit } from '../../../src/media/index.ts';
import type { PlainObjects } from '../../../src/objects/index.ts';
import { aFragment, anInit, hevcArray, hevcEntry } from '../media/mp4-builder.ts';

const reads: unknown[] = [];
const objects = { get: async (...asked: unknown[]) => reads.push(asked) && Uint8Array.of(1) };
const served: unknown[] = [];
/** Reads as `CheckedFootage` does. */
const readingOf = (store: { get: (...asked: unknown[]) => Promise<unknown> }) => ({
  objects: store,
  checked: {
    part: ({ objectKey }: StoredGop['segment'], { offsetBytes, sizeBytes }: ByteRange) =>
      store.get(objectKey, { offsetBytes, sizeBytes }),
  },
});
const sources = {
  ...readingOf(objects),
  served: { note: (gop: unknown) => served.push(gop) },
  allowance: { spend: async () => {}, requireStill: async () => {} },
  clock: { nowMs: () => 7 },
};
const footage = new FootageBytes(sources as unknown as ConstructorParameters<typeof FootageBytes>[0]);

const stored = (cameraId: string, fromMs: number, toMs: number) =>
  ({
    segment: { cameraId, fromMs: 0, toMs: 100, objectKey: 'k', initBytes: 9 },
    gop: { number: 0, fromMs, toMs, offsetBytes: 9, sizeBytes: 5 },
  }) as StoredGop;
const issued = {
  cameraId: 'cam_1',
  range: { fromMs: 20, toMs: 40 },
  user: { id: 'usr_1' },
  request: { id: 'req_1' },
} as Issued;

describe('when bytes are asked for with what was issued', () => {
  it('reads that GOP and nothing else', async () => {
    expect(await footage.gop(issued, stored('cam_1', 20, 40))).toEqual(Uint8Array.of(1));
    expect(reads).toEqual([['k', { offsetBytes: 9, sizeBytes: 5 }]]);
    const looked = { by: { user: issued.user, nowMs: 7 }, requestId: 'req_1', cameraId: 'cam_1' };
    expect(served).toEqual([{ ...looked, range: { fromMs: 20, toMs: 40 }, sizeBytes: 1 }]);
  });
});

describe('when the init section of H.265 is played', () => {
  it('is named hvc1, which every player takes', async () => {
    const sets = [32, 33, 34].map((type) => hevcArray(type, Buffer.of(type << 1, 1)));
    const original = anInit({ entry: hevcEntry('hev1', ...sets) });
    const store = { ...sources, ...readingOf({ get: async () => original }) };
    const bytes = new FootageBytes(store as unknown as ConstructorParameters<typeof FootageBytes>[0]);
    const init = await bytes.init(issued, stored('cam_1', 20, 40).segment);
    expect(readInit(init).track.codecString).toMatch(/^hvc1\./);
    expect(init).toHaveLength(original.length);
  });
});

describe('when a route asks for more than was issued', () => {
  it.each([
    ['another camera', stored('cam_2', 20, 40)],
    ['an earlier GOP', stored('cam_1', 0, 20)],
    ['a later GOP', stored('cam_1', 40, 60)],
  ])('reads nothing of %s', async (_, asked) => {
    reads.length = 0;
    served.length = 0;
    const breach = { kind: 'internal', code: 'scope-breach' };
    await expect(footage.gop(issued, asked)).rejects.toMatchObject(breach);
    await expect(footage.still(issued, asked)).rejects.toMatchObject(breach);
    await expect(footage.frame(issued, asked, 0)).rejects.toMatchObject(breach);
    await expect(footage.storyboard(issued, asked.segment, [asked.gop])).rejects.toMatchObject(breach);
    expect([reads, served]).toEqual([[], []]);
  });
});

describe('when a still is made before its event', () => {
  const permit = issued as Permit;
  const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
  const making = (allowance: object) => {
    const asked: unknown[] = [];
    const get = async (_: unknown, { offsetBytes }: ByteRange) => {
      asked.push(offsetBytes);
      return offsetBytes === 0 ? anInit() : aFragment();
    };
    const store = readingOf({ get: get as () => Promise<unknown> });
    const bytes = { ...sources, ...store, decodeFrame: async () => jpeg, allowance };
    return {
      asked,
      bytes: new FootageBytes(bytes as unknown as ConstructorParameters<typeof FootageBytes>[0]),
    };
  };

  it('leaves with what was issued for that camera and time alone, and is counted then', async () => {
    const spent: unknown[] = [];
    const { bytes } = making({
      requireStill: async () => {},
      spend: async (...of: unknown[]) => spent.push(of),
    });
    const { still } = await bytes.frame(permit, stored('cam_1', 20, 40), 0);
    expect(JSON.stringify(still)).toBe('{}');
    for (const other of [
      { ...issued, cameraId: 'cam_2' },
      { ...issued, range: { fromMs: 40, toMs: 60 } },
    ])
      await expect(still.disclose(other as Issued)).rejects.toMatchObject({ code: 'scope-breach' });
    expect(spent).toEqual([]);
    expect(await still.disclose(issued)).toEqual(jpeg);
    expect(spent).toEqual([[issued.request, { bytes: 4 }]]);
  });

  it('has the digest of the file that leaves, its comment included', async () => {
    const { bytes } = making(sources.allowance);
    const { still } = await bytes.frame(permit, stored('cam_1', 20, 40), 0);
    const named = still.withComment('{"camera":"Cột 14"}');
    expect(named.sha256).toBe(sha256Hex(await named.disclose(issued)));
    expect(named.sha256).not.toBe(still.sha256);
  });

  it('is not read where the emergency has none left', async () => {
    const none = new AppError('forbidden', 'emergency-stills-spent', 'none left');
    const { asked, bytes } = making({ requireStill: () => Promise.reject(none) });
    await expect(bytes.frame(permit, stored('cam_1', 20, 40), 0)).rejects.toBe(none);
    await expect(bytes.still(permit, stored('cam_1', 20, 40))).rejects.toBe(none);
    expect(asked).toEqual([]);
  });
});

describe('when originals are asked for with what was issued', () => {
  const some = { offsetBytes: 3, sizeBytes: 4 };
  const original = (cameraId: string, fromMs: number, toMs: number) => ({
    ...stored(cameraId, 0, 0).segment,
    fromMs,
    toMs,
  });

  it('reads any of their bytes, and nothing else', async () => {
    reads.length = 0;
    await footage.original(issued, original('cam_1', 0, 21), some);
    expect(reads).toEqual([['k', some]]);
  });

  it.each([
    ['of another camera', original('cam_2', 20, 40)],
    ['that ended before', original('cam_1', 0, 20)],
    ['that begins after', original('cam_1', 40, 60)],
  ])('reads nothing of one %s', async (_, segment) => {
    reads.length = 0;
    await expect(footage.original(issued, segment, some)).rejects.toMatchObject({ code: 'scope-breach' });
    expect(reads).toEqual([]);
  });
});

describe('when a route has the key of an object of footage', () => {
  it('has no store that takes it', () => {
    const { objectKey } = stored('cam_1', 20, 40).segment;
    // @ts-expect-error an ObjectKey is not a PlainKey
    const read = (plain: PlainObjects): Promise<Uint8Array> => plain.get(objectKey);
    expect(read).toBeTypeOf('function');
  });
});

describe('when a route has a permit whose record was not committed', () => {
  it('does not compile', () => {
    const permit = issued as Permit;
    // @ts-expect-error a Permit is not an Issued
    const read = (): Promise<Uint8Array> => footage.gop(permit, stored('cam_1', 20, 40));
    expect(read).toBeTypeOf('function');
  });
});
