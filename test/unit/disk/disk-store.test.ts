import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { translateDiskError } from '../../../src/adapters/disk/disk-errors.ts';
import { diskStore, openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { abandonedAfterMs } from '../../../src/adapters/disk/store/temporary-files.ts';
import { newId } from '../../../src/core/index.ts';
import { type ObjectKey, objectKey } from '../../../src/objects/object-store.ts';

const nodeId = newId('node', Date.now());
const key = objectKey('segments/cam/1.mp4');
const bytes = randomBytes(1000);

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'disk-store-'));
});
afterEach(() => rm(directory, { recursive: true }));

const open = () => openDiskStore({ directory, nodeId });

describe('when a disk store is opened', () => {
  it('is the same store to every process of its host, also when they are first together', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, open));
    const ids = await Promise.all([...stores, await open()].map((store) => store.identity()));
    expect(new Set(ids).size).toBe(1);
    expect(await readdir(join(directory, 'temporary'))).toEqual([]);
  });

  it('refuses another host', async () => {
    await open();
    const other = openDiskStore({ directory, nodeId: newId('node', Date.now()) });
    await expect(other).rejects.toMatchObject({ kind: 'unavailable', code: 'store-belongs-to-another-host' });
  });

  it.each(['', '{"storeId":1,"nodeId":2}', 'null', '{"nodeId":'])(
    'refuses a store.json of %j',
    async (text) => {
      await open();
      await writeFile(join(directory, 'store.json'), text);
      await expect(open()).rejects.toMatchObject({ kind: 'unavailable', code: 'store-unreadable' });
    },
  );

  it('makes nothing where no store is, until it is asked to', async () => {
    const store = diskStore({ directory: join(directory, 'mount/point'), nodeId });
    expect(await store.identity()).toBeUndefined();
    await expect(store.put(key, bytes, 'video/mp4')).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await readdir(directory)).toEqual([]);
    const id = await store.makeIdentity();
    expect(await store.identity()).toBe(id);
    await store.put(key, bytes, 'video/mp4');
  });

  it('stores in a copy that lacks the empty folders', async () => {
    await open();
    await rm(join(directory, 'temporary'), { recursive: true });
    await diskStore({ directory, nodeId }).put(key, bytes, 'video/mp4');
    expect(await readdir(join(directory, 'temporary'))).toEqual([]);
  });

  it('removes temporary files that a killed process left, and only those', async () => {
    await open();
    const [old, young] = ['old.tmp', 'young.tmp'].map((name) => join(directory, 'temporary', name));
    for (const path of [old, young]) await writeFile(path ?? '', 'half');
    const nowMs = Date.now() + abandonedAfterMs + 1000;
    await utimes(young ?? '', 0, nowMs / 1000);
    const clock = { nowMs: () => nowMs, monotonicMs: () => 0 };
    await (await openDiskStore({ directory, nodeId, clock })).put(key, bytes, 'video/mp4');
    expect(await readdir(join(directory, 'temporary'))).toEqual(['young.tmp']);
  });
});

describe('when an object is put on disk', () => {
  it('is stored also when the folder that is made for it is taken away again at once', async () => {
    const store = await open();
    for (let round = 0; round < 400; round++) {
      const [doomed, kept] = ['x', 'y'].map((name) =>
        Array.from({ length: 4 }, (_, i) => objectKey(`a/${round % 3}/${round}/${name}${i}`)),
      );
      const put = (keys: readonly ObjectKey[] = []) =>
        keys.map((each) => store.put(each, bytes, 'video/mp4'));
      await Promise.all(put(doomed));
      const removed = doomed?.map((each) => store.remove(each)) ?? [];
      await Promise.all([...removed, ...put(kept)]);
    }
  });

  it('lies at its key, for its owner only, and leaves no temporary file', async () => {
    await (await open()).put(key, bytes, 'video/mp4');
    const path = join(directory, 'objects', key);
    expect(Buffer.compare(await readFile(path), bytes)).toBe(0);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(path)).nlink).toBe(1);
    expect((await stat(join(directory, 'objects', 'segments'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(directory, 'temporary'))).toEqual([]);
  });

  it('refuses a key below that of another, and a key that is the folder of another', async () => {
    const store = await open();
    await store.put(key, bytes, 'video/mp4');
    for (const taken of [objectKey(`${key}/below`), objectKey('segments/cam')])
      await expect(store.put(taken, bytes, 'video/mp4')).rejects.toMatchObject({ code: 'key-is-directory' });
    expect(await readdir(join(directory, 'temporary'))).toEqual([]);
  });

  it('does not follow a link that stands in place of the object', async () => {
    const store = await open();
    const outside = join(directory, 'outside');
    await writeFile(outside, 'outside');
    await mkdir(join(directory, 'objects', 'segments', 'cam'), { recursive: true });
    await symlink(outside, join(directory, 'objects', key));
    await expect(store.put(key, bytes, 'video/mp4')).rejects.toMatchObject({ code: 'object-differs' });
    expect(await readFile(outside, 'utf8')).toBe('outside');
  });
});

describe('when an object is removed from disk', () => {
  it('takes its empty folders along, and no other', async () => {
    const store = await open();
    const [near, far] = [objectKey('segments/cam/13/a.mp4'), objectKey('segments/cam/14/b.mp4')];
    for (const each of [near, far]) await store.put(each, bytes, 'video/mp4');
    await store.remove(near);
    expect(await readdir(join(directory, 'objects', 'segments', 'cam'))).toEqual(['14']);
    await store.remove(far);
    expect(await readdir(join(directory, 'objects'))).toEqual([]);
  });

  it('has no versions to remove', async () => {
    const store = await open();
    await store.put(key, bytes, 'video/mp4');
    await expect(store.remove(key, 'some')).rejects.toMatchObject({ code: 'store-has-no-versions' });
    expect(await store.stat(key)).toBeDefined();
  });
});

describe('when files that are no objects lie among them', () => {
  it('does not list them', async () => {
    const store = await open();
    await store.put(key, bytes, 'video/mp4');
    await writeFile(join(directory, 'objects', 'segments', 'a b.txt'), '');
    await writeFile(join(directory, 'objects', 'alone'), '');
    const keys: string[] = [];
    for await (const entry of store.list('')) keys.push(entry.key);
    expect(keys).toEqual([key]);
  });
});

describe('when the disk is full', () => {
  it('says so, leaves nothing half-written, and goes on when there is room', async ({ skip }) => {
    const disk = await mountSmallDisk();
    if (!disk)
      return skip(
        'no user namespace to mount a small disk in; a kernel that lets users unshare(1) would bring one',
      );
    try {
      const store = await openDiskStore({ directory: join(disk.directory, 'store'), nodeId });
      await store.put(key, randomBytes(1024 * 1024), 'video/mp4');
      const other = objectKey('segments/cam/2.mp4');
      const tooMuch = store.put(other, randomBytes(1024 * 1024), 'video/mp4');
      await expect(tooMuch).rejects.toMatchObject({ kind: 'unavailable', code: 'store-full' });
      expect(await store.stat(other)).toBeUndefined();
      expect(await readdir(join(disk.directory, 'store', 'temporary'))).toEqual([]);
      await store.remove(key);
      await store.put(other, randomBytes(1024 * 1024), 'video/mp4');
      const careful = await openDiskStore({
        directory: join(disk.directory, 'store'),
        nodeId,
        reserveBytes: 1024 * 1024,
      });
      await expect(careful.put(key, bytes, 'video/mp4')).rejects.toMatchObject({ code: 'store-full' });
      await careful.remove(other);
      await careful.put(key, bytes, 'video/mp4');
    } finally {
      await disk.unmount();
    }
  });
});

/** A tmpfs of 1.5 MiB in a mount namespace of its own, which we see through /proc; nothing is mounted for anybody else. */
async function mountSmallDisk(): Promise<{ directory: string; unmount(): Promise<void> } | undefined> {
  const mount = 'mount -t tmpfs -o size=1536k small /mnt && echo mounted && read end';
  const owner = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', '-rm', 'sh', '-c', mount], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(owner, 'close');
  await Promise.race([once(owner.stdout, 'data'), ended]);
  if (owner.exitCode !== null) return undefined;
  const unmount = async (): Promise<void> => {
    owner.stdin.end();
    await ended;
  };
  return { directory: `/proc/${owner.pid}/root/mnt`, unmount };
}

describe('when the disk refuses', () => {
  it.each([
    ['EROFS', 'unavailable', 'store-read-only'],
    ['EACCES', 'forbidden', 'store-denied'],
    ['EDQUOT', 'unavailable', 'store-full'],
    ['EIO', 'unavailable', 'store-unavailable'],
  ])('tells %s apart', (errno, kind, code) => {
    expect(translateDiskError(Object.assign(new Error(errno), { code: errno }))).toMatchObject({
      kind,
      code,
    });
  });
});
