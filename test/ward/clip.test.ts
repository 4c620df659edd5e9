import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClipProgress, decodeClocks, LOOP_MS, loadClips } from '../../scripts/ward/index.ts';
import { WARD_TIMEOUT_MS } from './support/quiet-ward.ts';

let clips: Awaited<ReturnType<typeof loadClips>>;
let directory: string;

beforeAll(async () => {
  clips = await loadClips();
  directory = await mkdtemp(join(tmpdir(), 'ward-clip-'));
}, WARD_TIMEOUT_MS);
afterAll(() => rm(directory, { recursive: true, force: true }));

const mp4 = (number: number, stream: 'main' | 'sub') => clips[number]?.streams[stream].mp4 ?? Buffer.alloc(0);

describe('when the clips are built', () => {
  it('shows every frame of the loop once and in order, with a clock that reads in the small stream', async () => {
    const decoded = await Promise.all([0, 1, 2].map((number) => decodeClocks({ input: mp4(number, 'sub') })));
    const loop = Array.from({ length: 1470 }, (_, loopFrame) => loopFrame);
    expect(decoded.map((clocks) => clocks.map(({ reading }) => reading?.loopFrame))).toEqual([
      loop,
      loop,
      loop,
    ]);
    expect(decoded.map((clocks) => clocks.at(-1)?.reading?.clip)).toEqual([0, 1, 2]);
  });

  it.each([0, 1, 2])('spends about 1.5 Mbit/s on clip %i, in closed GOPs of 2 s', (number) => {
    const frames = clips[number]?.streams.main.frames ?? [];
    const bits = frames.reduce((sum, { sizeBytes }) => sum + sizeBytes * 8, 0);
    expect(bits / LOOP_MS).toBeGreaterThan(1350);
    expect(bits / LOOP_MS).toBeLessThan(1600);
    const keyframes = frames.flatMap(({ keyframe, presentationFrame }, i) =>
      keyframe ? [[i, presentationFrame]] : [],
    );
    expect(keyframes).toEqual(Array.from({ length: 49 }, (_, i) => [i * 30, i * 30]));
  });

  it('is not built again', async () => {
    const progress: ClipProgress[] = [];
    await loadClips({ onProgress: (step) => progress.push(step) });
    expect(progress).toEqual([]);
  });
});

describe('when a still is decoded', () => {
  it('reads the clock of the JPEG', async () => {
    const file = join(directory, 'clip.mp4');
    const still = join(directory, 'still.jpg');
    await writeFile(file, mp4(1, 'main'));
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-ss', '20', '-i', file, '-frames:v', '1', still]);
    const [clock] = await decodeClocks({ input: still });
    expect(clock?.reading).toEqual({ clip: 1, loopFrame: 300, loopMs: 20_000 });
  });
});
