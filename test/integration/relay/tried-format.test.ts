import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type PictureFormat, pictureFormatName } from '../../../src/camera/index.ts';
import { newId, silentLog, systemClock } from '../../../src/core/index.ts';
import { recordedFormat } from '../../../src/ingest/index.ts';
import type { ObjectKey } from '../../../src/objects/index.ts';
import { createFormatTrial } from '../../../src/recording/index.ts';
import { createRelay, type Relay } from '../../../src/relay/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { encodeClip } from './clip.ts';
import { FakeCamera, type FakeCameraOptions } from './fake-camera.ts';
import { Recording } from './recording.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function aCamera(options: FakeCameraOptions): Promise<FakeCamera> {
  const camera = await FakeCamera.start(options);
  cleanUps.push(() => camera.stop());
  return camera;
}

function aRelay(): Relay {
  const relay = createRelay({
    networks: testNetworks,
    clock: systemClock,
    log: silentLog,
    readEveryMs: 20,
    writeEveryMs: 50,
  });
  cleanUps.push(() => relay.close());
  return relay;
}

/** The format of a camera's stream by the first file that ffmpeg closes of it. */
async function formatOfFile(camera: FakeCamera): Promise<PictureFormat | undefined> {
  const session = await aRelay().open({ url: camera.url });
  const file = await new Promise<string>((resolve) => {
    const recording = new Recording(session.url, 1, ({ file: name }) =>
      resolve(join(recording.directory, name)),
    );
    cleanUps.push(() => recording.remove());
  });
  const bytes = readFileSync(file);
  return recordedFormat(
    {
      catalogue: {
        newestOf: async () => ({ objectKey: 'key' as ObjectKey, initBytes: bytes.indexOf('moof') - 4 }),
      },
      store: { get: async (_, range) => bytes.subarray(0, range?.sizeBytes) },
    },
    newId('stream', 0),
  );
}

const kinds: [string, FakeCameraOptions, FakeCameraOptions][] = [
  ['H.264', { pictures: encodeClip() }, { pictures: encodeClip({ size: '640x360' }) }],
  [
    'H.265',
    { pictures: encodeClip({ codec: 'libx265' }), codec: 'H265' },
    { pictures: encodeClip({ codec: 'libx265', size: '640x360' }), codec: 'H265' },
  ],
];

describe('when the picture format of a stream is read (quirk 7)', () => {
  it.each(kinds)('equals that of its recorded file, and no other: %s', async (_, own, other) => {
    const camera = await aCamera({ ...own, frameMs: 20 });
    const take = createFormatTrial(aRelay());
    const recorded = await formatOfFile(camera);
    if (!recorded) throw new Error('no format in the file');
    const another = await aCamera({ ...other, frameMs: 20 });
    const sent = await take({ url: camera.url });
    expect(pictureFormatName(sent)).toBe(pictureFormatName(recorded));
    expect(pictureFormatName(await take({ url: another.url }))).not.toBe(pictureFormatName(recorded));
  });

  it('gives the camera its session back', async () => {
    const camera = await aCamera({ pictures: encodeClip({ seconds: 1 }) });
    await createFormatTrial(aRelay())({ url: camera.url });
    await camera.asked(5);
    expect(camera.requests.at(-1)?.method).toBe('TEARDOWN');
  });

  it('answers no Basic challenge', async () => {
    const challenge = 'RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm="cam"\r\n\r\n';
    const camera = await aCamera({ pictures: encodeClip({ seconds: 1 }), respond: () => challenge });
    const credentials = { user: 'admin', password: 'p' };
    await expect(createFormatTrial(aRelay())({ url: camera.url, credentials })).rejects.toMatchObject({
      code: 'camera-basic-only',
    });
  });
});
