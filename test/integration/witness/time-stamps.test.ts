import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificatesIn, httpTimeStampAuthority } from '../../../src/adapters/pkijs/time-stamp-authority.ts';
import { tokenParts } from '../../../src/adapters/pkijs/token-parts.ts';
import { hourMs } from '../../../src/core/index.ts';
import { StampedHeads } from '../../../src/witness/index.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { aBeat, SigningDesk } from '../../support/signing-desk.ts';
import { startTimeStampServer, type TimeStampServer } from '../../support/time-stamp-server.ts';

const bytes = Buffer.from('a checkpoint\n');
let server: TimeStampServer;

beforeAll(async () => {
  server = await startTimeStampServer();
});
afterAll(() => server?.close());

const authority = ({ ca } = server) => httpTimeStampAuthority(server.url, certificatesIn(ca));
const failing = (code: string) => expect.objectContaining({ code }) as Error;

/** The same reply with another byte at the first place of these bytes. */
const flipped = (reply: Buffer, at: Uint8Array): Buffer => {
  const altered = Buffer.from(reply);
  const place = reply.indexOf(at);
  if (place < 0) throw new Error('the reply has no such bytes');
  altered[place + at.length - 1] = (altered[place + at.length - 1] ?? 0) ^ 1;
  return altered;
};

describe('when openssl stamps bytes with the time', () => {
  it('gives a token that we and openssl verify, and nobody over other bytes', async () => {
    const { token, atMs } = await authority().stamp(bytes);
    expect(Math.abs(atMs - Date.now())).toBeLessThan(hourMs);
    expect(authority().check(token, bytes)).toEqual({ atMs });
    expect(await server.verifies(token, bytes)).toBe(true);
    const others = Buffer.from('another checkpoint\n');
    expect(() => authority().check(token, others)).toThrow(failing('timestamp-imprint-wrong'));
    expect(await server.verifies(token, others)).toBe(false);
  });

  it('names a token that answers another request, was altered, or is none', async () => {
    const { token } = await authority().stamp(bytes);
    // The granted status, and a token of before.
    const again = Buffer.concat([Buffer.from([0x30, 0x82, 0, 0, 0x30, 0x03, 0x02, 0x01, 0x00]), token]);
    again.writeUInt16BE(again.length - 4, 2);
    const cases: [code: string, alter: TimeStampServer['alter']][] = [
      ['timestamp-nonce-wrong', () => again],
      ['timestamp-signature-wrong', (reply) => flipped(reply, Buffer.from('2a0304', 'hex'))],
      ['timestamp-malformed', (reply) => reply.subarray(0, 200)],
      ['timestamp-malformed', () => Buffer.from('<html>')],
      ['timestamp-unavailable', () => Buffer.alloc(70_000)],
    ];
    for (const [code, alter] of cases) {
      server.alter = alter;
      await expect(authority().stamp(bytes), code).rejects.toMatchObject({ code });
    }
    server.alter = (reply) => reply;
  });

  it('names an authority that refuses', async () => {
    await server.takes('sha512');
    await expect(authority().stamp(bytes)).rejects.toMatchObject({ code: 'timestamp-refused' });
    await server.takes('sha256');
  });

  it('trusts no other root, and no certificate that is not critically for time stamps alone', async () => {
    const other = await startTimeStampServer();
    await expect(authority(other).stamp(bytes)).rejects.toThrow(failing('timestamp-signer-untrusted'));
    await other.close();
    // Their certificates are valid from before the token is made.
    const right = await server.signer('critical,timeStamping');
    const usages = ['timeStamping', 'critical,timeStamping,codeSigning', 'critical,serverAuth'];
    const wrong: Awaited<ReturnType<TimeStampServer['signer']>>[] = [];
    for (const usage of usages) wrong.push(await server.signer(usage));
    const { content } = tokenParts((await authority().stamp(bytes)).token);
    expect(authority().check(await right(content), bytes)).toEqual({ atMs: expect.any(Number) as number });
    for (const sign of wrong) {
      const token = await sign(content);
      expect(() => authority().check(token, bytes)).toThrow(failing('timestamp-signer-untrusted'));
    }
  });

  it('keeps the token with the checkpoint that it is of: once an hour, and when somebody waits', async () => {
    const [desk, clock] = [new SigningDesk(), new HandClock()];
    const stamps = new StampedHeads({ log: desk.folder, authority: authority(), clock });
    const stamped = () => [...desk.store.objects.keys()].filter((key) => /\/stamps\/\d/.test(key));
    const seal = async () => {
      desk.state(aBeat());
      await desk.signer().seal();
    };
    await stamps.stamp({ isAwaited: true });
    await seal();
    await stamps.stamp({ isAwaited: false });
    expect(stamped()).toHaveLength(2);
    await seal();
    await stamps.stamp({ isAwaited: false });
    expect(stamped()).toHaveLength(2);
    await stamps.stamp({ isAwaited: true });
    await seal();
    clock.advance(hourMs);
    await stamps.stamp({ isAwaited: false });
    expect(stamped()).toHaveLength(6);
    for (const size of [1, 2, 3]) {
      const token = await desk.object(`stamps/${size}/checkpoint.tsr`);
      const note = await desk.object(`stamps/${size}/checkpoint`);
      expect(await server.verifies(token, note)).toBe(true);
    }
  });
});
