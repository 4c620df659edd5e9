import { describe, expect, it } from 'vitest';
import { formatNoteKey, noteKey, parseNoteKey, verifierKey } from '../../../src/log/index.ts';
import { refuseSharedKey } from '../../../src/signer/index.ts';
import { keysOf } from '../../support/log-files.ts';

const origin = 'ward.example/evidence/01';
const ours = noteKey(origin, keysOf('17'.repeat(32)).privateKey);

describe('when a signer starts with a key', () => {
  it('takes one that nobody else has', () => {
    expect(() => refuseSharedKey(ours, origin, [])).not.toThrow();
  });

  it.each([
    ['RFC 8032, test 1', '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'],
    ['RFC 8032, test 2', '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'],
    ['RFC 8032, test 3', 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7'],
    ['RFC 8032, test 1024', 'f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5'],
    ['RFC 8032, test SHA(abc)', '833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42'],
    ['zeros', '00'.repeat(32)],
  ])('refuses the key of %s', (_, seed) => {
    const known = noteKey(origin, keysOf(seed).privateKey);
    expect(() => refuseSharedKey(known, origin, [])).toThrow(
      'the key of the log is printed in a specification',
    );
  });

  it('refuses the key of another log, under whatever name', () => {
    expect(() => refuseSharedKey(ours, 'ward.example/evidence/02', [])).toThrow(`belongs to ${origin}`);
    const witness = verifierKey('w1.example', 'cosignature', ours.verifier.publicKey);
    expect(() => refuseSharedKey(ours, origin, [witness])).toThrow('is also the key of w1.example');
  });
});

describe('when a key is kept as text', () => {
  const text = formatNoteKey(ours);

  it('is the same key again', () => {
    const read = parseNoteKey(text);
    expect(read.verifier.keyId).toBe(ours.verifier.keyId);
    expect(read.privateKey.equals(ours.privateKey)).toBe(true);
  });

  it.each([
    ['of another name', text.replace('ward', 'mard')],
    ['cut off', text.slice(0, -4)],
    ['with a line after it', `${text}\n`],
    ['of another type', text.replace('+A', '+B')],
  ])('refuses one %s, and says nothing of it', (_, spoilt) => {
    expect(() => parseNoteKey(spoilt)).toThrow(/^not a private key for Ed25519 in its text form$/);
  });
});
