import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { silentLog } from '../../../src/core/index.ts';
import { type IngestDeps, ingestSegment } from '../../../src/ingest/index.ts';
import type { ObjectStore } from '../../../src/objects/index.ts';
import type { Run } from '../../../src/recording/index.ts';
import { aClosedSegment } from '../../support/builders.ts';
import { TestSpool } from '../../support/builders-spool.ts';
import { segmentBytes, segmentMs } from '../../support/segments.ts';

let home: TestSpool;
let directory: string;
let store: ObjectStore;
let run: Run;
beforeEach(async () => {
  home = await TestSpool.make();
  directory = await mkdtemp(join(tmpdir(), 'ingest-costs-'));
  store = await openDiskStore({ directory, nodeId: home.nodeId });
  run = await home.run();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await home.close();
  await rm(directory, { recursive: true });
});

const catalogue: IngestDeps['catalogue'] = {
  commit: async () => 'committed',
  commitDamaged: async () => {},
  runOf: async () => undefined,
};

async function ingest(seq: number): Promise<void> {
  const startMs = run.firstFrameMs + seq * segmentMs;
  const closed = aClosedSegment(run, { seq, startMs, endMs: startMs + segmentMs });
  const deps = { spool: home.spool, store, catalogue, announcePictures: async () => {}, log: silentLog };
  expect(await ingestSegment(deps, run, closed)).toBe('ingested');
}

/** Counts what goes through open files from now on, in bytes and in fsyncs. */
async function counted() {
  const file = await open(directory, 'r');
  const handles = Object.getPrototypeOf(file) as FileHandle;
  await file.close();
  const [read, write, sync] = [
    vi.spyOn(handles, 'read'),
    vi.spyOn(handles, 'write'),
    vi.spyOn(handles, 'sync'),
  ];
  const sumOf = async <T>(results: readonly { value: unknown }[], bytesIn: (result: T) => number) =>
    ((await Promise.all(results.map(({ value }) => value))) as T[]).reduce(
      (sum, each) => sum + bytesIn(each),
      0,
    );
  return {
    readBytes: () => sumOf<{ bytesRead: number }>(read.mock.results, ({ bytesRead }) => bytesRead),
    writtenBytes: () =>
      sumOf<{ bytesWritten: number }>(write.mock.results, ({ bytesWritten }) => bytesWritten),
    fsyncs: () => sync.mock.calls.length,
  };
}

describe('when a segment is ingested on the file system of the store', () => {
  it('reads its file once, writes little more than the recorder wrote, and syncs file, index and two folders', async () => {
    const bytes = await segmentBytes();
    for (const seq of [0, 1]) await home.video(run, seq, bytes);
    await ingest(0);
    const count = await counted();
    await ingest(1);
    const index = (await count.readBytes()) - bytes.length;
    expect(index).toBeGreaterThan(0);
    // The index is written, and read again to be compared; of the file nothing is written.
    expect(await count.writtenBytes()).toBe(index);
    expect(index).toBeLessThan(bytes.length / 10);
    expect(count.fsyncs()).toBe(4);
  });
});
