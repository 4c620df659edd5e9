import { AppError, sha256Hex } from '../../core/index.ts';
import type { Verifying } from '../verifying.ts';
import { hexOf } from './der.ts';
import { parseStamp, type StampToken } from './token.ts';

/** A token has some 3 kB, and 10 with all certificates. */
const maxTokenBytes = 64 * 1024;

/**
 * When an authority that the person named stamped a checkpoint, by the token in that file; `undefined` where there is none, or what it
 * says is not believed, which is a finding.
 */
export async function stampedMs(
  verifying: Verifying,
  file: string,
  checkpoint: Uint8Array,
): Promise<number | undefined> {
  const { bundle, trusted, findings } = verifying;
  if (!bundle.has(file)) return undefined;
  if (!trusted.timestamp?.length) {
    findings.add('timestamp-unchecked', { file });
    return undefined;
  }
  const bytes = await bundle.whole(file, maxTokenBytes);
  const token = bytes && stampIn(bytes);
  if (!token) findings.add('timestamp-malformed', { file });
  else if (token.imprint !== sha256Hex(checkpoint)) findings.add('timestamp-of-another', { file });
  else {
    const why = await distrust(verifying, token);
    if (why === undefined) return token.atMs;
    findings.add('timestamp-not-trusted', { file, detail: { why } });
  }
  return undefined;
}

function stampIn(bytes: Uint8Array): StampToken | undefined {
  try {
    return parseStamp(bytes);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return undefined;
    throw error;
  }
}

type Distrust = 'signer' | 'usage' | 'validity' | 'signature';

/** Why a token is not believed; `undefined` of one that a named certificate signed, for time stamps, while it was valid. */
async function distrust(
  { trusted, platform }: Verifying,
  { certificates, hash, content, messageDigest, attributes, signature, atMs }: StampToken,
): Promise<Distrust | undefined> {
  const named = trusted.timestamp?.find((fingerprint) => certificates.has(fingerprint)) ?? '';
  const signer = certificates.get(named);
  if (!signer?.kind) return 'signer';
  if (!signer.isForTimeStamps) return 'usage';
  if (atMs < signer.fromMs || atMs > signer.toMs) return 'validity';
  const { publicKey, kind: key } = signer;
  const isOfContent = hexOf(await platform.hash(hash, content)) === messageDigest;
  const isSigned = await platform.isSigned({ key, hash }, { publicKey, message: attributes, signature });
  return isOfContent && isSigned ? undefined : 'signature';
}
