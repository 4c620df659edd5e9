import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { CopyOrder } from './copy-order.ts';
import type { GopCopy } from './gop-copy.ts';

const nonceBytes = 12;
const tagBytes = 16;
const cipherName = 'aes-256-gcm';

/** A copy, or why there is none: a code of ours. */
export type CopyOutcome = { readonly copy: GopCopy } | { readonly code: string };

/** The order of a copy, and the original that it means. */
export type CopyOf = CopyOrder & { readonly sha256: string };

/** Seals what goes from a worker to the api through Redis: whoever holds Redis neither sees a picture nor puts another in its place. */
export interface AnswerSealer {
  seal(outcome: CopyOutcome, of: CopyOf): Uint8Array;
  /** `undefined` when it is altered, of another order or original, or under another key. */
  open(sealed: Uint8Array, of: CopyOf): CopyOutcome | undefined;
}

/** AES-256-GCM (NIST SP 800-38D) under a key derived from one that api and workers share (RFC 5869). */
export function createAnswerSealer(sharedKey: Uint8Array): AnswerSealer {
  const key = Buffer.from(hkdfSync('sha256', sharedKey, '', 'minh-chung copies of GOPs', 32));
  return {
    seal: (outcome, of) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(cipherName, key, nonce).setAAD(boundTo(of));
      const body = Buffer.concat([cipher.update(pack(outcome)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed, of) => {
      try {
        const nonce = sealed.subarray(0, nonceBytes);
        const decipher = createDecipheriv(cipherName, key, nonce, { authTagLength: tagBytes })
          .setAAD(boundTo(of))
          .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
        return unpack(
          Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]),
        );
      } catch {
        return undefined;
      }
    },
  };
}

const boundTo = ({ cameraId, segmentId, gop, order, sha256 }: CopyOf): Buffer =>
  Buffer.from(JSON.stringify([cameraId, segmentId, gop, order, sha256]));

interface Head {
  readonly code?: string;
  readonly encoder?: string;
  readonly initBytes?: number;
}

/** Length of a JSON head (4 bytes), the head, the init section, the fragment. */
function pack(outcome: CopyOutcome): Buffer {
  const { init, fragment, encoder } = 'copy' in outcome ? outcome.copy : nothing;
  const facts: Head = 'copy' in outcome ? { encoder, initBytes: init.length } : { code: outcome.code };
  const head = Buffer.from(JSON.stringify(facts));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, init, fragment]);
}

const nothing: GopCopy = { init: new Uint8Array(), fragment: new Uint8Array(), encoder: '' };

function unpack(bytes: Buffer): CopyOutcome {
  const bodyAt = 4 + bytes.readUInt32BE(0);
  const { code, encoder = '', initBytes = 0 } = JSON.parse(bytes.toString('utf8', 4, bodyAt)) as Head;
  if (code !== undefined) return { code };
  const fragmentAt = bodyAt + initBytes;
  return {
    copy: { encoder, init: bytes.subarray(bodyAt, fragmentAt), fragment: bytes.subarray(fragmentAt) },
  };
}
