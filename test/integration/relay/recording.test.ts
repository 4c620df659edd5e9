import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Log, systemClock } from '../../../src/core/index.ts';
import { createRelay, type Relay, type RelayOptions, type RelaySession } from '../../../src/relay/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { encodeClip, type Picture, withReordering } from './clip.ts';
import { FakeCamera, type FakeCameraOptions } from './fake-camera.ts';
import { type ListedSegment, Recording } from './recording.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function aCamera(options: FakeCameraOptions): Promise<FakeCamera> {
  const camera = await FakeCamera.start(options);
  cleanUps.push(() => camera.stop());
  return camera;
}

const logged: string[] = [];
const note = (fields: object, message: string): void => void logged.push(JSON.stringify(fields) + message);
const log: Log = { info: note, warn: note, error: note };

function aRelay(options: Partial<RelayOptions> = {}): Relay {
  const relay = createRelay({ networks: testNetworks, clock: systemClock, log, ...options });
  cleanUps.push(() => relay.close());
  return relay;
}

function record(
  session: RelaySession,
  segmentS?: number,
  onSegment?: (segment: ListedSegment) => void,
): Recording {
  const recording = new Recording(session.url, segmentS, onSegment);
  cleanUps.push(() => recording.remove());
  return recording;
}

/** Resolves with a recording's first `count` segments. */
function recorded(session: RelaySession, count: number): Promise<Recording> {
  return new Promise((resolve) => {
    const recording = record(session, 1, () => {
      if (recording.segments.length === count) resolve(recording);
    });
  });
}

const plain = encodeClip();
const reordered = withReordering(encodeClip({ bFrames: 2 }), 2, 25);
const h265 = encodeClip({ codec: 'libx265' });

const kinds: [string, FakeCameraOptions][] = [
  ['H.264', { pictures: plain }],
  ['H.264 with B-frames', { pictures: reordered }],
  ['H.265 without sprop', { pictures: h265, codec: 'H265' }],
];

describe('when ffmpeg records through the relay', () => {
  it.each(kinds)('lists media time from 0, and loses or shifts no picture: %s', async (_, options) => {
    const camera = await aCamera({ ...options, burst: 20, frameMs: 20 });
    const session = await aRelay({ writeEveryMs: 100 }).open({ url: camera.url });
    await session.firstKeyframe;
    const recording = await recorded(session, 3);
    const pictures: readonly Picture[] = options.pictures;
    for (const [i, segment] of recording.segments.entries()) {
      expect([segment.fromMs, segment.toMs]).toEqual([i * 1000, (i + 1) * 1000]);
      const shown = recording.presentationMs(segment);
      const expected = pictures.slice(0, 25).map(({ ptsTicks }) => ptsTicks / 90);
      expect(shown.map((ms) => ms - (shown[0] ?? 0))).toEqual(expected);
    }
    expect(recording.stderr).not.toMatch(/unset|monoton/);
    expect(session.stats()).toMatchObject({ lost: 0, gopMs: 1000 });
  });

  it('finishes the file, to the last picture, when the camera goes', async () => {
    const camera = await aCamera({ pictures: plain, burst: 30 });
    const session = await aRelay().open({ url: camera.url });
    await session.firstKeyframe;
    const recording = await recorded(session, 1);
    camera.drop();
    const end = await session.ended;
    expect(end.reason).toBe('offline');
    expect(await recording.ended).toBe(0);
    expect(recording.segments.at(-1)?.toMs).toBeCloseTo(end.lastMediaMs + 40, 0);
  });

  it('ends as closed when ffmpeg is asked to stop, and as stalled when it is killed', async () => {
    const camera = await aCamera({ pictures: plain, burst: 30 });
    const relay = aRelay();
    for (const [how, reason] of [
      ['q', 'closed'],
      ['SIGKILL', 'recorder-stalled'],
    ] as const) {
      const session = await relay.open({ url: camera.url });
      await session.firstKeyframe;
      const recording = await recorded(session, 1);
      if (how === 'q') recording.quit();
      else recording.signal(how);
      expect((await session.ended).reason).toBe(reason);
      await recording.ended;
    }
    // Five of each session; whoever leaves does not wait for the camera.
    await camera.asked(10);
    expect(camera.requests.filter(({ method }) => method === 'TEARDOWN')).toHaveLength(2);
  });

  it('ends as stalled when ffmpeg stops reading', async () => {
    const pictures = encodeClip({ kbps: 8000, size: '1280x720' });
    const camera = await aCamera({ pictures, frameMs: 5 });
    const session = await aRelay({ stallMs: 4_000, maxQueuedBytes: 200_000_000, writeEveryMs: 50 }).open({
      url: camera.url,
    });
    await session.firstKeyframe;
    const recording = await recorded(session, 1);
    recording.signal('SIGSTOP');
    expect((await session.ended).reason).toBe('recorder-stalled');
  });
});

describe('when a camera has a password', () => {
  const secret = 'p@ss:w/ör"d\\ 7Zq';

  it.each(['md5', 'sha256'] as const)('signs in by %s, and shows it to nobody (I9)', async (algorithm) => {
    const camera = await aCamera({ pictures: plain, user: 'admin', password: secret, algorithm });
    const relay = aRelay();
    const url = camera.url.replace('rtsp://', `rtsp://admin:${encodeURIComponent(secret)}@`);
    const session = await relay.open({ url, user: 'admin', password: secret });
    const recording = await recorded(session, 1);
    const commandLine = readFileSync(`/proc/${recording.pid}/cmdline`, 'utf8');
    const environment = readFileSync(`/proc/${recording.pid}/environ`, 'utf8');
    await session.close();
    await recording.ended;
    const said = [
      commandLine,
      environment,
      recording.stderr,
      session.url,
      JSON.stringify(await session.ended),
    ];
    for (const text of [...said, ...logged]) expect(text).not.toMatch(/7Zq|p%40ss|p@ss/);
    expect(commandLine).toContain(session.url);
    expect(logged.length).toBeGreaterThan(0);
  });

  it('names the remedy and not the password when it is wrong, after one try', async () => {
    const camera = await aCamera({ pictures: plain, user: 'admin', password: 'right' });
    const url = `${camera.url}&password=7Zq`;
    const refused = aRelay().open({ url, user: 'admin', password: secret });
    const error: unknown = await refused.catch((e: unknown) => e);
    expect(error).toMatchObject({ kind: 'invalid', code: 'camera-refused-password' });
    expect(String(error)).toMatch(/Correct/);
    expect(JSON.stringify(error) + String(error) + logged.join('')).not.toContain('7Zq');
    expect(camera.requests.filter(({ headers }) => headers.authorization)).toHaveLength(1);
  });
});

describe('when somebody else comes to a path', () => {
  const ask = (url: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
        socket.write(`OPTIONS ${url} RTSP/1.0\r\nCSeq: 1\r\n\r\n`);
      });
      let text = '';
      socket.on('data', (bytes) => {
        text += bytes.toString();
        socket.destroy();
      });
      socket.on('close', () => resolve(text));
      socket.on('error', () => {});
    });

  it('admits the first connection, once, and none to a path that is over or was never', async () => {
    const camera = await aCamera({ pictures: plain });
    const relay = aRelay();
    const [used, closed] = [await relay.open({ url: camera.url }), await relay.open({ url: camera.url })];
    await closed.close();
    expect(await ask(used.url)).toMatch(/^RTSP\/1.0 200/);
    expect((await used.ended).reason).toBe('recorder-stalled');
    for (const url of [used.url, closed.url, `${used.url}x`, used.url.replace(/[^/]*$/, '')]) {
      expect(await ask(url)).toMatch(/^(RTSP\/1.0 404|$)/);
    }
    expect(new URL(used.url).pathname.length).toBeGreaterThanOrEqual(1 + 128 / 6);
    expect(used.url).not.toBe(closed.url);
  });
});
