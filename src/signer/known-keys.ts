import type { KeyObject } from 'node:crypto';
import type { NoteKey, VerifierKey } from '../log/index.ts';
import { signerStopped } from './signer-stop.ts';

/** Public halves, in hex, of keys whose private half is printed somewhere, or that examples use. */
const printed: ReadonlySet<string> = new Set([
  // RFC 8032, section 7.1: tests 1, 2, 3, 1024 and SHA(abc).
  'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
  '278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e',
  'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
  // golang.org/x/mod/sumdb/note: PeterNeumann, and EnochRoot, which is a seed of zeros.
  '1a5cd907143c384c41e830c5bce12aa8817ec5649aaabf2c31388b35b2d744d6',
  '3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29',
  // C2SP signed-note: example.com/foo.
  'e932791ae6e7a840a46164c904786426d5e7821dd8b29a00d61cae72afdd4da4',
  // transparency-dev/tessera: example.com/log/testdata and Test-Betty.
  'e1d3bb843784420c1cda9ce9f01232cab7aca371dbcd0d23ea0ee710859244b1',
  '04004aa3d4668207709005e6604eaf272dc0575357513419163890402d4f3c01',
]);

/**
 * A key that others have proves nothing. Errors: `conflict` `log-key-refused` for one that is printed, that has another name
 * than the log, or whose public half is one of `others`: those of other purposes, and those that were replaced.
 */
export function refuseSharedKey({ verifier }: NoteKey, origin: string, others: readonly VerifierKey[]): void {
  const half = publicHex(verifier.publicKey);
  if (printed.has(half)) throw refused('is printed in a specification');
  if (verifier.name !== origin) throw refused(`belongs to ${verifier.name}, and this log is ${origin}`);
  const other = others.find(({ publicKey }) => publicHex(publicKey) === half);
  if (other) throw refused(other.name === origin ? 'was in use before' : `is also the key of ${other.name}`);
}

const refused = (how: string): Error => signerStopped('log-key-refused', `the key of the log ${how}`);

const publicHex = (key: KeyObject): string =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
