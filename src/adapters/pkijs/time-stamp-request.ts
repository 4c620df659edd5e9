import { createHash } from 'node:crypto';
import { Integer, Null, OctetString } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq } from 'pkijs';
import { sha256Oid } from './token-oids.ts';

/** Asks for a token over the bytes, with the certificate of who signs it (RFC 3161 section 2.4.1). `nonce`: positive, DER. */
export function timeStampRequest(bytes: Uint8Array, nonce: Uint8Array): Uint8Array {
  const hashedMessage = new OctetString({ valueHex: createHash('sha256').update(bytes).digest() });
  const hashAlgorithm = new AlgorithmIdentifier({ algorithmId: sha256Oid, algorithmParams: new Null() });
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({ hashAlgorithm, hashedMessage }),
    nonce: new Integer({ valueHex: nonce }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}
