import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MediaFacts, mediaFactsOf } from '../../../src/ingest/media-facts.ts';
import { readFragmentedFile } from '../../../src/media/index.ts';
import { segmentBytes } from '../../support/segments.ts';
import { probe } from './clips.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'media-facts-'));
  await writeFile(join(folder, 'plain.mp4'), await segmentBytes());
});
afterAll(() => rm(folder, { recursive: true }));

async function factsOf(name: string): Promise<MediaFacts> {
  const bytes = await readFile(join(folder, name));
  const file = readFragmentedFile(bytes);
  if (!file.isReadable) throw new Error(file.damage.message);
  return mediaFactsOf(bytes, file);
}

/** The same pictures, each keyframe with an SEI of that UUID before it. */
async function twin(name: string, uuid: string): Promise<MediaFacts> {
  const flags = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof'];
  const filter = ['-c', 'copy', '-bsf:v', `h264_metadata=sei_user_data=${uuid}+signature`];
  const [from, to] = [join(folder, 'plain.mp4'), join(folder, name)];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-i', from, ...filter, ...flags, to]);
  return factsOf(name);
}

describe('when a file is stored', () => {
  it('says how many frames and keyframes it has, and over which time, as ffprobe counts them', async () => {
    const { packets, streams } = await probe(join(folder, 'plain.mp4'));
    const facts = await factsOf('plain.mp4');
    const timescale = Number(streams[0]?.time_base.split('/')[1]);
    const first = packets[0]?.pts ?? Number.NaN;
    expect(facts).toMatchObject({
      frames: packets.length,
      keyframes: 6,
      timescale,
      firstTicks: first,
      endTicks: first + 12 * timescale,
    });
    expect(facts.codecString).toMatch(/^avc1\.[0-9a-f]{6}$/);
  });

  it('tells a stream that the camera signs from its unsigned twin, and from one with another SEI', async () => {
    const unsigned = await factsOf('plain.mp4');
    const signed = await twin('signed.mp4', '005bc93f-2d71-5e95-ada4-796f90877a6f');
    const other = await twin('other.mp4', '086f3693-b7b3-4f2c-9653-21492feee5b8');
    expect([unsigned, signed, other].map(({ isSigned }) => isSigned)).toEqual([false, true, false]);
    expect(signed.parameterSetsSha256).toBe(unsigned.parameterSetsSha256);
  });
});
