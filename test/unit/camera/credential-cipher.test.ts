import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCredentialCipher } from '../../../src/camera/index.ts';
import { newId } from '../../../src/core/index.ts';

const key = randomBytes(32);
const cipher = createCredentialCipher(key);
const camera = newId('camera', 0);
const secret = { user: 'admin', password: 'mật khẩu: "@/#' };
const unreadable: unknown = expect.objectContaining({ kind: 'internal', code: 'credential-unreadable' });

describe('when credentials are sealed', () => {
  it('opens them for the same camera', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (user, password) => {
        expect(cipher.open(cipher.seal({ user, password }, camera), camera)).toEqual({ user, password });
      }),
    );
  });

  it('shows nothing of them, and never the same bytes twice', () => {
    const sealed = Buffer.from(cipher.seal(secret, camera));
    expect(sealed.includes('admin')).toBe(false);
    expect(sealed.equals(cipher.seal(secret, camera))).toBe(false);
  });

  it('opens for no other camera and under no other key', () => {
    const sealed = cipher.seal(secret, camera);
    expect(() => cipher.open(sealed, newId('camera', 0))).toThrow(unreadable);
    expect(() => createCredentialCipher(randomBytes(32)).open(sealed, camera)).toThrow(unreadable);
  });

  it('does not open when any one bit is changed', () => {
    const sealed = cipher.seal(secret, camera);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Uint8Array.from(sealed);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => cipher.open(altered, camera)).toThrow(unreadable);
    }
  });

  it('does not open when cut at any length', () => {
    const sealed = cipher.seal(secret, camera);
    for (let length = 0; length < sealed.length; length++) {
      expect(() => cipher.open(sealed.subarray(0, length), camera)).toThrow(unreadable);
    }
  });

  it('refuses a key of another size', () => {
    expect(() => createCredentialCipher(randomBytes(16))).toThrow(
      expect.objectContaining({ code: 'credential-key-invalid' }),
    );
  });
});
