import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createFrameGrabber,
  type FrameGrabberOptions,
} from '../../../src/adapters/ffmpeg/frame-grabber/frame-grabber.ts';
import { newId, silentLog } from '../../../src/core/index.ts';
import type { FrameGrabber, GrabbedFrame, GrabOptions } from '../../../src/ingest/frame-grabber.ts';
import { type Keyframe, keyframeOf } from '../../../src/media/index.ts';
import { h264, intraRefresh, oneSegment } from '../media/clips.ts';
import { type Colour, colourOf, solidKeyframe } from './solid-clips.ts';

let grabber: FrameGrabber;
const open = (options: Partial<FrameGrabberOptions> = {}): FrameGrabber => {
  grabber = createFrameGrabber({ log: silentLog, ...options });
  return grabber;
};
afterEach(() => grabber.close());

const keyframes = {} as Record<Colour, Keyframe>;
beforeAll(async () => {
  for (const colour of ['red', 'green', 'blue', 'grey'] as const)
    keyframes[colour] = await solidKeyframe(colour);
});

const camera = newId('camera', 0);
const grab = (keyframe: Keyframe, given: Partial<GrabOptions> = {}): Promise<GrabbedFrame> =>
  grabber.grab(keyframe, { camera, isStill: false, ...given });
const colourGrabbed = async (keyframe: Keyframe): Promise<Colour | undefined> =>
  colourOf((await grab(keyframe)).tile);
const colourOfAnother = async (keyframe: Keyframe): Promise<Colour | undefined> =>
  colourOf((await grab(keyframe, { camera: newId('camera', 1) })).tile);

/** Against hanging alone. */
const patience = { timeout: 60_000 };

/** The ffmpeg processes this process has. */
function decoderPids(): string[] {
  const isOurs = (pid: string): boolean => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(parent) === process.pid && state !== 'Z' && /\((ffmpeg|setpriv)\)/.test(stat);
    } catch {
      return false;
    }
  };
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurs(name));
}

describe('when keyframes of several cameras are grabbed', () => {
  it('returns to each its own picture, all asked for at once', async () => {
    open();
    const order: Colour[] = ['red', 'blue', 'blue', 'green', 'grey', 'red', 'green', 'grey', 'blue', 'red'];
    expect(await Promise.all(order.map((colour) => colourGrabbed(keyframes[colour])))).toEqual(order);
    expect(decoderPids()).toHaveLength(1);
  });

  it('makes a tile that keeps the shape, and a full JPEG only when asked', async () => {
    open();
    const tile = await grab(keyframes.red);
    expect(tile).toMatchObject({ tile: { width: 160, height: 120 }, jpeg: undefined });
    const { jpeg } = await grab(keyframes.green, { isStill: true });
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
    const rgb = await sharp(jpeg).raw().toBuffer();
    expect(colourOf({ rgb })).toBe('green');
  });

  it.each([
    ['H.264 with B-frames', h264('-bf', '2')],
    ['H.264 with open GOPs', h264('-x264-params', 'open-gop=1:bframes=2:scenecut=0')],
    ['H.264 interlaced, in slices', h264('-flags', '+ildct+ilme', '-x264-params', 'tff=1:slices=4')],
    ['H.265 with open GOPs', ['-c:v', 'libx265', '-g', '30', '-x265-params', 'log-level=none']],
  ])('hands out at once what decoders like to hold back: %s', async (_, encoder) => {
    open();
    const [red, blue] = [await solidKeyframe('red', { encoder }), await solidKeyframe('blue', { encoder })];
    const order = [red, blue, blue, red, keyframes.grey, red];
    const colours: unknown[] = [];
    for (const keyframe of order) colours.push(await colourGrabbed(keyframe));
    expect(colours).toEqual(['red', 'blue', 'blue', 'red', 'grey', 'red']);
  });
});

describe('when less is to be done than before', () => {
  it('keeps the decoders that it needs, and the others leave', async () => {
    open({ idleMs: 500 });
    // Two at once: each on a decoder of its own.
    await Promise.all([colourGrabbed(keyframes.red), colourOfAnother(keyframes.blue)]);
    await vi.waitFor(async () => {
      await grab(keyframes.green);
      expect(decoderPids()).toHaveLength(1);
    }, patience);
  });
});

describe('when a keyframe is broken', () => {
  const cut = (keyframe: Keyframe, part: number): Keyframe => ({
    ...keyframe,
    bitstream: keyframe.bitstream.subarray(0, Math.floor(keyframe.bitstream.length * part)),
  });

  function spoiled(keyframe: Keyframe): Keyframe {
    const bitstream = Buffer.from(keyframe.bitstream);
    bitstream.fill(0, 5000, 5300);
    return { ...keyframe, bitstream };
  }

  it('fails by itself, and the others keep their pictures', async () => {
    open();
    const order = [
      keyframes.red,
      spoiled(keyframes.green),
      keyframes.blue,
      cut(keyframes.grey, 0.4),
      keyframes.red,
    ];
    const results = await Promise.allSettled(order.map(colourGrabbed));
    expect(results).toMatchObject([
      { value: 'red' },
      { status: 'rejected', reason: { kind: 'invalid', code: 'keyframe-broken' } },
      { value: 'blue' },
      { status: 'rejected', reason: { kind: 'invalid', code: 'keyframe-broken' } },
      { value: 'red' },
    ]);
  });

  it('tells what each keyframe used: with the start of its decoder, and also when it is broken', async () => {
    const used: number[] = [];
    open({ used: (cpuMs) => used.push(cpuMs) });
    await grab(keyframes.red);
    await grab(keyframes.blue);
    await expect(grab(cut(keyframes.red, 0.4))).rejects.toMatchObject({ code: 'keyframe-broken' });
    await grab(keyframes.green);
    expect(used).toHaveLength(4);
    const [started = 0, running = 0, , restarted = 0] = used;
    expect(started).toBeGreaterThan(0);
    expect(running).toBeGreaterThanOrEqual(0);
    expect(restarted).toBeGreaterThan(0);
  });

  it('is never patched with the picture before, when a slice is missing', async () => {
    open();
    const sliced = { encoder: h264('-bf', '0', '-x264-params', 'slices=4') };
    const [red, blue] = [await solidKeyframe('red', sliced), await solidKeyframe('blue', sliced)];
    expect(await colourGrabbed(red)).toBe('red');
    const lastSlice = Buffer.from(blue.bitstream).lastIndexOf(Buffer.from([0, 0, 0, 1]));
    const missing = { ...blue, bitstream: blue.bitstream.subarray(0, lastSlice) };
    await expect(grab(missing)).rejects.toMatchObject({ code: 'keyframe-broken' });
    expect(await colourGrabbed(blue)).toBe('blue');
  });

  it.each([
    ['holds two pictures', () => Buffer.concat([keyframes.red.bitstream, keyframes.blue.bitstream])],
    ['holds no picture', () => cut(keyframes.red, 0.01).bitstream],
    ['is empty', () => Buffer.alloc(0)],
    ['is noise', () => Buffer.alloc(5000, 0x5a)],
  ])('does not shift the pictures after it: one that %s', async (_, make) => {
    // A busy machine takes seconds to start a decoder, and the others must come in time.
    open({ timeoutMs: 8_000 });
    expect(await colourGrabbed(keyframes.grey)).toBe('grey');
    const broken = grab({ ...keyframes.red, bitstream: make() }).then(
      ({ tile }) => colourOf(tile),
      (error: unknown) => error,
    );
    const after = [keyframes.green, keyframes.grey, keyframes.blue].map(colourGrabbed);
    const refused = ['keyframe-broken', 'picture-late'].map((code): unknown =>
      expect.objectContaining({ code }),
    );
    expect(['red', ...refused]).toContainEqual(await broken);
    expect(await Promise.all(after)).toEqual(['green', 'grey', 'blue']);
  });

  it.each([
    [0, 240],
    [65_535, 65_535],
  ])('refuses a size no camera has, without starting anything: %i × %i', async (width, height) => {
    open();
    await expect(grab({ ...keyframes.red, width, height })).rejects.toMatchObject({
      code: 'keyframe-broken',
    });
    expect(decoderPids()).toEqual([]);
  });
});

describe('when a camera sends keyframes that a decoder gives nothing for', () => {
  const silent = (): Keyframe => ({ ...keyframes.red, bitstream: Buffer.alloc(0) });

  it('lets its own pictures wait, and those of no other camera', async () => {
    open({ timeoutMs: 600_000, maxDecoders: 2 });
    const hanging = Promise.allSettled([grab(silent()), grab(silent()), grab(silent())]);
    const others = [keyframes.green, keyframes.blue, keyframes.grey];
    expect(await Promise.all(others.map(colourOfAnother))).toEqual(['green', 'blue', 'grey']);
    await grabber.close();
    expect((await hanging).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('gives the picture up by name, and goes on with another decoder', async () => {
    const used: number[] = [];
    open({ timeoutMs: 8_000, maxDecoders: 1, used: (cpuMs) => used.push(cpuMs) });
    await expect(grab(silent())).rejects.toMatchObject({ kind: 'invalid', code: 'picture-late' });
    // A decoder that hangs takes no processor from the others.
    expect(used).toEqual([expect.toSatisfy((cpuMs: number) => cpuMs < 4_000)]);
    expect(await colourGrabbed(keyframes.blue)).toBe('blue');
    await vi.waitFor(() => expect(decoderPids()).toHaveLength(1), patience);
  });
});

describe('when a camera refreshes its picture part by part', () => {
  it('refuses a recovery point by name, without starting anything (quirk 27)', async () => {
    open();
    const refreshed = await oneSegment({
      source: 'testsrc2=size=320x240:rate=10',
      encoder: h264('-x264-params', intraRefresh),
      seconds: 6,
    });
    const [first, second] = refreshed.file.fragments;
    const { bytes, file } = refreshed;
    const recoveryPoint = keyframeOf(bytes, file.track, second ?? first);
    await expect(grab(recoveryPoint)).rejects.toMatchObject({ kind: 'invalid', code: 'keyframe-not-whole' });
    expect(decoderPids()).toEqual([]);
    expect((await grab(keyframeOf(bytes, file.track, first))).tile).toMatchObject({ width: 160 });
  });
});

describe('when the pixels of a camera are not square', () => {
  const shaped = async (aspect: string): Promise<Keyframe> => {
    const source = `testsrc2=size=704x288:rate=15,setsar=${aspect}`;
    const { bytes, file } = await oneSegment({ source, encoder: h264(), seconds: 1 });
    return keyframeOf(bytes, file.track, file.fragments[0]);
  };

  it.each([
    ['1/2', { width: 704, height: 576 }, { width: 160, height: 130 }],
    ['12/11', { width: 768, height: 288 }, { width: 160, height: 60 }],
  ])('makes still and tile of the shape that was filmed (quirk 26): %s', async (aspect, still, tile) => {
    open();
    const frame = await grab(await shaped(aspect), { isStill: true });
    expect(frame.tile).toMatchObject(tile);
    expect(await sharp(frame.jpeg).metadata()).toMatchObject(still);
  });
});

describe('when there are more sizes than decoders', () => {
  it('lets the one idle for longest go', async () => {
    open({ maxDecoders: 1 });
    const small = await solidKeyframe('blue', { size: '160x160' });
    const order = [keyframes.red, small, keyframes.green, small];
    expect(await Promise.all(order.map(colourGrabbed))).toEqual(['red', 'blue', 'green', 'blue']);
    await vi.waitFor(() => expect(decoderPids()).toHaveLength(1), patience);
  });
});

describe('when there is no work', () => {
  it('ends its decoder, and starts another when work comes', async () => {
    open({ idleMs: 1 });
    expect(await colourGrabbed(keyframes.red)).toBe('red');
    await vi.waitFor(() => expect(decoderPids()).toEqual([]), patience);
    expect(await colourGrabbed(keyframes.blue)).toBe('blue');
  });
});

describe('when it is closed', () => {
  it('leaves no process and grabs no more', async () => {
    open();
    const last = grab(keyframes.red);
    await Promise.allSettled([last]);
    await grabber.close();
    expect(decoderPids()).toEqual([]);
    await expect(grab(keyframes.red)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'decoder-unavailable',
    });
  });

  it('fails what is being grabbed', async () => {
    open();
    const pending = expect(grab(keyframes.red)).rejects.toMatchObject({ code: 'decoder-unavailable' });
    await Promise.resolve();
    await grabber.close();
    await pending;
  });
});

describe('when ffmpeg is not to be had', () => {
  it('is unavailable, not broken', async () => {
    open();
    vi.stubEnv('PATH', '/nowhere');
    await expect(grab(keyframes.red)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'decoder-unavailable',
    });
    vi.unstubAllEnvs();
    expect(await colourGrabbed(keyframes.red)).toBe('red');
  });
});
