import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/adapters/pino/log.ts';
import { type Log, withLogFields } from '../../../src/core/index.ts';

/** What a process wrote, line by line. */
function logged(act: (log: Log) => unknown): Record<string, unknown>[] {
  const lines: string[] = [];
  act(createLog('info', 'test', { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const camera = 'rtsp://admin:Xy9%40pass@192.0.2.7/stream';

describe('when a line is logged that holds the URL of a camera', () => {
  it.each<[string, (log: Log) => void]>([
    ['as a field', (log) => log.info({ url: camera }, 'opened')],
    ['deep in a field', (log) => log.info({ of: [{ url: camera }] }, 'opened')],
    ['in an error', (log) => log.error({ err: new Error(`no answer of ${camera}`) }, 'failed')],
    [
      'in the cause of an error',
      (log) => log.error({ err: new Error('failed', { cause: new Error(camera) }) }, 'failed'),
    ],
    ['in the message', (log) => log.warn({}, `no answer of ${camera}`)],
  ])('leaves out its credentials: %s', (_, act) => {
    const text = JSON.stringify(logged(act));
    expect(text).toContain('rtsp://192.0.2.7/stream');
    expect(text).not.toContain('Xy9');
    expect(text).not.toContain('admin');
  });

  it('keeps the type, the message and the stack of an error', () => {
    const [line] = logged((log) => log.error({ err: new TypeError('boom') }, 'failed'));
    expect(line).toMatchObject({ msg: 'failed', err: { type: 'TypeError', message: 'boom' } });
    expect(JSON.stringify(line)).toContain('log.test.ts');
  });
});

describe('when lines are logged on the way of a call or a job', () => {
  it('bear its fields, however deep and late, and those of no other', async () => {
    const lines: string[] = [];
    const log = createLog('info', 'test', { write: (line) => void lines.push(line) });
    const call = (requestId: string) =>
      withLogFields({ requestId }, async () => {
        await Promise.resolve();
        withLogFields({ jobId: `job-of-${requestId}` }, () => log.info({ own: requestId }, 'deep'));
        await new Promise(setImmediate);
        log.info({ own: requestId }, 'late');
      });
    await Promise.all([call('a'), call('b')]);
    log.info({}, 'outside');
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const { msg, own, requestId, jobId } of told.slice(0, -1)) {
      expect(requestId).toBe(own);
      expect(jobId).toBe(msg === 'deep' ? `job-of-${String(own)}` : undefined);
    }
    expect(told).toHaveLength(5);
    expect(told.at(-1)).not.toHaveProperty('requestId');
  });
});
