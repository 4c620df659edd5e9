import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RecorderFeed } from '../../../src/relay/recorder/recorder-feed.ts';
import { codecOf } from '../../../src/relay/rtp/codecs.ts';
import { parseRtp } from '../../../src/relay/rtp/rtp-packet.ts';
import { InterleavedFramer } from '../../../src/relay/rtsp/interleaved-framer.ts';
import { WakeUps } from '../../../src/relay/wake-ups.ts';
import { h264Nals } from './nal-units.ts';

/** A reader that takes each write when the test says so. */
function aReader() {
  const writes: Buffer[] = [];
  const calls: string[] = [];
  let done: (() => void) | undefined;
  return {
    writes,
    calls,
    take: () => {
      const taken = done;
      done = undefined;
      taken?.();
    },
    connection: {
      write: (bytes: Buffer | string, whenDone?: () => void) => {
        writes.push(Buffer.from(bytes as Buffer));
        done = whenDone;
      },
      end: () => void calls.push('end'),
      destroy: () => void calls.push('destroy'),
    },
  };
}

function aFeed(maxQueuedBytes = 1_000_000) {
  const gone: string[] = [];
  const feed = new RecorderFeed({
    codec: codecOf('h264'),
    ssrc: 9,
    writeEveryMs: 1000,
    stallMs: 10_000,
    arrivalMs: 10_000,
    maxQueuedBytes,
    wakeUps: new WakeUps(),
    onRecorderGone: (how) => gone.push(how),
  });
  return { feed, gone };
}

function timestamps(writes: readonly Buffer[]): number[] {
  const seen: number[] = [];
  const onFrame = (_: number, bytes: Buffer, from: number, to: number): void =>
    void seen.push(parseRtp(bytes, from, to)?.timestamp ?? -1);
  const framer = new InterleavedFramer({ onFrame, onMessage: () => {} });
  for (const write of writes) framer.push(write);
  return seen;
}

const picture = [h264Nals.slice()];

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('when a recorder reads along', () => {
  it('gets one write a second, and RTP time never 0', () => {
    const { feed } = aFeed();
    const reader = aReader();
    feed.attach(reader.connection);
    for (let i = 0; i < 75; i++) {
      feed.write(picture, i * 3600);
      vi.advanceTimersByTime(40);
      reader.take();
    }
    expect(reader.writes.length).toBe(3);
    feed.finish();
    reader.take();
    expect(timestamps(reader.writes)).toEqual(Array.from({ length: 75 }, (_, i) => 1 + i * 3600));
    expect(reader.calls).toEqual(['end']);
  });

  it('gets what was gathered before it came', () => {
    const { feed } = aFeed();
    for (let i = 0; i < 5; i++) feed.write(picture, i);
    const reader = aReader();
    vi.advanceTimersByTime(3000);
    feed.attach(reader.connection);
    expect(timestamps(reader.writes)).toHaveLength(5);
  });

  it('gets everything, then the end, when the camera goes during a write', () => {
    const { feed, gone } = aFeed();
    const reader = aReader();
    feed.attach(reader.connection);
    feed.write(picture, 0);
    vi.advanceTimersByTime(1000);
    feed.write(picture, 1);
    feed.finish();
    expect([reader.writes.length, reader.calls]).toEqual([1, []]);
    reader.take();
    expect([timestamps(reader.writes), reader.calls]).toEqual([[1, 2], []]);
    reader.take();
    feed.detach('left');
    vi.advanceTimersByTime(2000);
    expect([reader.calls, gone, vi.getTimerCount()]).toEqual([['end'], [], 0]);
  });
});

describe('when a recorder does not leave after the end', () => {
  it('is hung up on', () => {
    const { feed, gone } = aFeed();
    const reader = aReader();
    feed.attach(reader.connection);
    feed.finish();
    vi.advanceTimersByTime(11_000);
    expect([reader.calls, gone]).toEqual([['end', 'destroy'], []]);
  });
});

describe('when a recorder stops reading', () => {
  it('counts as stalled after 10 s, and never has two writes under way', () => {
    const { feed, gone } = aFeed();
    const reader = aReader();
    feed.attach(reader.connection);
    for (let i = 0; i < 300; i++) {
      feed.write(picture, i);
      vi.advanceTimersByTime(40);
    }
    expect([gone, reader.writes.length, reader.calls]).toEqual([['stalled'], 1, ['destroy']]);
  });

  it('counts as stalled when too much waits', () => {
    const { feed, gone } = aFeed(5_000);
    feed.attach(aReader().connection);
    for (let i = 0; i < 100 && gone.length === 0; i++) feed.write(picture, i);
    expect(gone).toEqual(['stalled']);
  });

  it('counts as stalled when it never comes', () => {
    const { feed, gone } = aFeed();
    for (let i = 0; i < 300; i++) {
      feed.write(picture, i);
      vi.advanceTimersByTime(40);
    }
    expect(gone).toEqual(['stalled']);
  });

  it.each(['left', 'asked'] as const)('is told apart from one that %s', (how) => {
    const { feed, gone } = aFeed();
    feed.attach(aReader().connection);
    feed.detach(how);
    feed.write(picture, 0);
    feed.finish();
    vi.advanceTimersByTime(2000);
    expect([gone, vi.getTimerCount()]).toEqual([[how], 0]);
  });
});
