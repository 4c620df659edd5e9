import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { openKeys, sealKeys } from '../../../src/ward/index.ts';

const keys = [
  { name: 'camera-credentials', bytes: randomBytes(32) },
  { name: 'log.vkey', bytes: Buffer.from('minhchung.internal/…\n') },
];
const passphrase = 'mật khẩu của tệp khóa';
let backup: Uint8Array;
beforeAll(async () => {
  backup = await sealKeys(keys, passphrase);
});

describe('when keys are backed up', () => {
  it('gives them back for the passphrase, however its letters are composed', async () => {
    const opened = await openKeys(backup, passphrase.normalize('NFD'));
    expect(opened.map(({ name, bytes }) => [name, Buffer.from(bytes)])).toEqual(
      keys.map(({ name, bytes }) => [name, Buffer.from(bytes)]),
    );
  });

  it('shows nothing of them, and begins with its version', () => {
    const bytes = Buffer.from(backup);
    expect(bytes.subarray(0, 18).toString()).toBe('minhchung keys v1\n');
    for (const key of keys) expect(bytes.includes(key.bytes) || bytes.includes(key.name)).toBe(false);
  });

  it.each<[string, (bytes: Buffer) => void]>([
    ['salt', (bytes) => bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20)],
    ['content', (bytes) => bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60)],
    ['tag', (bytes) => bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)],
  ])('refuses one whose %s was changed', async (_, change) => {
    const changed = Buffer.from(backup);
    change(changed);
    await expect(openKeys(changed, passphrase)).rejects.toMatchObject({ code: 'key-backup-refused' });
  });

  it('refuses another passphrase without a word of either', async () => {
    const refusal: unknown = await openKeys(backup, 'another passphrase').catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'key-backup-refused' });
    expect(String(refusal)).not.toMatch(/another passphrase|mật khẩu của/);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['another file', randomBytes(200)],
    ['a later version', Buffer.from(`minhchung keys v2\n${'x'.repeat(100)}`)],
    ['a flood', Buffer.concat([Buffer.from('minhchung keys v1\n'), Buffer.alloc(2_000_000)])],
  ])('reads no backup in %s', async (_, bytes) => {
    await expect(openKeys(bytes, passphrase)).rejects.toMatchObject({ code: 'key-backup-unknown' });
  });

  it('takes no short passphrase', async () => {
    await expect(sealKeys(keys, 'ngắn quá')).rejects.toMatchObject({ code: 'passphrase-short' });
  });
});
