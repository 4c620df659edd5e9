import { createPrivateKey, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { selfSigned } from '../../../src/adapters/certificate/self-signed.ts';

const nowMs = Date.parse('2026-11-21T12:00:00Z');

describe('when a certificate is made', () => {
  let text: string;
  let certificate: X509Certificate;
  beforeAll(async () => {
    text = await selfSigned(['phuong.example', '192.0.2.7', '2001:db8::7'], nowMs);
    certificate = new X509Certificate(text);
  });

  it('is signed by its own key', () => {
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(text))).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(certificate.subject).toBe('CN=Minh Chung');
  });

  it('is for those names and addresses alone', () => {
    expect(certificate.checkHost('phuong.example')).toBe('phuong.example');
    expect(certificate.checkIP('192.0.2.7')).toBe('192.0.2.7');
    expect(certificate.checkIP('2001:db8::7')).toBe('2001:db8::7');
    expect(certificate.checkIP('192.0.2.8')).toBeUndefined();
  });

  it('holds from a day ago for ten years, and signs no others', () => {
    expect(Date.parse(certificate.validFrom)).toBe(nowMs - 86_400_000);
    expect(Date.parse(certificate.validTo)).toBe(nowMs + 3_650 * 86_400_000);
    expect(certificate.ca).toBe(false);
  });

  it('names an IPv6 address with a dotted end, which the library reads wrongly', async () => {
    const made = new X509Certificate(await selfSigned(['::ffff:192.0.2.7'], nowMs));
    expect(made.checkIP('::ffff:c000:207')).toBe('::ffff:c000:207');
  });

  it('names any IPv6 address as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.ipV6(), async (address) => {
        const made = new X509Certificate(await selfSigned([address], nowMs));
        expect(made.checkIP(new URL(`http://[${address}]`).hostname.slice(1, -1))).toBeDefined();
      }),
      { numRuns: 20 },
    );
  });
});
