import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createImageEncoder } from '../../../src/adapters/sharp/image-encoder.ts';
import type { CameraId, SegmentId, StreamId, TimeRange } from '../../../src/core/index.ts';
import type { StoredSegment } from '../../../src/footage/index.ts';
import { planSnapshots } from '../../../src/ingest/snapshots.ts';
import { packKeyframeIndex, type RawImage, tileImages } from '../../../src/media/index.ts';
import type { ObjectKey } from '../../../src/objects/index.ts';

/** A thing that stands before the camera for a time: pixels of a picture of 640 × 360, and its brightness, 0 to 255. */
export interface FilmedThing extends TimeRange {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly grey: number;
}

const [tileWidth, tileHeight] = [160, 90];
const tileBytes = tileWidth * tileHeight * 3;
const gopMs = 2_000;
const segmentGops = 30;

/**
 * What a camera of 640 × 360 films in front of a wall of colours, with the noise of its sensor, coded as H.264 with a keyframe every
 * 2 s: one tile of each keyframe.
 */
export async function filmedTiles(minutes: number, things: readonly FilmedThing[]): Promise<RawImage[]> {
  const boxes = things.map(({ left, top, width, height, grey, fromMs, toMs }) => {
    const colour = grey.toString(16).padStart(2, '0').repeat(3);
    const when = `gte(t,${fromMs / 1_000})*lt(t,${toMs / 1_000})`;
    return `drawbox=${left}:${top}:${width}:${height}:0x${colour}:fill:enable='${when}'`;
  });
  const wall = `smptehdbars=s=640x360:r=1/2:d=${60 * minutes}`;
  const film = ['-f', 'lavfi', '-i', [wall, ...boxes, 'noise=alls=14:allf=t'].join(',')];
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '28', '-g', '1', '-f', 'matroska', '-'];
  const quiet = ['-v', 'error', '-nostdin'];
  const limit = { encoding: 'buffer', maxBuffer: 1 << 30 } as const;
  const { stdout: coded } = await promisify(execFile)('ffmpeg', [...quiet, ...film, ...coding], limit);
  const decoding = ['-i', '-', '-vf', `scale=${tileWidth}:${tileHeight}`];
  const raw = ['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const decoded = promisify(execFile)('ffmpeg', ['-v', 'error', ...decoding, ...raw], limit);
  decoded.child.stdin?.end(coded);
  const { stdout: tiles } = await decoded;
  return Array.from({ length: tiles.length / tileBytes }, (_, i) => ({
    width: tileWidth,
    height: tileHeight,
    rgb: tiles.subarray(i * tileBytes, (i + 1) * tileBytes),
  }));
}

export interface FilmedBoard {
  readonly segment: StoredSegment;
  readonly webp: Uint8Array;
}

/** Segments of a minute with the storyboards that ingest would make of those keyframes. */
export async function filmedBoards(tiles: readonly RawImage[]): Promise<FilmedBoard[]> {
  const encoder = createImageEncoder();
  const boards: FilmedBoard[] = [];
  for (let first = 0; first < tiles.length; first += segmentGops) {
    const keyframes = tiles.slice(first, first + segmentGops);
    const gops = planSnapshots([...keyframes, undefined].map((_, i) => i * gopMs));
    const chosen = gops.flatMap((gop) => keyframes[gop] ?? []);
    const segment = segmentOf(first * gopMs, keyframes.length, { tileWidth, tileHeight, columns: 6, gops });
    boards.push({ segment, webp: await encoder.webp(tileImages(chosen, 6)) });
  }
  return boards;
}

function segmentOf(
  fromMs: number,
  count: number,
  storyboard: NonNullable<StoredSegment['storyboard']>,
): StoredSegment {
  const toMs = fromMs + count * gopMs;
  const gops = Array.from({ length: count }, (_, i) => ({
    wallMs: fromMs + i * gopMs,
    mediaMs: i * gopMs,
    mediaDurationMs: gopMs,
    offsetBytes: 100 + i * 1_000,
    sizeBytes: 1_000,
  }));
  return {
    id: `run-${fromMs}` as SegmentId,
    cameraId: 'cam' as CameraId,
    streamId: 'str' as StreamId,
    ...{ fromMs, toMs, storyboard },
    ...{ epoch: 1, store: 'disk', objectKey: 'k' as ObjectKey, sizeBytes: 1, sha256: '', codec: 'avc1' },
    ...{ width: 640, height: 360, initBytes: 100 },
    keyframes: packKeyframeIndex({ wallStartMs: fromMs, wallEndMs: toMs, initSizeBytes: 100, gops }),
  };
}
