import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createDirectRecorder } from '../../../src/adapters/disk/recorder/direct-recorder.ts';
import { readFragmentedFile } from '../../../src/media/index.ts';
import { type RecordedFile, spoolFileName } from '../../../src/recording/index.ts';
import type { PictureSink } from '../../../src/relay/index.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { describeRecorder } from './recorder-contract.ts';

describeRecorder('direct');

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** Parameter sets of x264: High, 1280 × 720. */
const sps = Buffer.from('6764001facb402802dd80880000003008000000f078c1950', 'hex');
const pps = Buffer.from('68ce3c80', 'hex');
const otherPps = Buffer.from('68ce3880', 'hex');
const sets = [sps, pps];
const idr = Buffer.from('65888400', 'hex');
const slice = Buffer.from('419a0200', 'hex');
const frameTicks = 3_600;

/** A recorder in this process whose pictures the test sends, one every 40 ms of media time. */
class Studio {
  readonly directory = mkdtempSync(join(tmpdir(), 'direct-'));
  readonly clock = new HandClock(0);
  readonly files: RecordedFile[] = [];
  private reader: PictureSink | undefined;
  private ticks = 0;
  readonly process;

  constructor({ segmentMs = 60_000, directory = this.directory } = {}) {
    directories.push(this.directory);
    this.process = createDirectRecorder(this.clock).start({
      url: '',
      pictures: {
        format: { codec: 'h264', clockRate: 90_000, parameterSets: sets },
        read: (reader) => {
          this.reader = reader;
        },
      },
      directory,
      lockFd: -1,
      firstSeq: 0,
      segmentMs,
      cutOffsetMs: 0,
      onFile: (file) => void this.files.push(file),
    });
  }

  keyframe(nals: readonly Buffer[] = [sps, pps, idr], parameterSets: readonly Buffer[] = sets): void {
    this.send(nals, { parameterSets });
  }

  picture(nals: readonly Buffer[] = [slice]): void {
    this.send(nals);
  }

  send(nals: readonly Buffer[], begin: { readonly parameterSets?: readonly Buffer[] } = {}): void {
    this.reader?.onPicture({ nals, ticks: this.ticks, ...begin });
    this.ticks += frameTicks;
  }

  jump(ticks: number): void {
    this.ticks += ticks;
  }

  end(mediaToMs?: number) {
    this.reader?.onEnd(mediaToMs);
    return this.process.ended;
  }

  bytes(seq = 0): Buffer {
    return readFileSync(join(this.directory, `${spoolFileName(seq)}.mp4`));
  }
}

describe('when pictures become a file', () => {
  it('cuts at the first keyframe after the border, at its exact time', async () => {
    const studio = new Studio();
    studio.keyframe();
    studio.picture();
    studio.clock.advance(60_000);
    studio.picture();
    studio.keyframe();
    studio.picture();
    await studio.end();
    expect(studio.files).toEqual([
      { seq: 0, mediaFromMs: 0, mediaToMs: 120 },
      { seq: 1, mediaFromMs: 120, mediaToMs: 200 },
    ]);
  });

  it('ends its last file where the next part begins', async () => {
    const studio = new Studio();
    studio.keyframe();
    await studio.end(70);
    expect(studio.files).toEqual([{ seq: 0, mediaFromMs: 0, mediaToMs: 70 }]);
  });

  it('leaves out the sets that stand in the sample entry, counts them, and keeps all else', async () => {
    const message = Buffer.from('060104aabbccdd80', 'hex');
    const studio = new Studio();
    studio.keyframe([sps, pps, message, idr]);
    studio.picture([pps, otherPps, slice]);
    expect(await studio.end()).toEqual({
      kind: 'finished',
      message: '3 repeated parameter sets stand once in their file',
    });
    const file = readFragmentedFile(studio.bytes());
    if (!file.isReadable) throw new Error(file.damage.message);
    const { offsetBytes, sizeBytes, headBytes } = file.fragments[0];
    const body = studio.bytes().subarray(offsetBytes + headBytes, offsetBytes + sizeBytes);
    const units = [message, idr, otherPps, slice].map(
      (nal) => `000000${nal.length.toString(16).padStart(2, '0')}${nal.toString('hex')}`,
    );
    expect(body.toString('hex')).toBe(units.join(''));
  });
});

describe('when a direct recorder cannot go on', () => {
  it('says that the camera’s sets are none, and that it has not begun', async () => {
    const studio = new Studio();
    studio.keyframe([idr], [Buffer.from('67', 'hex'), pps]);
    expect(await studio.process.begun).toBe(false);
    expect(await studio.process.ended).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('field') as string,
    });
  });

  it('says that its directory is gone', async () => {
    const studio = new Studio({ directory: join(tmpdir(), 'gone', 'with', 'all') });
    studio.keyframe();
    studio.picture();
    expect(await studio.end()).toEqual({ kind: 'failed', message: 'the disk of the spool failed: ENOENT' });
    expect(await studio.process.begun).toBe(false);
    expect(studio.files).toEqual([]);
  });

  it('gives up a disk that does not take what comes, and keeps what it took (R5)', async () => {
    const large = Buffer.alloc(2 ** 20, 0x65);
    const studio = new Studio();
    // This process writes nothing in between.
    for (let gop = 0; gop < 30; gop++) studio.keyframe([large]);
    expect(await studio.process.ended).toMatchObject({
      kind: 'failed',
      message: 'the disk of the spool does not take what the camera sends',
    });
    const file = readFragmentedFile(studio.bytes());
    expect(file).toMatchObject({ damage: undefined });
    expect(studio.bytes().length).toBeLessThan(28 * 2 ** 20);
  });

  it('gives up a GOP that no object holds', async () => {
    const large = Buffer.alloc(2 ** 20, 0x41);
    const studio = new Studio();
    studio.keyframe();
    for (let i = 0; i < 49; i++) studio.picture([large]);
    expect(await studio.process.ended).toMatchObject({
      kind: 'failed',
      message: 'the camera sends a GOP that is too large for one object',
    });
  });

  it('gives up pictures that are too far apart for a file', async () => {
    const studio = new Studio();
    studio.keyframe();
    studio.jump(2 ** 32);
    studio.keyframe();
    expect(await studio.process.ended).toMatchObject({ kind: 'failed' });
  });
});

describe('when a camera sends anything at all', () => {
  const nal = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes));
  const event = fc.record({
    nals: fc.array(fc.oneof(nal, fc.constantFrom(sps, pps, otherPps, idr, slice)), { maxLength: 4 }),
    parameterSets: fc.option(fc.constantFrom(sets, [sps, otherPps], [sps]), { nil: undefined }),
    jump: fc.oneof(fc.constant(0), fc.integer({ min: -20_000, max: 20_000 })),
    sleepMs: fc.constantFrom(0, 0, 30_000, 61_000),
  });

  it('throws nothing, and what it writes is whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 40 }), async (events) => {
        const studio = new Studio();
        for (const { nals, parameterSets, jump, sleepMs } of events) {
          studio.clock.advance(sleepMs);
          studio.jump(jump);
          studio.send(nals, parameterSets && { parameterSets });
        }
        const { kind } = await studio.end();
        expect(['finished', 'failed']).toContain(kind);
        const written = readdirSync(studio.directory);
        for (const { seq } of studio.files)
          expect(readFragmentedFile(studio.bytes(seq))).toMatchObject({
            isReadable: true,
            damage: undefined,
          });
        expect(studio.files.map(({ seq }) => seq)).toEqual(studio.files.map((_, i) => i));
        expect(written.length - studio.files.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});
