export const signedDataOid = '1.2.840.113549.1.7.2';
export const tokenInfoOid = '1.2.840.113549.1.9.16.1.4';
export const timeStampingOid = '1.3.6.1.5.5.7.3.8';
export const extendedKeyUsageOid = '2.5.29.37';
export const sha256Oid = '2.16.840.1.101.3.4.2.1';

/** Attributes that a signer of a token signs (RFC 5652 section 11, RFC 5035). */
export const attributeOids = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  /** Names the certificate by its SHA-1. */
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

/** What a signature is made of, by object identifier, as Node calls it. SHA-1 proves nothing any more. */
export const digestNames: Readonly<Record<string, string>> = {
  [sha256Oid]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** RSA (PKCS #1 v1.5) and ECDSA. */
export const signatureOids: readonly string[] = [
  '1.2.840.113549.1.1.1',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
];
