import { invalid, sha256Hex } from '../../core/index.ts';
import type { SignedKind } from '../platform.ts';
import { certificateOf, type TokenSigner } from './certificate.ts';
import {
  type DerValue,
  derContent,
  derItems,
  derMember,
  derOid,
  derTags,
  derTime,
  derValue,
  hexOf,
} from './der.ts';

/** What a token of RFC 3161 says. Nothing is verified. */
export interface StampToken {
  /** SHA-256, hex, of what was stamped. */
  readonly imprint: string;
  readonly atMs: number;
  /** What the signed attributes name by its digest, and by which function. */
  readonly content: Uint8Array;
  readonly hash: SignedKind['hash'];
  readonly messageDigest: string;
  /** As they are signed. */
  readonly attributes: Uint8Array;
  readonly signature: Uint8Array;
  /** Those that came with it, by the SHA-256 of their bytes, hex. */
  readonly certificates: ReadonlyMap<string, TokenSigner>;
}

const oids = {
  signedData: '2a864886f70d010702',
  tokenInfo: '2a864886f70d0109100104',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  sha256: '608648016503040201',
} as const;

const hashes: Readonly<Record<string, SignedKind['hash']>> = {
  [oids.sha256]: 'SHA-256',
  '608648016503040202': 'SHA-384',
  '608648016503040203': 'SHA-512',
};

const maxCertificates = 16;

/** Reads a token: CMS SignedData (RFC 5652) with one signer. Attacker-controlled. Errors: `invalid` `der-malformed`. */
export function parseStamp(bytes: Uint8Array): StampToken {
  const [type, wrapped] = derItems(derValue(bytes));
  const [inner] = derItems(wrapped, derMember(0));
  const [, , encapsulated, ...rest] = derItems(inner);
  const [contentType, content] = derItems(encapsulated);
  const [octets] = derItems(content, derMember(0));
  const [signer, ...others] = derItems(rest.at(-1), derTags.set);
  if (derOid(type) !== oids.signedData || derOid(contentType) !== oids.tokenInfo || others.length > 0)
    throw malformed();
  const info = derContent(octets, derTags.octets);
  return {
    ...infoOf(info),
    content: info,
    ...signatureOf(signer),
    certificates: certificatesIn(rest.find(({ tag }) => tag === derMember(0))),
  };
}

/** TSTInfo (RFC 3161 section 2.4.2). */
function infoOf(info: Uint8Array): Pick<StampToken, 'imprint' | 'atMs'> {
  const [, , imprint, , time] = derItems(derValue(info));
  const [algorithm, digest] = derItems(imprint);
  const [oid] = derItems(algorithm);
  const isSha256 = derOid(oid) === oids.sha256;
  return { imprint: isSha256 ? hexOf(derContent(digest, derTags.octets)) : '', atMs: derTime(time) };
}

/** SignerInfo (RFC 5652 section 5.3). */
function signatureOf(
  signer: DerValue | undefined,
): Pick<StampToken, 'hash' | 'messageDigest' | 'attributes' | 'signature'> {
  const [, , digestAlgorithm, attributes, , signature] = derItems(signer);
  const hash = hashes[derOid(derItems(digestAlgorithm)[0])];
  const items = derItems(attributes, derMember(0));
  if (!hash || !attributes || derOid(attributeOf(items, oids.contentType)) !== oids.tokenInfo)
    throw malformed();
  return {
    hash,
    messageDigest: hexOf(derContent(attributeOf(items, oids.messageDigest), derTags.octets)),
    // They are signed as a SET, not as the member that they are here.
    attributes: Buffer.concat([Buffer.of(derTags.set), attributes.bytes.subarray(1)]),
    signature: derContent(signature, derTags.octets),
  };
}

/** The one value of an attribute that comes once. */
function attributeOf(items: readonly DerValue[], oid: string): DerValue | undefined {
  const found = items.map((item) => derItems(item)).filter(([type]) => derOid(type) === oid);
  const [value, ...more] = found.length === 1 ? derItems(found[0]?.[1], derTags.set) : [];
  return more.length === 0 ? value : undefined;
}

function certificatesIn(member: DerValue | undefined): StampToken['certificates'] {
  const items = member ? derItems(member, derMember(0)) : [];
  if (items.length > maxCertificates) throw malformed();
  return new Map(
    items
      .filter(({ tag }) => tag === derTags.sequence)
      .map((item) => [sha256Hex(item.bytes), certificateOf(item)]),
  );
}

const malformed = (): Error => invalid('der-malformed', 'not a token of RFC 3161');
