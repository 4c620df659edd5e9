import { X509Certificate } from 'node:crypto';
import { type BaseBlock, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import { Certificate, ContentInfo, SignedData, type SignerInfo, TimeStampResp, TSTInfo } from 'pkijs';
import { AppError, invalid } from '../../core/index.ts';
import {
  attributeOids,
  digestNames,
  extendedKeyUsageOid,
  signedDataOid,
  tokenInfoOid,
} from './token-oids.ts';

/** A certificate of a token. */
export interface TokenCertificate {
  readonly der: Uint8Array;
  readonly x509: X509Certificate;
  /** Whether its extended key usage is critical. */
  readonly isUsageCritical: boolean;
}

/** What a token says. Nothing is verified. */
export interface TokenParts {
  readonly imprint: { readonly oid: string; readonly digest: Uint8Array };
  /** As it stands in DER; absent where none was asked for. */
  readonly nonce: Uint8Array | undefined;
  readonly atMs: number;
  /** The bytes that the attributes name by their digest. */
  readonly content: Uint8Array;
  readonly digestOid: string;
  readonly signatureOid: string;
  /** The signed attributes, as they are signed. */
  readonly attributes: Uint8Array;
  readonly contentType: string;
  readonly messageDigest: Uint8Array;
  /** Which certificate signed: a digest of it, and by which function. */
  readonly signerDigest: { readonly name: string; readonly digest: Uint8Array };
  readonly signature: Uint8Array;
  readonly certificates: readonly TokenCertificate[];
}

/** Granted, or granted with changes. */
const grants: readonly number[] = [0, 1];

/** The token of a reply. Attacker-controlled. Errors: `invalid` `timestamp-malformed`; `forbidden` `timestamp-refused`. */
export function tokenOfReply(bytes: Uint8Array): Uint8Array {
  const { status, timeStampToken } = parsed(() => TimeStampResp.fromBER(Buffer.from(bytes)));
  if (!grants.includes(status.status))
    throw new AppError(
      'forbidden',
      'timestamp-refused',
      `the time stamp authority refuses: status ${status.status}`,
    );
  if (!timeStampToken) throw malformed();
  return parsed(() => new Uint8Array(timeStampToken.toSchema().toBER()));
}

/** Attacker-controlled. Errors: `invalid` `timestamp-malformed`. */
export const tokenParts = (token: Uint8Array): TokenParts => parsed(() => partsOf(token));

function partsOf(token: Uint8Array): TokenParts {
  const outer = ContentInfo.fromBER(Buffer.from(token));
  const signed = new SignedData({ schema: outer.content as BaseBlock });
  const { eContentType, eContent } = signed.encapContentInfo;
  const [signer, ...others] = signed.signerInfos;
  if (
    outer.contentType !== signedDataOid ||
    eContentType !== tokenInfoOid ||
    !eContent ||
    !signer ||
    others.length > 0
  )
    throw malformed();
  const content = Buffer.from(eContent.getValue());
  const info = TSTInfo.fromBER(content);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  return {
    imprint: { oid: hashAlgorithm.algorithmId, digest: hashedMessage.valueBlock.valueHexView },
    nonce: info.nonce?.valueBlock.valueHexView,
    atMs: info.genTime.getTime(),
    content,
    ...signatureOf(signer),
    certificates: (signed.certificates ?? [])
      .filter((each) => each instanceof Certificate)
      .map(certificateOf),
  };
}

function signatureOf({ digestAlgorithm, signatureAlgorithm, signedAttrs, signature }: SignerInfo) {
  if (!signedAttrs) throw malformed();
  const attribute = (oid: string): BaseBlock | undefined => {
    const [found, ...more] = signedAttrs.attributes.filter(({ type }) => type === oid);
    return more.length === 0 && found?.values.length === 1 ? (found.values[0] as BaseBlock) : undefined;
  };
  return {
    digestOid: digestAlgorithm.algorithmId,
    signatureOid: signatureAlgorithm.algorithmId,
    attributes: Buffer.from(signedAttrs.encodedValue),
    contentType: oidOf(attribute(attributeOids.contentType)),
    messageDigest: octetsOf(attribute(attributeOids.messageDigest)),
    signerDigest: signerDigestOf(attribute),
    signature: signature.valueBlock.valueHexView,
  };
}

/** SigningCertificate(V2) ::= SEQUENCE { certs SEQUENCE OF ESSCertID(v2), … }; the first one is of the signer. */
function signerDigestOf(attribute: (oid: string) => BaseBlock | undefined): TokenParts['signerDigest'] {
  const newer = attribute(attributeOids.signingCertificateV2);
  const [first, second] = partsIn(
    partsIn(partsIn(newer ?? attribute(attributeOids.signingCertificate))[0])[0],
  );
  if (!(first instanceof Sequence)) return { name: newer ? 'sha256' : 'sha1', digest: octetsOf(first) };
  const oid = oidOf(partsIn(first)[0]);
  return { name: digestNames[oid] ?? '', digest: octetsOf(second) };
}

const partsIn = (block: BaseBlock | undefined): BaseBlock[] =>
  block instanceof Sequence ? block.valueBlock.value : [];

const oidOf = (block: BaseBlock | undefined): string =>
  block instanceof ObjectIdentifier ? block.getValue() : '';

function octetsOf(block: BaseBlock | undefined): Uint8Array {
  if (block instanceof OctetString) return block.valueBlock.valueHexView;
  throw malformed();
}

function certificateOf(certificate: Certificate): TokenCertificate {
  const der = Buffer.from(certificate.toSchema(true).toBER());
  const usage = certificate.extensions?.find(({ extnID }) => extnID === extendedKeyUsageOid);
  return { der, x509: new X509Certificate(der), isUsageCritical: usage?.critical === true };
}

function parsed<Part>(parse: () => Part): Part {
  try {
    return parse();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw malformed(cause);
  }
}

const malformed = (cause?: unknown): AppError =>
  Object.assign(invalid('timestamp-malformed', 'not a time stamp of RFC 3161'), { cause });
