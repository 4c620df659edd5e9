import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  cosign,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type SignatureType,
  signNote,
  verifierKey,
} from '../../../src/log/index.ts';
import { keysOf } from '../../support/log-files.ts';

/** A named key made from one digit. */
function keyOf(name: string, digit: string, type: SignatureType = 'note') {
  const { publicKey, privateKey } = keysOf(digit.repeat(64));
  return { key: verifierKey(name, type, publicKey), privateKey };
}

const origin = 'ward.example/evidence/01';
const log = keyOf(origin, '1');
const witness = keyOf('witness.example/w1', '2', 'cosignature');
const aCheckpoint = (changed: Partial<Checkpoint> = {}): Checkpoint => ({
  origin,
  size: 7,
  root: Buffer.alloc(32, 5),
  extensions: [],
  ...changed,
});
const text = formatCheckpoint(aCheckpoint());
const bySigner = signNote(text, log.key, log.privateKey);
const byWitness = cosign(text, 1_679_315_147, witness.key, witness.privateKey);
const signed = formatNote({ text, signatures: [bySigner, byWitness] });
const open = (bytes: Uint8Array) => openCheckpoint(bytes, log.key, [witness.key]);

describe('when a checkpoint is opened', () => {
  it('names the log, the tree, and each witness with its time', () => {
    expect(open(signed)).toEqual({
      checkpoint: aCheckpoint(),
      witnesses: [{ key: witness.key, timeS: 1_679_315_147 }],
    });
  });

  it('takes the earliest time of a witness that signed more than once, in whatever order', () => {
    const later = cosign(text, 1_700_000_000, witness.key, witness.privateKey);
    for (const signatures of [
      [bySigner, byWitness, later],
      [later, bySigner, byWitness],
    ])
      expect(open(formatNote({ text, signatures })).witnesses).toEqual([
        { key: witness.key, timeS: 1_679_315_147 },
      ]);
  });

  it('passes over signatures of unknown keys, also of the same name or the same key id', () => {
    const others = [
      { ...bySigner, keyId: bySigner.keyId + 1 },
      { ...bySigner, name: 'ward.example/evidence/02' },
      { ...bySigner, name: 'other.example', bytes: Buffer.alloc(2_420) },
    ];
    const bytes = formatNote({ text, signatures: [...others, bySigner, ...others] });
    expect(open(bytes)).toEqual({ checkpoint: aCheckpoint(), witnesses: [] });
  });

  it('refuses it whole when one known key did not sign it', () => {
    const wrongs = [
      [{ ...bySigner, bytes: Buffer.alloc(64) }, byWitness],
      [bySigner, { ...byWitness, bytes: Buffer.alloc(72) }],
      [bySigner, { ...byWitness, bytes: byWitness.bytes.subarray(0, 71) }],
      [bySigner, { ...byWitness, bytes: Buffer.alloc(3) }],
      [bySigner, { ...byWitness, bytes: Buffer.concat([Buffer.alloc(8, 255), byWitness.bytes.subarray(8)]) }],
      [bySigner, { ...bySigner, bytes: Buffer.alloc(64) }],
    ];
    for (const signatures of wrongs)
      expect(() => open(formatNote({ text, signatures }))).toThrow(
        expect.objectContaining({ kind: 'forbidden', code: 'note-signature-wrong' }) as Error,
      );
  });

  it.each([
    ['nobody known signed it', { ...bySigner, name: 'other.example' }, text, 'note-not-trusted'],
    ['only a witness signed it', byWitness, text, 'checkpoint-of-another-log'],
  ])('refuses it when %s', (_, signature, of, code) => {
    expect(() => open(formatNote({ text: of, signatures: [signature] }))).toThrow(
      expect.objectContaining({ kind: 'forbidden', code }) as Error,
    );
  });

  it('refuses what the log signed under the name of another', () => {
    const other = formatCheckpoint(aCheckpoint({ origin: 'ward.example/evidence/02' }));
    const signatures = [signNote(other, log.key, log.privateKey)];
    expect(() => open(formatNote({ text: other, signatures }))).toThrow('as its own');
  });

  it('refuses a cosignature in place of a signature, though the keys are the same', () => {
    const cosigner = verifierKey(origin, 'cosignature', log.key.publicKey);
    expect(cosigner.keyId).not.toBe(log.key.keyId);
    const signature = { ...cosign(text, 1, cosigner, log.privateKey), keyId: log.key.keyId };
    expect(() => open(formatNote({ text, signatures: [signature] }))).toThrow('does not fit');
  });

  it('says nothing of a note of which any one bit was flipped', () => {
    fc.assert(
      fc.property(fc.nat(signed.length * 8 - 1), (bit) => {
        const flipped = signed.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        // A flip in a name or a key id makes one signature unknown; the other then stands alone.
        const opened = (() => {
          try {
            return open(flipped);
          } catch {
            return undefined;
          }
        })();
        if (opened) expect(opened).toEqual({ checkpoint: aCheckpoint(), witnesses: [] });
      }),
      { numRuns: 400 },
    );
  });
});

const utf8 = (note: string): Uint8Array => Buffer.from(note);
const line = `— ${origin} ${Buffer.from('12345').toString('base64')}`;

describe('when a note is read', () => {
  it.each([
    ['without signatures', 'text\n\n'],
    ['without an empty line', `text\n${line}\n`],
    ['without a newline at its end', `text\n\n${line}`],
    ['with an empty line among signatures', `text\n\n${line}\n\n${line}\n\n`],
    ['with CRLF', `text\r\n\r\n${line}\r\n`],
    ['with a tab', `te\txt\n\n${line}\n`],
    ['with a zero', `te\0xt\n\n${line}\n`],
    ['with a hyphen for the dash', `text\n\n${line.replace('—', '-')}\n`],
    ['with two spaces', `text\n\n${line.replaceAll(' ', '  ')}\n`],
    ['with a space at the end', `text\n\n${line} \n`],
    ['with a name that holds a plus', `text\n\n${line.replace('ward', 'wa+rd')}\n`],
    ['with a name that holds a no-break space', `text\n\n${line.replace('ward', 'wa\u00a0rd')}\n`],
    ['with Base64 without its padding', `text\n\n${line.replace('=', '')}\n`],
    ['with Base64 that has stray bits', `text\n\n${line.replace('U=', 'V=')}\n`],
    ['with Base64 for URLs', `text\n\n— ${origin} ____-_8=\n`],
    ['with a key id and no signature', `text\n\n— ${origin} MTIzNA==\n`],
    ['that is empty', ''],
  ])('refuses one %s', (_, note) => {
    expect(() => parseNote(utf8(note))).toThrow(expect.objectContaining({ code: 'note-malformed' }) as Error);
  });

  it('refuses bytes that are not UTF-8', () => {
    const bytes = Buffer.concat([Uint8Array.of(0xc0, 0x80), utf8(`\n\n${line}\n`)]);
    expect(() => parseNote(bytes)).toThrow('UTF-8');
  });

  it('keeps a byte order mark, which was signed or was not', () => {
    expect(parseNote(utf8(`\ufefftext\n\n${line}\n`)).text).toBe('\ufefftext\n');
  });

  it('takes a hundred signatures and not one more; a megabyte and not one byte more', () => {
    const noteOf = (count: number, extra = '') => utf8(`text${extra}\n\n${`${line}\n`.repeat(count)}`);
    expect(parseNote(noteOf(100)).signatures).toHaveLength(100);
    expect(() => parseNote(noteOf(101))).toThrow('100 signatures');
    const spare = 1_000_000 - noteOf(1).length;
    expect(parseNote(noteOf(1, 'x'.repeat(spare))).signatures).toHaveLength(1);
    expect(() => parseNote(noteOf(1, 'x'.repeat(spare + 1)))).toThrow('bytes');
  });

  it('gives back what was written, whatever the text', () => {
    const lines = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 });
    fc.assert(
      fc.property(lines, (parts) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: a note holds none
        const of = `${parts.join('\n').replaceAll(/[\u0000-\u0009\u000b-\u001f]/g, '')}\n`;
        expect(parseNote(formatNote({ text: of, signatures: [bySigner] })).text).toBe(of);
      }),
    );
  });

  it.each(['no newline', 'half a pair \ud800\n', 'a\ttab\n'])('writes no note of %j', (of) => {
    expect(() => formatNote({ text: of, signatures: [bySigner] })).toThrow('not a signed note');
  });
});

describe('when a checkpoint is read', () => {
  const root = Buffer.alloc(32, 5).toString('base64');

  it('gives back what was written', () => {
    const origins = fc.stringMatching(/^[^\n]{1,20}$/u);
    const extensions = fc.array(fc.stringMatching(/^[^\n]{1,9}$/u), { maxLength: 3 });
    fc.assert(
      fc.property(origins, fc.maxSafeNat(), extensions, (name, size, lines) => {
        const checkpoint = aCheckpoint({ origin: name, size, extensions: lines });
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
      }),
    );
  });

  it.each([
    ['a size with a zero before it', `o\n07\n${root}\n`],
    ['a negative size', `o\n-7\n${root}\n`],
    ['a size with a sign', `o\n+7\n${root}\n`],
    ['a size in other digits', `o\n٧\n${root}\n`],
    ['a size of 2^53', `o\n9007199254740992\n${root}\n`],
    ['no size', `o\n\n${root}\n`],
    ['no origin', `\n7\n${root}\n`],
    ['a short root', `o\n7\n${Buffer.alloc(31).toString('base64')}\n`],
    ['a root of stray bits', `o\n7\n${root.replace('U=', 'V=')}\n`],
    ['no root', 'o\n7\n'],
    ['no newline at its end', `o\n7\n${root}`],
    ['an empty extension', `o\n7\n${root}\n\n`],
    ['an empty extension among others', `o\n7\n${root}\na\n\nb\n`],
  ])('refuses %s', (_, malformed) => {
    expect(() => parseCheckpoint(malformed)).toThrow(
      expect.objectContaining({ code: 'checkpoint-malformed' }) as Error,
    );
  });

  it.each<[string, Partial<Checkpoint>]>([
    ['an origin of two lines', { origin: 'a\nb' }],
    ['a size that is not exact', { size: 2 ** 53 }],
    ['a root that is none', { root: Buffer.alloc(20) }],
    ['an empty extension', { extensions: [''] }],
  ])('writes none with %s', (_, changed) => {
    expect(() => formatCheckpoint(aCheckpoint(changed))).toThrow('not a checkpoint');
  });
});

describe('when a verifier key is read', () => {
  const vkey = formatVerifierKey(witness.key);

  it('gives back what was written, of both types', () => {
    for (const { key } of [log, witness])
      expect(formatVerifierKey(parseVerifierKey(formatVerifierKey(key)))).toBe(formatVerifierKey(key));
  });

  it.each([
    ['of another name', vkey.replace('w1', 'w2')],
    ['with another key id', vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['with a key id in upper case', vkey.replace(/\+[0-9a-f]{8}\+/, (id) => id.toUpperCase())],
    ['of another type', vkey.replace('+B', '+A')],
    ['with a key that is cut off', vkey.slice(0, -4)],
    ['with a line after it', `${vkey}\n`],
    ['without a name', vkey.slice(vkey.indexOf('+'))],
    ['that is empty', ''],
  ])('refuses one %s', (_, text) => {
    expect(() => parseVerifierKey(text)).toThrow(
      expect.objectContaining({ code: 'verifier-key-malformed' }) as Error,
    );
  });

  it.each(['', 'a b', 'a+b', 'a\u2003b', 'a\nb'])('makes none of the name %j', (name) => {
    expect(() => verifierKey(name, 'note', log.key.publicKey)).toThrow('verifier key');
  });
});
