import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodePlatform } from '../../../scripts/verify/node-platform.ts';
import { certificatesIn, httpTimeStampAuthority } from '../../../src/adapters/pkijs/time-stamp-authority.ts';
import { tokenParts } from '../../../src/adapters/pkijs/token-parts.ts';
import { parseTrust } from '../../../src/verify/index.ts';
import { stampedMs } from '../../../src/verify/stamp/check-stamp.ts';
import { trustOfTests } from '../../support/export-sealing.ts';
import { startTimeStampServer, type TimeStampServer } from '../../support/time-stamp-server.ts';
import { draftOf, sealedBundle } from './drafted-bundle.ts';
import { evidenceOf, iso } from './evidence.ts';
import { realExport, trustOfOfficer } from './real-export.ts';
import { asked, Judges } from './verdict.ts';

const real = await realExport();
const judges = await Judges.open(real);
const evidence = evidenceOf(real, { witnessedMs: null });

let server: TimeStampServer;
let token: Uint8Array;
let atMs: number;

beforeAll(async () => {
  server = await startTimeStampServer();
  ({ token, atMs } = await stamped(evidence.checkpoint));
}, 120_000);
afterAll(async () => {
  await judges.close();
  await server?.close();
});

const stamped = (bytes: Uint8Array) =>
  httpTimeStampAuthority(server.url, certificatesIn(server.ca)).stamp(bytes);

/** As `openssl x509 -fingerprint -sha256` prints them, without the root. */
const signersOf = (of: Uint8Array): string[] =>
  tokenParts(of)
    .certificates.filter(({ x509 }) => !x509.ca)
    .map(({ der }) => createHash('sha256').update(der).digest('hex'));

/** What is found of the time of a bundle with that token. The time of the machine that runs the tests is no finding of it. */
async function found(given: Uint8Array | undefined, timestamp: readonly string[]) {
  const draft = await draftOf(evidence);
  if (given) draft.files.set('checkpoint.tsr', given);
  const policy = timestamp.map((fingerprint) => `timestamp ${fingerprint}`).join('\n');
  const bundle = await sealedBundle(evidence, draft);
  const { report } = await judges.verdict(bundle, { trusted: { ...trustOfOfficer, policy } });
  const told = report.findings.filter(({ what }) => /^time/.test(what));
  return {
    found: told.map(({ what, file, detail }) => [what, file, detail?.why].filter(Boolean).join(' ')),
    codes: [...new Set(told.map(({ code }) => code))],
    recorded: report.recorded,
  };
}

const notUsed = 'time-self-asserted checkpoint';

describe(`when an authority of time stamps stamped the checkpoint of a bundle (${asked})`, () => {
  it('A21 is of an authority that the policy names: its time is used', async () => {
    const told = await found(token, signersOf(token));
    expect(told).toEqual({ found: [], codes: [], recorded: { at: iso(atMs), by: 'timestamp' } });
  });

  it('A21 is a token for another checkpoint: 3, self-asserted', async () => {
    const other = await stamped(Buffer.concat([evidence.checkpoint, Buffer.from('\n')]));
    const told = await found(other.token, signersOf(other.token));
    expect(told).toMatchObject({
      found: ['timestamp-of-another checkpoint.tsr', notUsed],
      codes: [3],
    });
    expect(told.recorded?.by).toBe('log');
  });

  it('A21 is of an authority that the policy does not name: 3, self-asserted', async () => {
    const told = await found(token, ['0'.repeat(64)]);
    expect(told).toMatchObject({
      found: ['timestamp-not-trusted checkpoint.tsr signer', notUsed],
      codes: [3],
    });
  });

  it('A21 is absent, although the policy names an authority: 3', async () => {
    const told = await found(undefined, signersOf(token));
    expect(told).toMatchObject({ found: [notUsed, 'timestamp-missing checkpoint'], codes: [3] });
  });

  it('A21 has a certificate that is not critically for time stamps alone: 3, self-asserted', async () => {
    const { content } = tokenParts(token);
    for (const usage of ['timeStamping', 'critical,timeStamping,codeSigning', 'critical,serverAuth']) {
      const signed = await (await server.signer(usage))(content);
      expect((await found(signed, signersOf(signed))).found, usage).toContain(
        'timestamp-not-trusted checkpoint.tsr usage',
      );
    }
  });

  it('A21 says a time at which its certificate was not valid: 3, self-asserted', async () => {
    const content = Buffer.from(tokenParts(token).content);
    const year = new Date(atMs).getUTCFullYear();
    const at = content.indexOf(`${year}`, 'latin1');
    content.write(String(year - 2), at, 'latin1');
    const signed = await (await server.signer('critical,timeStamping'))(content);
    expect((await found(signed, signersOf(signed))).found).toContain(
      'timestamp-not-trusted checkpoint.tsr validity',
    );
  });

  it('A21 was altered after it was signed: 3, self-asserted', async () => {
    const altered = Buffer.from(token);
    const { content } = tokenParts(token);
    // The policy of the authority, which is signed.
    altered.writeUInt8(0x05, altered.indexOf(Buffer.from('2a030401', 'hex')) + 3);
    expect(Buffer.from(content).includes(Buffer.from('2a030401', 'hex'))).toBe(true);
    expect((await found(altered, signersOf(token))).found).toContain(
      'timestamp-not-trusted checkpoint.tsr signature',
    );
    for (const none of [token.subarray(0, 200), Buffer.from('<html>'), Buffer.alloc(70_000), Buffer.of()])
      expect((await found(none, signersOf(token))).found).toContain('timestamp-malformed checkpoint.tsr');
  });

  it.each([
    { key: 'RSA', digest: 'sha512' },
    { key: 'RSA', digest: 'sha256' },
    { key: 'P-521', digest: 'sha384' },
  ] as const)('takes a signature by $key with $digest, as openssl makes it', async (by) => {
    // Its certificate is valid from before the token is made.
    const sign = await server.signer('critical,timeStamping', by);
    const signed = await sign(tokenParts((await stamped(evidence.checkpoint)).token).content);
    expect((await found(signed, signersOf(signed))).found).toEqual([]);
  });

  it('believes no other time, whichever byte of the token is another one', async () => {
    const named = signersOf(token);
    for (let at = 0; at < token.length; at++) {
      const bytes = Buffer.from(token);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      const bundle = { has: () => true, whole: async () => bytes };
      const verifying = {
        bundle,
        trusted: { ...trustOfTests, timestamp: named },
        platform: nodePlatform,
        findings: { add: () => {} },
      } as unknown as Parameters<typeof stampedMs>[0];
      expect([atMs, undefined], String(at)).toContain(
        await stampedMs(verifying, 'checkpoint.tsr', evidence.checkpoint),
      );
    }
  });
});

describe('a policy that names an authority of time stamps', () => {
  it('has the fingerprint of its certificate, as openssl prints it', () => {
    const hex = 'ab'.repeat(32);
    const printed = hex.toUpperCase().replaceAll(/(..)(?=.)/g, '$1:');
    const text = `log ${'1'.repeat(64)}\ntimestamp ${printed}\n`;
    expect(parseTrust(text).timestamp).toEqual([hex]);
    expect(() => parseTrust(`log ${'1'.repeat(64)}\ntimestamp tsa.example\n`)).toThrow(/line 2/);
  });
});
