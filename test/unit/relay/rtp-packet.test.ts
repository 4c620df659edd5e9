import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRtp } from '../../../src/relay/rtp/rtp-packet.ts';
import { parseSenderReport } from '../../../src/relay/rtp/sender-report.ts';
import { SequenceWatch, TimestampUnwrapper } from '../../../src/relay/rtp/unwrap.ts';

const head = '0001000000021234abcd';

describe('when an RTP packet is read', () => {
  it.each([
    ['plain', `8060${head}0102`, '0102'],
    ['marked', `80e0${head}0102`, '0102'],
    ['padded', `a060${head}01020002`, '0102'],
    ['with two sources', `8260${head}aaaaaaaabbbbbbbb01`, '01'],
    ['with an extension', `9060${head}bede0001ffffffff01`, '01'],
    ['with everything', `b160${head}aaaaaaaabede00000102030003`, '0102'],
    ['empty', `8060${head}`, ''],
  ])('finds the payload: %s', (_, hex, payload) => {
    const bytes = Buffer.from(`eeee${hex}ee`, 'hex');
    const packet = parseRtp(bytes, 2, bytes.length - 1);
    expect(packet).toMatchObject({ payloadType: 0x60, sequence: 1, timestamp: 2, ssrc: 0x1234abcd });
    expect(bytes.toString('hex', packet?.payloadFrom, packet?.payloadTo)).toBe(payload);
  });

  it.each([
    ['too short', '8060000100000002'],
    ['another version', `4060${head}`],
    ['padding beyond the packet', `a060${head}01ff`],
    ['sources beyond it', `8f60${head}01`],
    ['an extension beyond it', `9060${head}bede00ff01`],
    ['an extension without a head', `9060${head}be`],
  ])('refuses %s', (_, hex) => {
    expect(parseRtp(Buffer.from(hex, 'hex'))).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        parseRtp(Buffer.from(bytes));
        parseSenderReport(Buffer.from(bytes));
      }),
    );
  });
});

describe('when timestamps wrap', () => {
  it('continues them, forwards and back', () => {
    const steps = fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 50 });
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), steps, (start, deltas) => {
        const time = new TimestampUnwrapper();
        let ticks = start;
        expect(time.next(start)).toBe(start);
        for (const delta of deltas) {
          ticks += delta;
          expect(time.peek(ticks % 2 ** 32)).toBe(ticks);
          expect(time.next(((ticks % 2 ** 32) + 2 ** 32) % 2 ** 32)).toBe(ticks);
        }
      }),
    );
  });
});

describe('when sequence numbers are watched', () => {
  it('counts the missing over the wrap, and takes a big step for a restart', () => {
    const watch = new SequenceWatch();
    const seen = [65_534, 65_535, 0, 3, 4, 40_000, 40_001, 40_000, 40_001].map((sequence) =>
      watch.next(sequence),
    );
    expect(seen.map(({ missing }) => missing)).toEqual([0, 0, 0, 2, 0, 0, 0, 0, 0]);
    expect(seen.map(({ restarted }) => restarted)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('when RTCP comes', () => {
  const report = '80c8000600000001e8fe5a3080000000000186a00000000000000000';

  it('reads the sender report, also behind another packet (quirk 22)', () => {
    const expected = { ntpMs: (0xe8fe5a30 - 2_208_988_800) * 1000 + 500, rtp: 100_000 };
    expect(parseSenderReport(Buffer.from(report, 'hex'))).toEqual(expected);
    expect(parseSenderReport(Buffer.from(`81ca000100000001${report}`, 'hex'))).toEqual(expected);
  });

  it.each(['', '80c9000100000001', report.slice(0, 36), '40c80006'])('finds none in %j', (hex) => {
    expect(parseSenderReport(Buffer.from(hex, 'hex'))).toBeUndefined();
  });
});
