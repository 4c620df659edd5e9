import 'reflect-metadata';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  type JsonGeneralName,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { dayMs } from '../../core/index.ts';

const lastsDays = 3_650;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * A key on P-256 and a certificate for it, signed by itself (RFC 5280), both PEM in one text: for addresses off
 * loopback until an admin installs a better one. `hosts`: names and IP addresses.
 */
export async function selfSigned(hosts: readonly string[], nowMs: number): Promise<string> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Minh Chung',
    notBefore: new Date(nowMs - dayMs),
    notAfter: new Date(nowMs + lastsDays * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(false),
      new SubjectAlternativeNameExtension(hosts.map(alternativeName)),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return `${PemConverter.encode(key, 'PRIVATE KEY')}\n${certificate.toString('pem')}\n`;
}

function alternativeName(host: string): JsonGeneralName {
  if (isIP(host) === 0) return { type: 'dns', value: host };
  return { type: 'ip', value: isIP(host) === 6 ? withoutDots(host) : host };
}

/** The library misreads an IPv6 address whose last 32 bits are written in the dotted form. */
const withoutDots = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1);
