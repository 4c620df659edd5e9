import { hash, verify, type X509Certificate } from 'node:crypto';
import { AppError } from '../../core/index.ts';
import { digestNames, sha256Oid, signatureOids, timeStampingOid, tokenInfoOid } from './token-oids.ts';
import { type TokenCertificate, type TokenParts, tokenParts } from './token-parts.ts';

/** What a token must be about, and whom to believe. */
export interface TokenTerms {
  readonly bytes: Uint8Array;
  /** Of the request, as it stands in DER; absent of a token that others asked for. */
  readonly nonce?: Uint8Array;
  readonly roots: readonly X509Certificate[];
}

const longestPath = 8;

/**
 * Verifies a token of RFC 3161 over the bytes, and answers when the authority saw them. Attacker-controlled. Errors: `invalid`
 * `timestamp-malformed`; `forbidden` `timestamp-imprint-wrong`, `timestamp-nonce-wrong`, `timestamp-signature-wrong`,
 * `timestamp-signer-untrusted` (not for time stamping, or no valid path to a root at that time).
 */
export function checkToken(
  token: Uint8Array,
  { bytes, nonce, roots }: TokenTerms,
): { readonly atMs: number } {
  const parts = tokenParts(token);
  const { imprint, atMs } = parts;
  if (imprint.oid !== sha256Oid || !isSame(imprint.digest, hash('sha256', bytes, 'buffer')))
    throw wrong('timestamp-imprint-wrong', 'the time stamp is of other bytes');
  if (nonce && !(parts.nonce && isSame(parts.nonce, nonce)))
    throw wrong('timestamp-nonce-wrong', 'the time stamp answers another request');
  const signer = signerOf(parts);
  if (!isSignedBy(signer.x509, parts))
    throw wrong('timestamp-signature-wrong', 'the signature of the time stamp does not fit it');
  if (!isForTimeStamps(signer) || !leadsToRoot(signer.x509, parts, roots))
    throw wrong(
      'timestamp-signer-untrusted',
      `no trusted authority signed the time stamp: ${signer.x509.subject}`,
    );
  return { atMs };
}

/** The certificate that the signed attributes name. */
function signerOf({ certificates, signerDigest: { name, digest } }: TokenParts): TokenCertificate {
  const found =
    name === '' ? undefined : certificates.find(({ der }) => isSame(hash(name, der, 'buffer'), digest));
  if (found) return found;
  throw wrong('timestamp-signer-untrusted', 'the time stamp bears no certificate of who signed it');
}

function isSignedBy({ publicKey }: X509Certificate, parts: TokenParts): boolean {
  const digest = digestNames[parts.digestOid];
  if (digest === undefined || !signatureOids.includes(parts.signatureOid)) return false;
  if (parts.contentType !== tokenInfoOid) return false;
  if (!isSame(parts.messageDigest, hash(digest, parts.content, 'buffer'))) return false;
  return verify(digest, parts.attributes, publicKey, parts.signature);
}

/** For this alone, and critically so (RFC 3161 section 2.3). */
const isForTimeStamps = ({ x509, isUsageCritical }: TokenCertificate): boolean =>
  isUsageCritical && x509.keyUsage?.join() === timeStampingOid;

/** Each certificate of the path was valid when the token was made. */
function leadsToRoot(
  signer: X509Certificate,
  { certificates, atMs }: TokenParts,
  roots: readonly X509Certificate[],
): boolean {
  const isRoot = (each: X509Certificate) => roots.some(({ raw }) => isSame(raw, each.raw));
  const known = [...roots, ...certificates.map(({ x509 }) => x509)];
  let at: X509Certificate | undefined = signer;
  for (let step = 0; at && isValidAt(at, atMs) && step < longestPath; step++) {
    if (isRoot(at)) return true;
    at = issuerOf(at, known);
  }
  return false;
}

const issuerOf = (subject: X509Certificate, known: readonly X509Certificate[]): X509Certificate | undefined =>
  known.find((each) => each.ca && subject.checkIssued(each) && subject.verify(each.publicKey));

const isValidAt = ({ validFrom, validTo }: X509Certificate, atMs: number): boolean =>
  Date.parse(validFrom) <= atMs && atMs <= Date.parse(validTo);

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

const wrong = (code: string, message: string): AppError => new AppError('forbidden', code, message);
