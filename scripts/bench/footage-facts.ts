import { randomBytes } from 'node:crypto';
import type { Fact } from '../../src/log/index.ts';

const digest = (): string => randomBytes(32).toString('hex');

/** Answers the fact of a segment of one minute. Its record is as long as that of a real camera. */
export function segmentFact(camera: string, startMs: number): Fact {
  const [t0, t1] = [startMs, startMs + 60_000].map((ms) => new Date(ms).toISOString());
  const key = `${camera}/main/${String(t0).slice(0, 10)}/${startMs}`;
  return {
    type: 'seg',
    cam: camera,
    stream: 'main',
    run: 'run_01kb7z8v3x5q6m7n8p9r0s1t2v',
    obj: `${key}.mp4`,
    bytes: 11_000_000,
    sha256: digest(),
    t0: String(t0),
    t1: String(t1),
    media_ms: 60_000,
    frames: 900,
    keys: 30,
    pts0: 0,
    pts1: 5_400_000,
    timescale: 90_000,
    codec: 'avc1.640028',
    w: 1_280,
    h: 720,
    params: digest(),
    rtp: { ssrc: 1, seq0: 2, seq1: 3, lost: 0 },
    cam_clk: { src: 'SR', off_ms: -60_000, err_ms: 600, at: String(t0) },
    loc: { lat: '10.762622', lon: '106.660172', ward: 'ward_1', rev: 1 },
    oms: 'none',
    idx: { key: `${key}.idx`, sha256: digest() },
    end: 'rotate',
  };
}

/** Answers the fact of the picture of that segment. */
export const pictureFact = (camera: string, seq: number, ms: number): Fact => ({
  type: 'pic',
  cam: camera,
  stream: 'main',
  seq,
  key: `${camera}/main/${ms}.jpg`,
  sha256: digest(),
  t: new Date(ms).toISOString(),
});
