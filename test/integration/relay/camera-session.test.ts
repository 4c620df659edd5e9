import { afterEach, describe, expect, it, vi } from 'vitest';
import { silentLog, systemClock } from '../../../src/core/index.ts';
import { createRelay, type RelayOptions, type RelaySession } from '../../../src/relay/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { encodeClip } from './clip.ts';
import { FakeCamera, type FakeCameraOptions, type FakeRequest } from './fake-camera.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const pictures = encodeClip();
const slow = pictures.map((picture, i) => ({ ...picture, ptsTicks: i * 54_000 }));
/** The same picture in another size: other parameter sets. */
const larger = encodeClip({ size: '640x360' });

async function open(
  camera: Partial<FakeCameraOptions>,
  options: Partial<RelayOptions> = {},
): Promise<{ camera: FakeCamera; session: RelaySession }> {
  const fake = await FakeCamera.start({ pictures, ...camera });
  cleanUps.push(() => fake.stop());
  const relay = createRelay({
    networks: testNetworks,
    clock: systemClock,
    log: silentLog,
    readEveryMs: 50,
    ...options,
  });
  cleanUps.push(() => relay.close());
  return { camera: fake, session: await relay.open({ url: fake.url }) };
}

const methods = (camera: FakeCamera): string[] => camera.requests.map(({ method }) => method);

describe('when a camera is opened', () => {
  it('sets up the video alone, under its control, and leaves with TEARDOWN', async () => {
    const openedAtMs = Date.now();
    const { camera, session } = await open({});
    expect(session.codec).toBe('h264');
    const { wallMs } = await session.firstKeyframe;
    expect(wallMs).toBeGreaterThanOrEqual(openedAtMs - 1);
    expect(wallMs).toBeLessThanOrEqual(Date.now() + 1);
    await Promise.all([session.close(), camera.asked(5)]);
    expect(methods(camera)).toEqual(['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY', 'TEARDOWN']);
    expect(camera.requests[2]?.url).toBe(`${camera.url}/trackID=1`);
    expect(camera.requests[3]?.headers.session).toBe('708345999');
    expect(await session.ended).toMatchObject({ reason: 'closed' });
  });

  const refusing =
    (method: string, reply: string) =>
    (request: FakeRequest): string | undefined =>
      request.method === method ? reply : undefined;

  it.each([
    [
      'no such stream',
      refusing('DESCRIBE', 'RTSP/1.0 404 Stream secret-path Not Found\r\n\r\n'),
      'camera-stream-unknown',
    ],
    ['too many sessions', refusing('SETUP', 'RTSP/1.0 453 Not Enough Bandwidth\r\n\r\n'), 'camera-busy'],
    ['busy', refusing('PLAY', 'RTSP/1.0 503 Service Unavailable\r\n\r\n'), 'camera-busy'],
    ['no TCP', refusing('SETUP', 'RTSP/1.0 461 Unsupported Transport\r\n\r\n'), 'camera-udp-only'],
    [
      'UDP after all',
      refusing('SETUP', 'RTSP/1.0 200 OK\r\nTransport: RTP/AVP;unicast\r\n\r\n'),
      'camera-udp-only',
    ],
    [
      'no video',
      refusing('DESCRIBE', 'RTSP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nv=0\r\n'),
      'camera-codec-unsupported',
    ],
    [
      'a password',
      refusing('DESCRIBE', 'RTSP/1.0 401 x\r\nWWW-Authenticate: Digest realm="a", nonce="b"\r\n\r\n'),
      'camera-refused-password',
    ],
  ])('says what is wrong and what to do: %s', async (_, respond, code) => {
    const error: unknown = await open({ respond }).catch((e: unknown) => e);
    const kind = code === 'camera-refused-password' ? 'invalid' : 'unavailable';
    expect(error).toMatchObject({ kind, code });
    expect(String(error)).toMatch(/The camera .+\. [A-Z].+\./);
    expect(String(error)).not.toContain('secret-path');
  });

  it.each([
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['TLS', '\x15\x03\x01\0\x02\x02\x46'],
  ])('is not waited for when it speaks %s, and told so', async (protocol, reply) => {
    await expect(open({ respond: refusing('OPTIONS', reply) })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'camera-wrong-port',
      message: expect.stringContaining(`speaks ${protocol} at this port`) as string,
    });
  });

  it('is left at the length of an answer when it sends data and none', async () => {
    const frame = `$\0\x40\0${'x'.repeat(16_384)}`;
    const sent = frame.repeat(64);
    await expect(open({ respond: refusing('OPTIONS', sent) })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'camera-unsupported',
      message: expect.stringContaining('sends data, but no RTSP answer') as string,
    });
  });

  it('is offline where nobody listens, and unsupported without an address', async () => {
    const camera = await FakeCamera.start({ pictures });
    const { url } = camera;
    await camera.stop();
    const relay = createRelay({ networks: testNetworks, clock: systemClock, log: silentLog });
    cleanUps.push(() => relay.close());
    await expect(relay.open({ url })).rejects.toMatchObject({
      code: 'camera-offline',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
    await expect(relay.open({ url: 'http://x/' })).rejects.toMatchObject({ code: 'camera-unsupported' });
  });
});

describe('when a session goes wrong', () => {
  it('is offline when the camera falls silent without closing (quirk 25)', async () => {
    const { camera, session } = await open({}, { idleTimeoutMs: 300 });
    await session.firstKeyframe;
    await camera.fallSilentAfter(10);
    expect(await session.ended).toMatchObject({
      reason: 'offline',
      message: expect.stringMatching(/sent nothing for \d+ ms/) as string,
    });
  });

  it('waits for a camera whose pictures come slower than the usual patience (quirk 25)', async () => {
    const { camera, session } = await open({ pictures: slow, frameMs: 600 }, { idleTimeoutMs: 400 });
    await camera.sentPictures(4);
    expect(session.stats().packets).toBeGreaterThan(0);
    await session.close();
    expect((await session.ended).reason).toBe('closed');
  });

  it('is offline when the camera resets the connection', async () => {
    const { camera, session } = await open({});
    await session.firstKeyframe;
    camera.drop();
    expect((await session.ended).reason).toBe('offline');
  });

  it('rejects the first keyframe when none came before the end', async () => {
    const { session } = await open({ pictures: pictures.slice(1, 20) }, { idleTimeoutMs: 300 });
    await session.close();
    await expect(session.firstKeyframe).rejects.toMatchObject({ code: 'camera-offline' });
  });

  it.each([
    ['its RTP clock jumps forwards', (camera: FakeCamera) => camera.jump(90_000 * 3600)],
    ['its RTP clock jumps backwards', (camera: FakeCamera) => camera.jump(-90_000 * 5)],
    ['another RTP source takes over', (camera: FakeCamera) => camera.changeSource()],
  ])('keeps the session when %s (quirk 21)', async (_, jump) => {
    const { camera, session } = await open({ frameMs: 10 });
    await session.firstKeyframe;
    jump(camera);
    await vi.waitUntil(() => session.stats().keyframes >= 4, { timeout: 20_000 });
    await session.close();
    expect((await session.ended).lastMediaMs).toBeLessThan(30_000);
    expect(methods(camera)).toEqual(['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY', 'TEARDOWN']);
  });

  it('keeps the session when the picture changes: another part begins with the keyframe (quirk 20)', async () => {
    const changing = [...pictures.slice(0, 25), ...larger.slice(0, 25)].map((picture, i) => ({
      ...picture,
      ptsTicks: i * 3600,
    }));
    const { camera, session } = await open({ pictures: changing, frameMs: 10 });
    const second = await session.next;
    const third = await second?.next;
    expect([second?.mediaFromMs, third?.mediaFromMs]).toEqual([1_000, 2_000]);
    expect(new Set([session.url, second?.url, third?.url]).size).toBe(3);
    await session.close();
    expect(methods(camera)).toEqual(['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY', 'TEARDOWN']);
  });

  it('gives up a camera that changes its picture faster than recorders start', async () => {
    const changing = [pictures[0], larger[0]].flatMap((picture, i) =>
      picture ? [{ ...picture, ptsTicks: i * 3600 }] : [],
    );
    const { session } = await open({ pictures: changing, frameMs: 10 });
    expect(await session.ended).toMatchObject({ reason: 'unsupported' });
  });

  it('counts lost packets and goes on', async () => {
    const { session } = await open({ frameMs: 5, skipFrom: 40 });
    await session.firstKeyframe;
    await vi.waitUntil(() => session.stats().keyframes >= 4, { timeout: 20_000 });
    await session.close();
    expect(session.stats().lost).toBe(3);
  });
});

describe('when the process is held up longer than any timeout', () => {
  it('blames neither camera nor network', async () => {
    const { session } = await open({}, { idleTimeoutMs: 400, stallMs: 60_000 });
    await session.firstKeyframe;
    const untilMs = performance.now() + 1_500;
    while (performance.now() < untilMs);
    const ended = session.ended.then(({ message }) => message);
    const goesOn = new Promise<string>((resolve) => {
      const { packets } = session.stats();
      const look = (): unknown =>
        session.stats().packets > packets ? resolve('goes on') : setImmediate(look);
      look();
    });
    expect(await Promise.race([ended, goesOn])).toBe('goes on');
  });
});

describe('when a session must be kept alive', () => {
  it('asks by GET_PARAMETER in time, by OPTIONS once that is refused, and bears silence (quirk 25)', async () => {
    const respond = ({ method }: FakeRequest): string | undefined => {
      if (method === 'GET_PARAMETER') return 'RTSP/1.0 454 Session Not Found\r\n\r\n';
      if (method !== 'SETUP') return undefined;
      return 'RTSP/1.0 200 OK\r\nSession: 1;timeout=1\r\nTransport: RTP/AVP/TCP;interleaved=4-5\r\n\r\n';
    };
    const { camera } = await open({ respond });
    await camera.asked(7);
    expect(methods(camera).slice(4, 7)).toEqual(['GET_PARAMETER', 'OPTIONS', 'OPTIONS']);
  });
});

describe('when a socket is read now and then', () => {
  it('keeps up with 16 Mbit/s', async () => {
    const heavy = encodeClip({ kbps: 16_000, size: '1280x720', seconds: 2 });
    const clipBytes = heavy.flatMap(({ nals }) => [...nals]).reduce((sum, nal) => sum + nal.length, 0);
    const { camera, session } = await open(
      { pictures: heavy },
      { readEveryMs: 200, maxQueuedBytes: 200_000_000 },
    );
    await camera.sentPictures(100);
    await session.close();
    const { bytes, lost } = session.stats();
    expect(clipBytes).toBeGreaterThan(3_000_000);
    expect([lost, bytes > 1.6 * clipBytes]).toEqual([0, true]);
    expect(camera.maxUnsentBytes).toBeLessThan(1_000_000);
  });
});
