import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDiskStore } from '../../src/adapters/disk/store/disk-store.ts';
import { type NodeId, newId, type SegmentId, sha256Hex } from '../../src/core/index.ts';
import type { StoredSegment } from '../../src/footage/index.ts';
import { buildKeyframeIndex, packKeyframeIndex, readFragmentedFile } from '../../src/media/index.ts';
import { type ObjectStore, segmentKeys } from '../../src/objects/index.ts';

const firstMs = Date.parse('2026-11-01T00:00:00Z');
const segmentMs = 60_000;

/** One minute of noise at 2.2 Mbit/s, as the recorder's ffmpeg writes it. */
async function filmMinute(directory: string): Promise<Buffer> {
  const path = join(directory, 'minute.mp4');
  const picture = ['-f', 'lavfi', '-i', 'nullsrc=size=320x180:rate=15,geq=random(1)*255:128:128', '-t', '60'];
  const coding = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-b:v',
    '2200k',
    '-g',
    '30',
    '-pix_fmt',
    'yuv420p',
  ];
  const fragments = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'];
  await promisify(execFile)('ffmpeg', ['-v', 'error', ...picture, ...coding, ...fragments, path]);
  const bytes = await readFile(path);
  await rm(path);
  return bytes;
}

export interface ExportStock {
  readonly store: ObjectStore;
  readonly segments: readonly StoredSegment[];
}

/** The file format in which the parent passes the stock to the serving processes. */
interface KeptStock {
  readonly nodeId: NodeId;
  readonly segments: readonly (Omit<StoredSegment, 'keyframes'> & { readonly keyframes: string })[];
}

/** Fills a disk store with consecutive minutes of one camera, up to that many bytes or a little more. */
export async function stockStore(directory: string, sizeBytes: number): Promise<void> {
  const nodeId = newId('node', firstMs);
  const store = await openDiskStore({ directory, nodeId });
  const bytes = await filmMinute(directory);
  const file = readFragmentedFile(bytes);
  if (!file.isReadable) throw new Error(file.damage.message);
  const name = { cameraId: newId('camera', firstMs), streamId: newId('stream', firstMs), epoch: 1 };
  const common = {
    ...name,
    store: 'disk',
    sizeBytes: bytes.length,
    sha256: sha256Hex(bytes),
    codec: file.track.codec,
    width: file.track.width,
    height: file.track.height,
    initBytes: file.init.sizeBytes,
  };
  const segments: KeptStock['segments'][number][] = [];
  for (let i = 0; i * bytes.length < sizeBytes; i++) {
    const [fromMs, toMs] = [firstMs + i * segmentMs, firstMs + (i + 1) * segmentMs];
    const { original: objectKey } = segmentKeys({ ...name, startMs: fromMs });
    await store.put(objectKey, bytes, 'video/mp4');
    const index = buildKeyframeIndex(file, { wallStartMs: fromMs, wallEndMs: toMs });
    const keyframes = Buffer.from(packKeyframeIndex(index)).toString('base64');
    segments.push({ ...common, id: `${i}` as SegmentId, fromMs, toMs, objectKey, keyframes });
  }
  await writeFile(join(directory, 'stock.json'), JSON.stringify({ nodeId, segments } satisfies KeptStock));
}

export async function readStock(directory: string): Promise<ExportStock> {
  const { nodeId, segments } = JSON.parse(await readFile(join(directory, 'stock.json'), 'utf8')) as KeptStock;
  return {
    store: await openDiskStore({ directory, nodeId }),
    segments: segments.map(({ keyframes, ...segment }) => ({
      ...segment,
      keyframes: Buffer.from(keyframes, 'base64'),
    })),
  };
}
