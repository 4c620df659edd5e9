import type { SignedKind } from '../platform.ts';
import { type DerValue, derContent, derItems, derMember, derOid, derTags, derTime, derValue } from './der.ts';

/** What a certificate (RFC 5280) tells of who may sign a token. */
export interface TokenSigner {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  /** `undefined` of a key that no token is signed with here. */
  readonly kind: SignedKind['key'] | undefined;
  readonly fromMs: number;
  readonly toMs: number;
  /** For time stamps alone, and critically so (RFC 3161 section 2.3). */
  readonly isForTimeStamps: boolean;
}

const keys: Readonly<Record<string, SignedKind['key']>> = {
  '2a864886f70d010101': 'RSA',
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
};
const ellipticCurve = '2a8648ce3d0201';
const extendedKeyUsage = '551d25';
const timeStamping = '2b06010505070308';

/** Errors: `invalid` `der-malformed`. */
export function certificateOf(certificate: DerValue): TokenSigner {
  const [signed] = derItems(certificate);
  const items = derItems(signed).filter(({ tag }, at) => at > 0 || tag !== derMember(0));
  const [, , , validity, , publicKey] = items;
  const [from, to] = derItems(validity);
  return {
    publicKey: publicKey?.bytes ?? new Uint8Array(),
    kind: kindOf(publicKey),
    fromMs: derTime(from),
    toMs: derTime(to),
    isForTimeStamps: isForTimeStamps(items.find(({ tag }) => tag === derMember(3))),
  };
}

function kindOf(publicKey: DerValue | undefined): TokenSigner['kind'] {
  const [algorithm] = derItems(publicKey);
  const [oid, curve] = derItems(algorithm);
  const name = derOid(oid);
  return keys[name === ellipticCurve ? derOid(curve) : name];
}

function isForTimeStamps(extensions: DerValue | undefined): boolean {
  const [list] = extensions ? derItems(extensions, derMember(3)) : [];
  const usage = (list ? derItems(list) : [])
    .map((extension) => derItems(extension))
    .find(([oid]) => derOid(oid) === extendedKeyUsage);
  const [, critical, octets] = usage ?? [];
  if (critical?.tag !== derTags.boolean || critical.content[0] !== 0xff) return false;
  const purposes = derItems(derValue(derContent(octets, derTags.octets)));
  return purposes.length === 1 && derOid(purposes[0]) === timeStamping;
}
