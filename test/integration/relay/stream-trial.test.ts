import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeFirstPicture } from '../../../src/adapters/ffmpeg/first-picture.ts';
import { silentLog, systemClock } from '../../../src/core/index.ts';
import { createStreamTrial, type TrialTools } from '../../../src/recording/trial-picture.ts';
import { createRelay } from '../../../src/relay/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { encodeClip } from './clip.ts';
import { FakeCamera, type FakeCameraOptions } from './fake-camera.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const pictures = encodeClip({ seconds: 2 });
const credentials = { user: 'admin', password: 's3cret word' };

async function aTrial(options: Partial<FakeCameraOptions> = {}, tools: Partial<TrialTools> = {}) {
  const camera = await FakeCamera.start({ pictures, ...options });
  cleanUps.push(() => camera.stop());
  const relay = createRelay({
    networks: testNetworks,
    clock: systemClock,
    log: silentLog,
    readEveryMs: 20,
    writeEveryMs: 50,
  });
  cleanUps.push(() => relay.close());
  return { camera, take: createStreamTrial({ relay, decode: decodeFirstPicture, ...tools }) };
}

const left = (camera: FakeCamera): boolean => camera.requests.at(-1)?.method === 'TEARDOWN';

describe('when a stream is tried', () => {
  it.each([
    ['H.264', { ...credentials }],
    ['H.264 with SHA-256', { ...credentials, algorithm: 'sha256' as const }],
    ['H.264 joined at an open GOP', { pictures: encodeClip({ bFrames: 3, openGop: true }).slice(25) }],
    ['H.265', { pictures: encodeClip({ codec: 'libx265', seconds: 2 }), codec: 'H265' as const }],
  ])('gives a picture of it, and the camera its session back: %s', async (_, options) => {
    const { camera, take } = await aTrial(options);
    const jpeg = await take({ url: camera.url, credentials });
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 180 });
    await camera.asked(5);
    expect(left(camera)).toBe(true);
  });

  it('shows no larger a picture than a screen does', async () => {
    const { camera, take } = await aTrial({ pictures: encodeClip({ size: '1920x1080', seconds: 1 }) });
    expect(await sharp(await take({ url: camera.url })).metadata()).toMatchObject({
      width: 1280,
      height: 720,
    });
  });

  it('names the cause where there is none', async () => {
    const { camera, take } = await aTrial({
      respond: ({ method }) =>
        method === 'SETUP' ? 'RTSP/1.0 461 Unsupported Transport\r\n\r\n' : undefined,
    });
    await expect(take({ url: camera.url })).rejects.toMatchObject({ code: 'camera-udp-only' });
  });

  it('names a picture that cannot be decoded, and leaves', async () => {
    const noise = pictures.map(({ nals, ptsTicks }) => ({
      ptsTicks,
      nals: nals.map((nal) => ([1, 5].includes((nal[0] ?? 0) & 31) ? nal.subarray(0, 4) : nal)),
    }));
    const { camera, take } = await aTrial({ pictures: noise, frameMs: 10 });
    await expect(take({ url: camera.url })).rejects.toMatchObject({ code: 'camera-picture-broken' });
    await camera.asked(5);
    expect(left(camera)).toBe(true);
  });

  it('is refused while four others are under way, and not after them', async () => {
    let end = (_: Uint8Array): void => {};
    const picture = new Promise<Uint8Array>((resolve) => {
      end = resolve;
    });
    const { camera, take } = await aTrial({}, { decode: () => picture });
    const others = [1, 2, 3, 4].map(() => take({ url: camera.url }));
    await expect(take({ url: camera.url })).rejects.toMatchObject({ code: 'stream-trials-busy' });
    end(new Uint8Array(1));
    await Promise.all(others);
    expect(await take({ url: camera.url })).toHaveLength(1);
  });
});
