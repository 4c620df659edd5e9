/** The SHA-256 of a `Repr-Digest` (RFC 9530), hex; empty where it says none. */
export function hexOfDigest(header: string): string {
  const [, base64 = ''] = /sha-256=:([A-Za-z0-9+/]{43}=):/.exec(header) ?? [];
  return [...atob(base64)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

/** As `sha256sum` writes it: `sha256sum -c` checks the file that lies beside it. */
export const digestFile = (sha256: string, fileName: string): Blob =>
  new Blob([`${sha256}  ${fileName}\n`], { type: 'text/plain' });
