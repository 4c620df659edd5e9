import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codecOf } from '../../../src/relay/rtp/codecs.ts';
import { Depacketiser } from '../../../src/relay/rtp/depacketiser.ts';
import { Packetiser } from '../../../src/relay/rtp/packetiser.ts';
import { InterleavedFramer } from '../../../src/relay/rtsp/interleaved-framer.ts';
import { corpus, itWithCorpora } from './corpora.ts';
import { type HeldPacket, h264Nals, h265Nals, heldPacket, packet } from './nal-units.ts';

interface Seen {
  readonly ticks: number;
  readonly arrivalMs: number;
  readonly nals: readonly string[];
}

const hex = (nal: Buffer): string => nal.toString('hex');

/** Feeds packets, each "read" a millisecond after the last, and flushes. */
function run(
  codec: 'h264' | 'h265',
  packets: readonly HeldPacket[],
): { seen: Seen[]; lost: number; damaged: number } {
  const seen: Seen[] = [];
  const depacketiser = new Depacketiser(codecOf(codec), ({ nals, ticks, arrivalMs }) =>
    seen.push({ ticks, arrivalMs, nals: nals.map(hex) }),
  );
  for (const [i, one] of packets.entries()) depacketiser.push(one, one.bytes, i);
  depacketiser.flush();
  return { seen, lost: depacketiser.lost, damaged: depacketiser.damaged };
}

/** FU-A or FU packets of a unit, `size` bytes each. */
function fragments(codec: 'h264' | 'h265', nal: Buffer, size: number): Buffer[] {
  const head = codec === 'h264' ? 1 : 2;
  const pieces: Buffer[] = [];
  for (let at = head; at < nal.length; at += size) {
    const header = codecOf(codec).fragmentHeader(nal, at === head, at + size >= nal.length);
    pieces.push(Buffer.concat([Buffer.from(header), nal.subarray(at, at + size)]));
  }
  return pieces;
}

describe('when packets carry whole units', () => {
  it('joins those of one timestamp, whatever the marker, and times them by the first', () => {
    const { sps, pps, idr, slice } = h264Nals;
    const { seen } = run('h264', [
      packet(1, 100, sps()),
      packet(2, 100, pps()),
      packet(3, 100, idr()),
      packet(4, 3700, slice()),
    ]);
    expect(seen).toEqual([
      { ticks: 100, arrivalMs: 0, nals: [sps(), pps(), idr()].map(hex) },
      { ticks: 3700, arrivalMs: 3, nals: [hex(slice())] },
    ]);
  });

  it('opens STAP-A, and drops what is cut in it', () => {
    const { sps, pps, idr } = h264Nals;
    const whole = Buffer.concat([Buffer.from([0x78, 0, 6]), sps(), Buffer.from([0, 4]), pps()]);
    const picture = packet(2, 0, idr());
    expect(run('h264', [packet(1, 0, whole), picture]).seen[0]?.nals).toEqual([sps(), pps(), idr()].map(hex));
    expect(run('h264', [packet(1, 0, whole.subarray(0, -1)), picture])).toMatchObject({
      seen: [{ nals: [sps(), idr()].map(hex) }],
      damaged: 1,
    });
  });

  it('opens AP of H.265', () => {
    const { sps, pps, idr } = h265Nals;
    const lengths = [Buffer.from([0, sps().length]), Buffer.from([0, pps().length])] as const;
    const payload = Buffer.concat([Buffer.from([0x60, 1]), lengths[0], sps(), lengths[1], pps()]);
    const packets = [packet(1, 0, payload), packet(2, 0, idr())];
    expect(run('h265', packets).seen[0]?.nals).toEqual([sps(), pps(), idr()].map(hex));
  });

  it('splits units that a camera packed with start codes (quirk 20)', () => {
    const { sps, pps, idr } = h264Nals;
    const code = Buffer.from([0, 0, 0, 1]);
    const packed = Buffer.concat([code, sps(), code, pps(), code, idr()]);
    expect(run('h264', [packet(1, 0, packed)]).seen[0]?.nals).toEqual([sps(), pps(), idr()].map(hex));
    expect(run('h264', [packet(1, 0, packed.subarray(4))]).seen[0]?.nals).toEqual(
      [sps(), pps(), idr()].map(hex),
    );
  });
});

describe('when units come without a picture', () => {
  it('gives parameter sets with timestamp 0 the time of the next picture (quirk 20)', () => {
    const { sps, pps, idr, slice } = h264Nals;
    const gop = (n: number, ticks: number) => [
      packet(n, 0, sps()),
      packet(n + 1, 0, pps()),
      packet(n + 2, ticks, idr()),
      packet(n + 3, ticks + 3600, slice()),
    ];
    const far = 2 ** 31 + 90_000;
    const { seen } = run('h264', [...gop(1, far), ...gop(5, far + 7200)]);
    expect(seen.map(({ ticks, nals }) => [ticks - (seen[0]?.ticks ?? 0), nals.length])).toEqual([
      [0, 3],
      [3600, 1],
      [7200, 3],
      [10_800, 1],
    ]);
  });

  it('makes no picture of a delimiter whose session ends before its slices come', () => {
    const { idr } = h264Nals;
    const { seen } = run('h264', [packet(1, 0, idr()), packet(2, 3600, Buffer.from('0930', 'hex'))]);
    expect(seen).toEqual([{ ticks: 0, arrivalMs: 0, nals: [hex(idr())] }]);
  });

  it('forgets them when they fill more than a picture ever needs', () => {
    const messages = [0, 1, 2].map((n) => packet(n, n, Buffer.alloc(60_000, 6)));
    const { seen } = run('h264', [...messages, packet(3, 9000, h264Nals.idr())]);
    expect(seen).toMatchObject([{ nals: [hex(Buffer.alloc(60_000, 6)), hex(h264Nals.idr())] }]);
  });
});

describe.each(['h264', 'h265'] as const)('when %s units come in fragments', (codec) => {
  const nals = codec === 'h264' ? h264Nals : h265Nals;
  const [idr, slice] = [nals.idr(5000), nals.slice(3000)];
  const packets = [
    ...fragments(codec, idr, 1400).map((payload, i) => packet(i, 0, payload)),
    ...fragments(codec, slice, 1400).map((payload, i) => packet(4 + i, 3600, payload)),
  ];

  it('puts them together', () => {
    expect(run(codec, packets).seen.map(({ nals: units }) => units)).toEqual([[hex(idr)], [hex(slice)]]);
  });

  it.each([0, 1, 2, 3])('drops the unit that lost fragment %i, and nothing else', (missing) => {
    const rest = packets.filter((_, i) => i !== missing);
    const { seen, lost, damaged } = run(codec, rest);
    expect(seen.map(({ nals: units }) => units)).toEqual([[hex(slice)]]);
    expect(lost).toBe(missing === 0 ? 0 : 1);
    expect(damaged).toBe(missing === 0 ? 0 : 1);
  });

  it('drops a unit whose end never came before the next began', () => {
    const { seen, damaged } = run(codec, [...packets.slice(0, 2), packet(2, 3600, slice)]);
    expect(seen.map(({ nals: units }) => units)).toEqual([[hex(slice)]]);
    expect(damaged).toBe(1);
  });
});

describe('when our own packets are read back', () => {
  it.each(['h264', 'h265'] as const)('gives the same %s units, also beyond 60 kB', (codec) => {
    const nals = codec === 'h264' ? h264Nals : h265Nals;
    const unit = fc.tuple(fc.boolean(), fc.constantFrom(1, 40, 1500, 29_990, 59_997, 60_001, 200_000));
    const units = fc.array(fc.array(unit, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(units, fc.nat(2 ** 40), (pictures, firstTicks) => {
        const frames: Buffer[] = [];
        const packetiser = new Packetiser(codecOf(codec), 7, (length) => {
          frames.push(Buffer.alloc(length));
          return frames.at(-1) ?? Buffer.alloc(0);
        });
        const sent = pictures.map((picture) =>
          picture.map(([key, size]) => (key ? nals.idr(size) : nals.slice(size))),
        );
        for (const [i, picture] of sent.entries()) packetiser.write(picture, firstTicks + i * 3600);
        const packets = frames.flatMap((frame) => heldPacket(frame.subarray(4)));
        const { seen, lost, damaged } = run(codec, packets);
        expect([lost, damaged]).toEqual([0, 0]);
        expect(seen.map((s) => s.nals)).toEqual(sent.map((picture) => picture.map(hex)));
        expect(seen.map((s) => s.ticks - (seen[0]?.ticks ?? 0))).toEqual(sent.map((_, i) => i * 3600));
        expect(Math.max(...frames.map((f) => f.length))).toBeLessThanOrEqual(60_016);
      }),
      { numRuns: 30 },
    );
  });
});

describe('when anything at all comes', () => {
  it.each(['h264', 'h265'] as const)('does not throw and gives no empty unit (%s)', (codec) => {
    const any = fc.array(fc.tuple(fc.nat(65_535), fc.nat(3), fc.uint8Array({ maxLength: 30 })));
    fc.assert(
      fc.property(any, (packets) => {
        const { seen } = run(
          codec,
          packets.map(([s, t, bytes]) => packet(s, t, Buffer.from(bytes))),
        );
        expect(seen.flatMap((s) => s.nals).every((nal) => nal.length > 0)).toBe(true);
      }),
    );
  });
});

describe('when a recorded stream is taken apart', () => {
  itWithCorpora('finds the pictures of bunny.rtsp without loss', () => {
    const packets: HeldPacket[] = [];
    const onFrame = (channel: number, bytes: Buffer, from: number, to: number): void => {
      if (channel === 2) packets.push(...heldPacket(bytes.subarray(from, to)));
    };
    new InterleavedFramer({ onFrame, onMessage: () => {} }).push(corpus('rtsp/bunny.rtsp'));
    const { seen, lost, damaged } = run('h264', packets);
    const types = seen.map(({ nals }) => nals.map((nal) => Number.parseInt(nal.slice(0, 2), 16) & 31));
    expect([lost, damaged]).toEqual([0, 0]);
    expect(types[0]?.slice(0, 2)).toEqual([7, 8]);
    expect(types.flat().filter((type) => type === 5).length).toBeGreaterThan(0);
    expect(seen.every((s, i) => i === 0 || s.ticks > (seen[i - 1]?.ticks ?? 0))).toBe(true);
  });
});

describe('when parameter sets stand behind a slice', () => {
  const { sps, pps, otherPps, idr, slice } = h264Nals;
  /** A slice that is not the first of its picture. */
  const more = (nal: Buffer, byte: number): Buffer => {
    const continued = Buffer.from(nal);
    continued[byte] = (continued[byte] ?? 0) & 0x7f;
    return continued;
  };
  const nalsOf = (codec: 'h264' | 'h265', nals: readonly Buffer[]) =>
    run(
      codec,
      nals.map((nal, i) => packet(i, 0, nal)),
    ).seen.map((unit) => unit.nals);

  it('puts those between two slices of a picture before the first, once (quirk 28)', () => {
    const second = more(idr(), 1);
    const sent = [sps(), pps(), idr(), sps(), pps(), second, sps(), otherPps(), second];
    const kept = [sps(), pps(), otherPps(), idr(), second, second];
    expect(nalsOf('h264', sent)).toEqual([kept.map(hex)]);
    const of265 = [h265Nals.idr(), more(h265Nals.idr(), 2)] as const;
    of265[0][2] = 0x80;
    const { vps, pps: pps265 } = h265Nals;
    expect(nalsOf('h265', [vps(), of265[0], vps(), pps265(), of265[1]])).toEqual([
      [vps(), pps265(), ...of265].map(hex),
    ]);
  });

  it('leaves those between two pictures of one time, and behind the last slice', () => {
    const sent = [slice(), sps(), pps(), idr(), more(idr(), 1), sps(), otherPps()];
    expect(nalsOf('h264', sent)).toEqual([sent.map(hex)]);
  });

  it('keeps every slice and message, in order, of any units at all', () => {
    const unit = fc.constantFrom(
      sps(),
      pps(),
      otherPps(),
      idr(),
      slice(),
      more(slice(), 1),
      Buffer.from('0605', 'hex'),
    );
    const others = (nals: readonly string[]) =>
      nals.filter((nal) => ![sps(), pps(), otherPps()].map(hex).includes(nal));
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 30 }), (sent) => {
        const [kept = []] = nalsOf('h264', [slice(), ...sent]);
        expect(others(kept)).toEqual(others([slice(), ...sent].map(hex)));
        expect(new Set(kept)).toEqual(new Set([slice(), ...sent].map(hex)));
      }),
    );
  });
});
