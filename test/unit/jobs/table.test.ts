import { describe, expect, it } from 'vitest';
import { newId, type SiteId } from '../../../src/core/index.ts';
import {
  type JobName,
  jobId,
  jobTable,
  processor,
  processorsOf,
  queueName,
} from '../../../src/jobs/index.ts';

const jobNames = Object.keys(jobTable) as JobName[];
const siteId = 'ward' as SiteId;
const [nodeId, streamId, runId] = [newId('node', 0), newId('stream', 0), newId('run', 0)];
const segment = { nodeId, streamId, runId, seq: 7 };
const roles = ['record', 'ingest', 'maintain', 'sign'] as const;

const doing = (name: JobName) => ({ name, concurrency: 1, process: () => Promise.resolve('done' as const) });

describe('when a job is named', () => {
  it('has a queue of its site or its node, where only those workers look', () => {
    const where = { siteId, nodeId };
    expect(jobNames.map((name) => queueName(name, where))).toEqual([
      'discover-cameras.ward',
      'import-cameras.ward',
      'record-camera.ward',
      `ingest-segment.${nodeId}`,
      'make-pictures.ward',
      'watch-coverage.ward',
      'measure-clocks.ward',
      'plan-expiry.ward',
      'expire-segments.ward',
      'check-storage.ward',
      'adopt-records.ward',
      'send-notifications.ward',
      'remind-custodians.ward',
      'watch-needs.ward',
      'build-export',
      'make-copy',
      'seal-log',
      'prepare-partitions',
    ]);
  });

  it('has an id that BullMQ accepts: no colon, not all digits', () => {
    const ids = [
      jobId('record-camera', { siteId, streamId }),
      jobId('ingest-segment', segment),
      jobId('discover-cameras', { siteId }),
      jobId('watch-coverage', { siteId }),
      jobId('prepare-partitions', {}),
    ];
    for (const id of ids) expect(id).toMatch(/^[a-z][\w-]*$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has an id of its own for every stream and every segment', () => {
    const other = newId('stream', 0);
    expect(jobId('record-camera', { siteId, streamId })).not.toBe(
      jobId('record-camera', { siteId, streamId: other }),
    );
    expect(jobId('ingest-segment', segment)).not.toBe(jobId('ingest-segment', { ...segment, seq: 8 }));
  });
});

describe('when a payload is parsed', () => {
  it.each([
    ['a path for a stream', { ...segment, streamId: '../../..' }],
    ['a path for a run', { ...segment, runId: `..${runId}` }],
    ['a run for a stream', { ...segment, streamId: runId }],
    ['no node', { streamId, runId, seq: 1 }],
    ['a counter below zero', { ...segment, seq: -1 }],
    ['half a counter', { ...segment, seq: 1.5 }],
    ['text for a counter', { ...segment, seq: '1' }],
    ['nothing', undefined],
  ])('refuses %s: Redis is not ours alone, and these become paths', async (_, payload) => {
    const ingest = processor({ ...doing('ingest-segment'), name: 'ingest-segment' });
    await expect(ingest.process(payload, { isLast: false })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'job-payload-invalid',
    });
  });

  it('hands on what is right, and nothing that it does not know', () => {
    const password = 'secret';
    expect(jobTable['ingest-segment'].payload.parse({ ...segment, password })).toEqual(segment);
  });
});

describe('when the processors of a worker are chosen', () => {
  const all = jobNames.map(doing);

  it('has exactly one for every job of its roles', () => {
    expect(processorsOf(roles, all).map(({ name }) => name)).toEqual(jobNames);
    expect(processorsOf(['record'], all).map(({ name }) => name)).toEqual(['record-camera']);
    expect(processorsOf([], all)).toEqual([]);
  });

  it.each(jobNames)('refuses to start when %s has none, or two', (name) => {
    const without = all.filter((each) => each.name !== name);
    expect(() => processorsOf(roles, without)).toThrow(
      expect.objectContaining({ code: 'job-without-processor' }),
    );
    expect(() => processorsOf(roles, [...all, doing(name)])).toThrow(
      expect.objectContaining({ code: 'job-with-two-processors' }),
    );
  });
});
