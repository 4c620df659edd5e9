/** The checksum headers of an object. */
export interface ChecksumHeaders {
  readonly etag?: string | undefined;
  /** `x-amz-server-side-encryption` */
  readonly encryption?: string | undefined;
  /** `x-amz-meta-md5`, which `put` writes: base64. */
  readonly md5?: string | undefined;
}

/**
 * The MD5 (base64) that the server computed: the ETag of an object stored by one PUT, unless KMS encrypts it (S3 API
 * reference, "Object": ETag). `undefined` when this ETag is something else.
 */
export function md5OfEtag({ etag, encryption }: ChecksumHeaders): string | undefined {
  const isMd5 = etag !== undefined && /^[0-9a-f]{32}$/.test(etag) && !encryption?.startsWith('aws:kms');
  return isMd5 ? Buffer.from(etag, 'hex').toString('base64') : undefined;
}

/** The MD5 to expect of an object's bytes. An object that other tools wrote may have none. */
export const expectedMd5 = (headers: ChecksumHeaders): string | undefined =>
  headers.md5 ?? md5OfEtag(headers);

/** Without its quotes. */
export const bareEtag = (etag: string | undefined): string | undefined => etag?.replace(/^"(.*)"$/, '$1');
