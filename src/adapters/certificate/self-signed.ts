import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, boolean, implicit, integer, octets, oid, sequence, set, tagged, time, utf8 } from './der.ts';

const dayMs = 86_400_000;
const lastsDays = 3_650;

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
const commonName = oid('2.5.4.3');
const subjectAltName = oid('2.5.29.17');
const basicConstraints = oid('2.5.29.19');

/**
 * A key on P-256 and a certificate for it, signed by itself (RFC 5280), both PEM in one text: for addresses off
 * loopback until an administrator brings a better one. `hosts`: names and IP addresses.
 */
export function selfSigned(hosts: readonly string[], nowMs: number): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(commonName, utf8('Minh Chung'))));
  const toBeSigned = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(time(nowMs - dayMs), time(nowMs + lastsDays * dayMs)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(extension(basicConstraints, sequence(boolean(false))), alternativeNames(hosts))),
  );
  const certificate = sequence(toBeSigned, ecdsaWithSha256, bits(sign('sha256', toBeSigned, privateKey)));
  return `${privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}${pem(certificate)}`;
}

const extension = (id: Buffer, value: Buffer): Buffer => sequence(id, octets(value));

const alternativeNames = (hosts: readonly string[]): Buffer =>
  extension(subjectAltName, sequence(...hosts.map(alternativeName)));

/** `[2]` a DNS name, `[7]` the bytes of an address. */
const alternativeName = (host: string): Buffer =>
  isIP(host) === 4
    ? implicit(7, Buffer.from(host.split('.').map(Number)))
    : isIP(host) === 6
      ? implicit(7, ipv6(host))
      : implicit(2, Buffer.from(host));

/** Eight groups of 16 bits; `::` stands for as many as are missing (RFC 4291 section 2.2). */
function ipv6(address: string): Buffer {
  // Also takes the dotted form of the last 32 bits.
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = plain.split('::');
  const groups = (part: string | undefined): string[] => (part ? part.split(':') : []);
  const [left, right] = [groups(head), groups(tail)];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  const all = [...left, ...zeros, ...right].map((group) => group.padStart(4, '0'));
  return Buffer.from(all.join(''), 'hex');
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der
    .toString('base64')
    .replaceAll(/.{64}/g, '$&\n')
    .trimEnd()}\n-----END CERTIFICATE-----\n`;
