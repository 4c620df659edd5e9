import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameTemplate } from '../../scripts/ward/rtp/frame-template.ts';
import { MAX_PAYLOAD_BYTES, packetise } from '../../scripts/ward/rtp/packetise.ts';

const anyNal = fc
  .tuple(fc.constantFrom(0x65, 0x61, 0x41, 0x01), fc.uint8Array({ minLength: 1, maxLength: 6000 }))
  .map(([header, body]) => Buffer.from([header, ...body]));
const parameterSets = [Buffer.of(0x67, 100, 0, 31, 1, 2, 3), Buffer.of(0x68, 1, 2)];

/** RFC 6184 read the other way, by the book. */
function joinPayloads(payloads: Buffer[]): Buffer[] {
  const nals: Buffer[] = [];
  for (const payload of payloads) {
    const [indicator = 0, fragment = 0] = payload;
    if ((indicator & 0x1f) === 24) nals.push(...splitAggregate(payload));
    else if ((indicator & 0x1f) !== 28) nals.push(payload);
    else if (fragment & 0x80)
      nals.push(Buffer.from([(indicator & 0xe0) | (fragment & 0x1f), ...payload.subarray(2)]));
    else nals.push(Buffer.concat([nals.pop() ?? Buffer.alloc(0), payload.subarray(2)]));
  }
  return nals;
}

function splitAggregate(payload: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  for (let at = 1; at < payload.length; ) {
    const end = at + 2 + payload.readUInt16BE(at);
    nals.push(payload.subarray(at + 2, end));
    at = end;
  }
  return nals;
}

describe('when an access unit is packetised', () => {
  it('comes out whole, in payloads of at most 1400 bytes', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(anyNal, { minLength: 1, maxLength: 4 }), (keyframe, slices) => {
        const nals = [...(keyframe ? parameterSets : []), ...slices];
        const payloads = packetise(nals);
        expect(Math.max(...payloads.map((payload) => payload.length))).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
        expect(joinPayloads(payloads)).toEqual(nals);
      }),
    );
  });

  it('sends the parameter sets together, before the picture', () => {
    const [first] = packetise([...parameterSets, Buffer.alloc(5000, 0x65)]);
    expect((first?.[0] ?? 0) & 0x1f).toBe(24);
  });

  it('marks the first and the last fragment', () => {
    const edges = packetise([Buffer.alloc(3000, 0x65)]).map((payload) => (payload[1] ?? 0) & 0xc0);
    expect(edges).toEqual([0x80, 0x00, 0x40]);
  });
});

describe('when a frame is stamped for a session', () => {
  const template = new FrameTemplate([Buffer.of(1, 1, 1), Buffer.of(2, 2)]);
  const header = { channel: 2, sequence: 0xffff, timestamp: 0xfffffff0, ssrc: 0x89abcdef };

  it('is interleaved RTP with running sequence numbers and the marker at the end', () => {
    expect(template.stamped(header).toString('hex')).toBe(
      ['2402000f', '8060fffffffffff089abcdef', '010101', '2402000e', '80e00000fffffff089abcdef', '0202'].join(
        '',
      ),
    );
  });

  it('leaves a buffer that was released as it was', () => {
    const held = template.stamped(header);
    const before = Buffer.from(held);
    template.release();
    const next = template.stamped({ ...header, sequence: 7 });
    expect(held).toEqual(before);
    expect(next.readUInt16BE(6)).toBe(7);
  });
});
