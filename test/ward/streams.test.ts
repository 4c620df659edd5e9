import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockErrorMs, type DecodedClock, decodeClocks, type Ward } from '../../scripts/ward/index.ts';
import { cameraOf, quietWard, urlOf, WARD_TIMEOUT_MS } from './support/quiet-ward.ts';

const overTcp = ['-rtsp_transport', 'tcp'];
const run = promisify(execFile);
let ward: Ward;
let directory: string;

beforeAll(async () => {
  ward = await quietWard({ cameras: 3 });
  directory = await mkdtemp(join(tmpdir(), 'ward-streams-'));
}, WARD_TIMEOUT_MS);

afterAll(async () => {
  await ward.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Loop positions between decoded neighbours; a lost, doubled or misplaced frame is not 67 ms. */
function stepsMs(clocks: DecodedClock[]): number[] {
  return clocks
    .slice(1)
    .map((clock, i) => Math.round(clockErrorMs(clock.loopMs ?? -1, clocks[i]?.loopMs ?? -1)));
}

describe('when ffprobe opens a camera', () => {
  it.each([
    [0, 'main', { width: 1280, height: 720, has_b_frames: 0 }],
    [1, 'sub', { width: 320, height: 180, has_b_frames: 0 }],
    [2, 'main', { width: 1280, height: 720, has_b_frames: 2 }],
  ] as const)('finds the H.264 of camera %i %s', async (number, stream, expected) => {
    const url = urlOf(cameraOf(ward, number), stream);
    const entries = [
      '-show_entries',
      'stream=codec_name,width,height,has_b_frames,r_frame_rate',
      '-of',
      'json',
    ];
    const { stdout } = await run('ffprobe', ['-v', 'error', ...overTcp, ...entries, url]);
    const { streams } = JSON.parse(stdout) as { streams: object[] };
    expect(streams).toEqual([{ codec_name: 'h264', r_frame_rate: '15/1', ...expected }]);
  });
});

describe('when ffmpeg decodes a camera live', () => {
  it.each([0, 1, 2])(
    'reads a clock on every frame of camera %i, each 67 ms after the last',
    async (number) => {
      const clocks = await decodeClocks({
        input: urlOf(cameraOf(ward, number)),
        inputOptions: [...overTcp, '-xerror'],
        maxFrames: 45,
      });
      expect(clocks).toHaveLength(45);
      expect(new Set(stepsMs(clocks))).toEqual(new Set([67]));
      expect(new Set(clocks.map(({ reading }) => reading?.clip))).toEqual(new Set([number]));
    },
  );

  it('shows the time it is', async () => {
    const before = Date.now();
    const input = urlOf(cameraOf(ward), 'sub');
    const clocks = await decodeClocks({ input, inputOptions: overTcp, maxFrames: 60 });
    const lastMs = clocks.at(-1)?.loopMs ?? -1;
    expect(clockErrorMs(lastMs, Date.now())).toBeLessThanOrEqual(0);
    expect(clockErrorMs(lastMs, before)).toBeGreaterThan(0);
  });
});

describe('when ffmpeg records a camera without decoding it', () => {
  it('keeps frames whose clocks run as their timestamps do, over B-frames', async () => {
    const file = join(directory, 'recorded.mp4');
    const url = urlOf(cameraOf(ward, 2));
    await run('ffmpeg', ['-v', 'error', ...overTcp, '-i', url, '-t', '4', '-c', 'copy', file]);
    const clocks = await decodeClocks({ input: file });
    const drift = clocks.map(({ ptsMs, loopMs }) => Math.round(clockErrorMs(loopMs ?? -1, ptsMs)));
    expect(clocks.length).toBeGreaterThan(50);
    expect(Math.max(...drift.slice(1)) - Math.min(...drift.slice(1))).toBeLessThanOrEqual(1);
  });
});
