import { randomBytes } from 'node:crypto';
import {
  appendFile,
  link,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closedFileAt } from '../../../src/adapters/disk/closed-file.ts';
import { diskStore, openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { abandonedAfterMs } from '../../../src/adapters/disk/store/temporary-files.ts';
import { type ClosedFile, newId } from '../../../src/core/index.ts';
import { type ObjectStore, objectKey } from '../../../src/objects/index.ts';

const nodeId = newId('node', Date.now());
const key = objectKey('segments/cam/1.mp4');
const bytes = randomBytes(3_000);

let directory: string;
let spooled: string;
let store: ObjectStore;
let copies: string[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'linked-object-'));
  spooled = join(directory, '000000.mp4');
  await writeFile(spooled, bytes);
  copies = [];
  store = await openDiskStore({ directory, nodeId, onCopy: (why) => copies.push(why) });
});
afterEach(() => rm(directory, { recursive: true }));

const put = (file?: ClosedFile, put = bytes) => store.put(key, put, 'video/mp4', file);
const objectPath = () => join(directory, 'objects', key);
const inodeOf = async (path: string) => (await stat(path)).ino;
const leftOver = () => readdir(join(directory, 'temporary'));

async function closed(path = spooled): Promise<ClosedFile> {
  const file = await open(path, 'r');
  try {
    return await closedFileAt(path, file);
  } finally {
    await file.close();
  }
}

describe('when a closed file is put into a disk store on its file system', () => {
  it('becomes the object itself, read-only by either name', async () => {
    expect(await put(await closed())).toEqual({ key, sizeBytes: bytes.length });
    expect(await inodeOf(objectPath())).toBe(await inodeOf(spooled));
    expect((await stat(spooled)).mode & 0o777).toBe(0o400);
    expect(copies).toEqual([]);
    expect(await leftOver()).toEqual([]);
    await rm(spooled);
    expect(Buffer.compare(await store.get(key), bytes)).toBe(0);
    expect((await stat(objectPath())).nlink).toBe(1);
  });

  it('is the same object when it is put again, also after a crash left it by both names', async () => {
    await put(await closed());
    expect(await put(await closed())).toEqual({ key, sizeBytes: bytes.length });
    expect(copies).toEqual([]);
    await expect(put(undefined, randomBytes(3_000))).rejects.toMatchObject({ code: 'object-differs' });
  });

  it('takes a file again that a crash left with a temporary name and read-only', async () => {
    await link(spooled, join(directory, 'temporary', 'killed.tmp'));
    await put(await closed());
    expect(await inodeOf(objectPath())).toBe(await inodeOf(spooled));
    const nowMs = Date.now() + abandonedAfterMs + 60_000;
    const later = diskStore({ directory, nodeId, clock: { nowMs: () => nowMs, monotonicMs: () => 0 } });
    await later.put(objectKey('segments/cam/2.mp4'), bytes, 'video/mp4');
    expect(await leftOver()).toEqual([]);
    expect(Buffer.compare(await store.get(key), bytes)).toBe(0);
  });
});

describe('when footage that waited for long in the spool is linked', () => {
  it('keeps the temporary name, which is as young as the link', async () => {
    await utimes(spooled, 1, 1);
    await link(spooled, join(directory, 'temporary', 'young.tmp'));
    const other = diskStore({ directory, nodeId });
    await other.put(objectKey('segments/cam/2.mp4'), bytes, 'video/mp4');
    expect(await leftOver()).toEqual(['young.tmp']);
  });
});

describe('when the file is not what was read', () => {
  it.each([
    ['grew', () => appendFile(spooled, 'more')],
    ['was written in place', () => overwritten()],
    ['is another file of the same name', () => replaced()],
    ['is a symbolic link to what was read', () => throughLink()],
  ])('copies the bytes that were read, when it %s', async (_how, change) => {
    const file = await closed();
    await change();
    await put(file);
    expect(copies).toEqual(['changed']);
    expect(await inodeOf(objectPath())).not.toBe(await inodeOf(spooled));
    expect(Buffer.compare(await readFile(objectPath()), bytes)).toBe(0);
    expect(await leftOver()).toEqual([]);
  });

  it('copies the part of it that is put', async () => {
    await put(await closed(), bytes.subarray(0, 1_000));
    expect((await stat(objectPath())).size).toBe(1_000);
    expect((await stat(spooled)).mode & 0o200).toBe(0o200);
  });

  it('copies when it is gone, and says so', async () => {
    const file = await closed();
    await rm(spooled);
    await put(file);
    expect(copies).toEqual(['ENOENT']);
    expect(Buffer.compare(await store.get(key), bytes)).toBe(0);
  });

  it('refuses it under a key that holds other bytes', async () => {
    const other = randomBytes(3_000);
    await put(undefined, other);
    await expect(put(await closed())).rejects.toMatchObject({ code: 'object-differs' });
    expect(Buffer.compare(await store.get(key), other)).toBe(0);
    expect(await leftOver()).toEqual([]);
  });
});

/** Other bytes of the same length, by the same name and inode, at another time. */
async function overwritten(): Promise<void> {
  const file = await open(spooled, 'r+');
  await file.write(randomBytes(100), 0, 100, 0);
  await file.utimes(1, 1);
  await file.close();
}

async function replaced(): Promise<void> {
  await writeFile(`${spooled}.new`, randomBytes(bytes.length));
  await rename(`${spooled}.new`, spooled);
}

async function throughLink(): Promise<void> {
  await rename(spooled, `${spooled}.moved`);
  await symlink(`${spooled}.moved`, spooled);
}
