import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InterleavedFramer } from '../../../src/relay/rtsp/interleaved-framer.ts';
import { corpus, itWithCorpora } from './corpora.ts';

type Item = { channel: number; hex: string } | { startLine: string; body: string };

const frame = (channel: number, payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0x24, channel, payload.length >> 8, payload.length & 255]), payload]);

const rtp = (length: number, fill = 7): Buffer =>
  Buffer.concat([Buffer.from([0x80, 96]), Buffer.alloc(length, fill)]);

/** Pushes chunks from one buffer that is overwritten each time, as the sockets do. */
function run(chunks: readonly Buffer[]): { items: Item[]; leftoverBytes: number } {
  const items: Item[] = [];
  const framer = new InterleavedFramer({
    onFrame: (channel, bytes, from, to) => items.push({ channel, hex: bytes.toString('hex', from, to) }),
    onMessage: ({ startLine, body }) => items.push({ startLine, body }),
  });
  const shared = Buffer.alloc(1 << 20);
  for (const chunk of chunks) {
    chunk.copy(shared);
    framer.push(shared.subarray(0, chunk.length));
    shared.fill(0xee, 0, chunk.length);
  }
  return { items, leftoverBytes: framer.leftoverBytes };
}

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

const reply = Buffer.from('RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 5\r\n\r\nhello');

describe('when a stream is cut anywhere', () => {
  it('gives the same frames and messages', () => {
    const part = fc.oneof(
      fc
        .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3000 }))
        .map(([c, n]) => frame(c, rtp(n))),
      fc.constant(reply),
      fc.constant(Buffer.from('\r\nRTSP/1.0 454 Session Not Found\nCSeq: 2\n\n')),
      fc.constant(Buffer.from('OPTIONS rtsp://a/b RTSP/1.0\r\nCSeq: 9\r\n\r\n')),
    );
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 10 }),
        (parts, sizes) => {
          const bytes = Buffer.concat(parts);
          const whole = run([bytes]);
          expect(whole.items).toHaveLength(parts.length);
          expect(run(cut(bytes, sizes))).toEqual(whole);
        },
      ),
    );
  });
});

describe('when the stream is broken', () => {
  it('finds the next frame after rubbish (old live555, quirk 18)', () => {
    const rubbish = Buffer.from([1, 2, 0x24, 3, 0xff, 0xff, 9, 9, 0x24]);
    const { items } = run([Buffer.concat([frame(0, rtp(10)), rubbish, frame(0, rtp(20)), reply])]);
    expect(items.map((item) => ('hex' in item ? item.hex.length / 2 : item.body))).toEqual([12, 22, 'hello']);
  });

  it('gives up on endless rubbish', () => {
    expect(() => run([Buffer.alloc(300_000, 1)])).toThrow('no frame');
  });

  it('gives up on a head without an end', () => {
    expect(() => run([Buffer.from(`RTSP/1.0 200 OK\r\n${'A: b\r\n'.repeat(4000)}`)])).toThrow(
      'head is too long',
    );
  });

  it('never throws anything but rtsp-malformed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (noise, size) => {
        try {
          run(cut(Buffer.concat([Buffer.from('RTSP/1.0 '), noise]), [size]));
        } catch (error) {
          expect(error).toMatchObject({ code: 'rtsp-malformed' });
        }
      }),
    );
  });
});

describe('when a recorded stream is framed', () => {
  itWithCorpora('finds the 371 frames of bunny.rtsp, whatever the chunk size', () => {
    for (const size of [1, 7, 1448, 65_536]) {
      const { items, leftoverBytes } = run(cut(corpus('rtsp/bunny.rtsp'), [size]));
      expect([items.length, leftoverBytes]).toEqual([371, 0]);
    }
  });
});
