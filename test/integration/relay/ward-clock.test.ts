import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockErrorMs, decodeClocks, startWard, type Ward } from '../../../scripts/ward/index.ts';
import { silentLog, systemClock } from '../../../src/core/index.ts';
import { createRelay, type Relay } from '../../../src/relay/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { type ListedSegment, Recording } from './recording.ts';

let ward: Ward;
let relay: Relay;

beforeAll(async () => {
  ward = await startWard({
    cameras: 3,
    firstAddress: '127.20.201.1',
    rtspPort: 0,
    httpPort: 0,
    discovery: false,
    jitterMs: 60,
    rtspAlgorithms: ['MD5', 'SHA-256'],
  });
  relay = createRelay({ networks: testNetworks, clock: systemClock, log: silentLog });
});
afterAll(async () => {
  await relay.close();
  await ward.stop();
});

interface Timed extends ListedSegment {
  readonly wallStartMs: number;
  readonly wallEndMs: number;
}

/** Records a camera until `count` segments are closed, each settled by the session's clock as a recorder would. */
async function record(number: number, count: number): Promise<{ recording: Recording; segments: Timed[] }> {
  const facts = ward.cameras[number]?.facts;
  if (!facts) throw new Error('no such camera');
  const { user, password } = facts;
  const session = await relay.open({ url: facts.rtspUrls.sub, user, password });
  await session.firstKeyframe;
  const segments: Timed[] = [];
  const recording = await new Promise<Recording>((resolve) => {
    const running = new Recording(session.url, 4, (segment) => {
      segments.push({ ...segment, ...session.clock.closeSegment(segment.toMs, segment.fromMs) });
      if (segments.length === count) resolve(running);
    });
  });
  await session.close();
  await recording.ended;
  return { recording, segments };
}

describe('when simulated cameras are recorded', () => {
  let recorded: Awaited<ReturnType<typeof record>>[];
  beforeAll(async () => {
    recorded = await Promise.all([0, 1, 2].map((number) => record(number, 3)));
  });
  afterAll(() => {
    for (const { recording } of recorded) recording.remove();
  });

  it.each([
    ['day', 0],
    ['night', 1],
    ['with B-frames', 2],
  ])('gives every picture the wall time that is burnt into it: %s', async (_, number) => {
    const { recording, segments } = recorded[number] ?? (await record(number, 3));
    // The last is cut off where we left, perhaps between a picture and the B-frames shown before it.
    for (const segment of segments.slice(0, 3)) {
      const clocks = await decodeClocks({ input: join(recording.directory, segment.file) });
      const firstMs = clocks[0]?.ptsMs ?? 0;
      const errors = clocks.map(({ loopMs, ptsMs }) =>
        loopMs === null ? Number.NaN : clockErrorMs(loopMs, segment.wallStartMs + ptsMs - firstMs),
      );
      expect(clocks.length).toBe(Math.round((segment.toMs - segment.fromMs) * 0.015));
      expect(Math.max(...errors.map(Math.abs))).toBeLessThan(200);
    }
    expect(segments.map(({ wallStartMs }) => wallStartMs).slice(1)).toEqual(
      segments.map(({ wallEndMs }) => wallEndMs).slice(0, -1),
    );
  });
});
